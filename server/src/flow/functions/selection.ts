import { attributeOf, elementOf, knownElements } from '../access';
import { driftsOf, invalid, scalar, undecided, unknown, withDrifts, type Value } from '../value';
import type { FunctionSummary } from './index';

/** Functions whose result is one of their arguments, or a part of one. */
export const selectionFunctions: Readonly<Record<string, FunctionSummary>> = {
  coalesce: (values) => firstUsable(values, isMissing),
  coalescelist: (values) => firstUsable(values, isEmptyList),
  try: (values) => firstUsable(values, (value) => (value.kind === 'invalid' ? true : canFail(value))),
  can: ([value]) => (value?.kind === 'invalid' ? scalar(false) : unknown),
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

/** An unknown value may turn out to be an error; one that is known, or read from a source, does not. */
function canFail(value: Value): boolean | undefined {
  return value.kind === 'unknown' && value.drifts.length === 0 ? undefined : false;
}

/** `element` counts from the start again behind the end. */
function elementWrapping(list: Value, index: Value): Value {
  const elements = knownElements(list);
  const known = index.kind === 'scalar' ? Number(index.value) : undefined;
  if (elements !== undefined && elements.length > 0 && known !== undefined) {
    const wrapped = ((known % elements.length) + elements.length) % elements.length;
    return elementOf(list, scalar(wrapped));
  }
  return elementOf(list, index);
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
  if (elements === undefined)
    return list.kind === 'collection' ? withDrifts(list.element, list.drifts) : list;
  if (elements.length > 1) return invalid;
  return elements[0] === undefined ? scalar(null) : withDrifts(elements[0], list.drifts);
}
