import { asText, attributeOf, elementOf, knownElements } from '../access';
import {
  decisionAbout,
  driftsOf,
  invalid,
  membersOf,
  scalar,
  undecided,
  unknown,
  withDrifts,
  type Value,
} from '../value';
import { unify } from './conversion';
import type { FunctionSummary } from './index';
import { failure, integer, knownOf } from './known';

/** Functions whose result is one of their arguments, or a part of one. */
export const selectionFunctions: Readonly<Record<string, FunctionSummary>> = {
  coalesce: (values) => coalesce(values),
  coalescelist: (values) => firstUsable(values, isEmptyList),
  try: (values) => firstUsable(values, fails),
  can: ([value]) => value && can(value),
  element: ([list, index]) => list && index && elementWrapping(list, index),
  lookup: ([map, key, fallback]) => map && key && lookUp(map, key, fallback),
  one: ([list]) => list && onlyElement(list),
  nonsensitive: ([value]) => value,
  sensitive: ([value]) => value,
  ephemeralasnull: () => scalar(null),
};

/**
 * The first value that `isUnusable` does not rule out. A drifting look-up finds something each time: it is
 * taken as usable.
 */
function firstUsable(
  values: readonly Value[],
  isUnusable: (value: Value) => boolean | undefined,
): Value | undefined {
  let result: Value = invalid;
  for (const value of [...values].reverse()) {
    const answer = isUnusable(value);
    if (answer === true) continue;
    result = answer === false || result.kind === 'invalid' ? value : undecided(value, result);
  }
  return result;
}

/** The arguments are converted to one type before one is taken. */
function coalesce(values: readonly Value[]): Value | undefined {
  const known = values.map(knownOf).filter((value) => value !== undefined);
  if (known.length === values.length && unify(known) === failure) return invalid;
  const chosen = firstUsable(values, isMissing);
  const isText = known.some((value) => typeof value === 'string');
  return isText && chosen?.kind === 'scalar' ? asText(chosen) : chosen;
}

/** Whether `coalesce` passes the value over: null, and for texts the empty one. */
function isMissing(value: Value): boolean | undefined {
  if (value.kind === 'scalar') return value.value === null || value.value === '';
  if (value.kind === 'invalid') return false;
  return value.kind === 'unknown' && value.drifts.length === 0 ? undefined : false;
}

function isEmptyList(value: Value): boolean | undefined {
  const elements = knownElements(value);
  if (elements !== undefined) return elements.length === 0;
  if (value.kind === 'scalar') return value.value === null;
  return driftsOf(value).length > 0 ? false : undefined;
}

/**
 * Whether evaluating the value is an error, also inside. An unknown value may turn out to be one; what is read
 * from a source is not.
 */
function fails(value: Value): boolean | undefined {
  if (value.kind === 'invalid') return true;
  if (membersOf(value).some((member) => fails(member) === true)) return true;
  return value.kind === 'unknown' && value.drifts.length === 0 ? undefined : false;
}

/** Whether something can be made of a source's answer (a match, a number) is a question about the answer. */
function can(value: Value): Value {
  const answer = fails(value);
  if (answer === undefined) return unknown;
  const isComputed = value.kind === 'unknown' && value.drifts.some(({ unchanged }) => !unchanged);
  return isComputed ? decisionAbout([value]) : scalar(!answer);
}

/** `element` counts from the start again behind the end. */
function elementWrapping(list: Value, index: Value): Value {
  if (list.kind === 'scalar' || list.kind === 'object') return invalid;
  const elements = knownElements(list);
  if (elements?.length === 0 && list.drifts.length === 0) return invalid;
  const given = knownOf(index);
  if (given === undefined) return elementOf(list, index);
  const position = integer(given);
  if (position === undefined) return invalid;
  // Some negative positions are taken too: those that come out as 0.
  const wrapped = elements === undefined ? position : position % (elements.length || 1);
  return wrapped < 0 ? invalid : elementOf(list, scalar(wrapped));
}

function lookUp(map: Value, key: Value, fallback: Value | undefined): Value {
  const name = key.kind === 'scalar' && key.value !== null ? String(key.value) : undefined;
  if (name === undefined) {
    const any = elementOf(map, key);
    return fallback === undefined ? any : undecided(any, fallback);
  }
  if (map.kind === 'object') {
    const entry = map.entries.get(name);
    if (entry !== undefined) return withDrifts(entry, map.drifts);
    if (map.others === undefined) return fallback ?? invalid;
  }
  const found = attributeOf(map, name);
  return fallback === undefined ? found : undecided(found, fallback);
}

function onlyElement(list: Value): Value | undefined {
  const elements = knownElements(list);
  if (list.kind === 'collection') return withDrifts(list.element, list.drifts);
  if (elements === undefined) return list.kind === 'unknown' ? list : invalid;
  if (elements.length > 1) return invalid;
  return elements[0] === undefined ? scalar(null) : withDrifts(elements[0], list.drifts);
}
