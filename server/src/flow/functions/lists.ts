import type { Drift } from '../drift';
import { anyElement, knownElements, truthOf } from '../access';
import {
  collection,
  decisionAbout,
  derivedFrom,
  driftsOf,
  either,
  firstElements,
  invalid,
  isList as isListValue,
  isSameKnown,
  membersOf,
  ownDrifts,
  scalar,
  tuple,
  unknown,
  unknownWith,
  withDrifts,
  type CollectionValue,
  type TupleValue,
  type Value,
} from '../value';
import { unify } from './conversion';
import type { FunctionSummary } from './index';
import { byCharacters, integer, isList, knownOf, listOf, text, valueOf } from './known';
import { graphemes } from './text';

/** Functions that build, take apart or reorder lists. */
export const listFunctions: Readonly<Record<string, FunctionSummary>> = {
  length: ([value]) => value && lengthOf(value),
  contains: ([list, wanted]) => list && wanted && contains(list, wanted),
  index: ([list, wanted]) => list && wanted && indexOf(list, wanted),
  alltrue: ([list]) => list && truthOfAll(list, true),
  anytrue: ([list]) => list && truthOfAll(list, false),
  concat: (lists) => concat(lists),
  compact: ([list]) => list && compact(list),
  distinct: ([list]) => list && distinctElements(list),
  flatten: ([list]) => list && flatten(list),
  reverse: ([list]) => list && reverse(list),
  sort: ([list]) => list && sorted(list),
  slice: ([list, start, end]) => list && start && end && slice(list, start, end),
  chunklist: ([list, size]) => list && size && chunks(list, size),
  matchkeys: ([values, keys, wanted]) => values && keys && wanted && matchKeys(values, keys, wanted),
  tolist: ([list]) => list && toList(list),
  range: (values) => numberRange(values),
};

/** How many members there are is a question about them: none of them is in the answer. */
function lengthOf(value: Value): Value {
  const members = value.kind === 'collection' ? ownDrifts(value.element) : [];
  const drifts = [...ownDrifts(value), ...members];
  if (drifts.length > 0) return decisionAbout([unknownWith(drifts)]);
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' ? scalar(graphemes(value.value).length) : invalid;
    case 'tuple':
      return scalar(value.elements.length);
    case 'object':
      return value.others === undefined ? scalar(value.entries.size) : unknown;
    default:
      return unknown;
  }
}

function contains(list: Value, wanted: Value): Value {
  if (list.kind === 'scalar' || isNull(wanted)) return invalid;
  const elements = list.drifts.length === 0 ? knownElements(list) : undefined;
  if (elements?.some((element) => isSameKnown(element, wanted)) === true) return scalar(true);
  if (elements?.every((element) => differs(element, wanted)) === true) return scalar(false);
  return decisionAbout([list, wanted]);
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** Whether two values are certainly not equal. */
function differs(one: Value, other: Value): boolean {
  if (one.drifts.length > 0 || other.drifts.length > 0) return false;
  if (one.kind === 'scalar' && other.kind === 'scalar') return one.value !== other.value;
  const known = [knownOf(one), knownOf(other)];
  return !known.includes(undefined) && !isSameKnown(one, other);
}

function indexOf(list: Value, wanted: Value): Value {
  if (list.kind === 'scalar' || list.kind === 'object' || isNull(wanted)) return invalid;
  const elements = list.drifts.length === 0 ? firstElementsOf(list) : [];
  for (const [at, element] of elements.entries()) {
    if (isSameKnown(element, wanted)) return scalar(at);
    if (!differs(element, wanted)) return decisionAbout([list, wanted]);
  }
  return list.kind === 'tuple' && list.drifts.length === 0 ? invalid : decisionAbout([list, wanted]);
}

function firstElementsOf(list: Value): readonly Value[] {
  return isListValue(list) ? firstElements(list) : [];
}

/** `isAll`: whether all have to be true, or any one. null counts as false. */
function truthOfAll(list: Value, isAll: boolean): Value {
  const elements = list.drifts.length === 0 ? knownElements(list) : undefined;
  if (elements === undefined) return list.kind === 'scalar' ? invalid : decisionAbout([list]);
  const answers = elements.map((element) =>
    element.kind === 'scalar' && element.value === null ? false : truthOf(element),
  );
  if (answers.some((answer, at) => answer === undefined && elements[at]?.kind === 'scalar')) return invalid;
  if (answers.includes(!isAll)) return scalar(!isAll);
  return answers.includes(undefined) ? decisionAbout([list]) : scalar(isAll);
}

/** One list behind the other. Up to the first of unknown length every element has its place. */
export function concat(lists: readonly Value[]): Value {
  if (lists.some((list) => list.kind === 'scalar' || list.kind === 'object')) return invalid;
  const open = lists.findIndex((list) => list.kind !== 'tuple');
  if (open < 0) {
    const drifts = lists.flatMap((list) => list.drifts);
    return tuple(lists.flatMap(firstElementsOf), drifts);
  }
  const elements = lists
    .slice(0, open + 1)
    .flatMap((list) => firstElementsOf(list).map((element) => withDrifts(element, list.drifts)));
  const any = lists.map((list) => withDrifts(anyElement(list), list.drifts)).reduce(either, invalid);
  return collection(any, lists.flatMap(sizeOf), elements);
}

/** What can change how many members a list of unknown length has: a mere decision, about other lists' positions. */
function sizeOf(list: Value): readonly Drift[] {
  if (list.kind !== 'unknown' && list.kind !== 'collection') return [];
  return decisionAbout([unknownWith(list.drifts)]).drifts;
}

/**
 * The elements that `keep` does not refuse; where it gives undefined, what comes behind has no certain place.
 */
function filtered(list: Value, keep: (element: Value) => boolean | undefined): Value {
  if (!isListValue(list)) return list;
  const elements = firstElements(list);
  const answers = elements.map(keep);
  const doubtful = answers.indexOf(undefined);
  const certain = elements.filter((_, at) => answers[at] && (doubtful < 0 || at < doubtful));
  return list.kind === 'tuple' && doubtful < 0
    ? tuple(certain, list.drifts)
    : collection(anyElement(list), list.drifts, certain);
}

/** Without nulls and empty texts. What a source gives is taken for a text. */
function compact(list: Value): Value {
  if (list.kind === 'scalar' || list.kind === 'object') return invalid;
  const unified = unifiedList(list);
  if (unified.kind === 'invalid') return invalid;
  return filtered(unified, (element) => {
    if (element.kind === 'scalar') return element.value !== null && element.value !== '';
    return element.drifts.length > 0 ? true : undefined;
  });
}

/** Each element once, where it comes first. */
export function distinctElements(list: Value): Value {
  if (list.kind === 'scalar' || list.kind === 'object') return invalid;
  const unified = unifiedList(list);
  const elements = firstElementsOf(unified);
  return filtered(unified, (element) => {
    const before = elements.slice(0, elements.indexOf(element));
    if (before.some((other) => isSameKnown(other, element))) return false;
    return before.every((other) => differs(other, element)) ? true : undefined;
  });
}

/** The list with elements of one type, as far as they are known. */
export function unifiedList(list: Value): Value {
  const known = list.drifts.length === 0 ? knownOf(list) : undefined;
  if (known === undefined || known === null || typeof known !== 'object' || !isList(known)) return list;
  const unified = unify(known);
  return unified === undefined ? collection(unknown) : valueOf(unified);
}

function toList(list: Value): Value {
  if (list.kind === 'scalar') return list.value === null ? list : invalid;
  return list.kind === 'object' ? invalid : unifiedList(list);
}

/**
 * All lists in it laid out flat. What is not known beside lists is taken for a list of any length, behind which no
 * place is certain; what is not known within one, for a member.
 */
function flatten(list: Value, isInner = false): Value {
  if (list.kind === 'scalar' || list.kind === 'object') return invalid;
  if (!isListValue(list)) return list;
  const drifts = [...list.drifts];
  const first: Value[] = [];
  let isOpen = list.kind === 'collection';
  let isPlaced = true;
  for (const element of firstElements(list)) {
    const inner = isListValue(element) ? flatten(element, true) : element;
    const isMember = !isListValue(inner) && (isInner || inner.kind !== 'unknown');
    const placed = isListValue(inner) ? firstElements(inner) : isMember ? [inner] : [];
    if (isPlaced) first.push(...placed);
    if (isMember) continue;
    drifts.push(...(isListValue(inner) ? inner.drifts : []), ...sizeOf(inner));
    if (inner.kind !== 'tuple') isPlaced = false;
  }
  isOpen ||= !isPlaced;
  return isOpen ? collection(anyInside(list), drifts, first) : tuple(first, drifts);
}

/** Any one element of a list that is laid out flat. */
function anyInside(list: TupleValue | CollectionValue): Value {
  return membersOf(list)
    .map((element) => (isListValue(element) ? anyInside(element) : element))
    .reduce(either, invalid);
}

function reverse(list: Value): Value {
  if (list.kind === 'scalar' || list.kind === 'object') return invalid;
  if (list.kind === 'collection') return collection(list.element, list.drifts);
  return list.kind === 'tuple' ? tuple([...list.elements].reverse(), list.drifts) : list;
}

/** Where one element is unknown, every element may be at every place. */
function sorted(list: Value): Value {
  if (list.kind === 'scalar' || list.kind === 'object') return invalid;
  if (!isListValue(list)) return list;
  const known = knownOf({ ...list, drifts: [] });
  if (known === undefined) return collection(anyElement(list), list.drifts);
  const texts = listOf(text)(known);
  return texts === undefined ? invalid : tuple([...texts].sort(byCharacters).map(scalar), list.drifts);
}

function slice(list: Value, start: Value, end: Value): Value {
  if (list.kind === 'scalar' || list.kind === 'object') return invalid;
  if (!isListValue(list)) return list;
  const [from, to] = [start, end].map(positionOf);
  const elements = firstElements(list);
  if (from === undefined || to === undefined) return collection(anyElement(list), list.drifts);
  if (from < 0 || from > to) return invalid;
  if (to <= elements.length) return tuple(elements.slice(from, to), list.drifts);
  return list.kind === 'tuple' ? invalid : collection(list.element, list.drifts, elements.slice(from));
}

function positionOf(value: Value): number | undefined {
  const known = knownOf(value);
  const position = known === undefined ? undefined : integer(known);
  return Number.isNaN(position) ? undefined : position;
}

function chunks(list: Value, size: Value): Value {
  if (list.kind === 'scalar' || list.kind === 'object') return invalid;
  const length = positionOf(size);
  const unified = unifiedList(list);
  if (unified.kind === 'invalid' || (length ?? 0) < 0) return invalid;
  if (unified.kind !== 'tuple' || length === undefined)
    return collection(collection(anyElement(unified)), list.drifts);
  const { elements, drifts } = unified;
  const count = length === 0 ? Math.min(1, elements.length) : Math.ceil(elements.length / length);
  return tuple(
    Array.from({ length: count }, (_, at) =>
      tuple(length === 0 ? elements : elements.slice(at * length, (at + 1) * length)),
    ),
    drifts,
  );
}

/** The values at the places where `keys` holds one of `wanted`. */
function matchKeys(values: Value, keys: Value, wanted: Value): Value {
  const [held, places, searched] = [values, keys, wanted].map(knownElements);
  if (held !== undefined && places !== undefined && held.length !== places.length) return invalid;
  const isKnown = knownOf(keys) !== undefined && knownOf(wanted) !== undefined;
  if (held === undefined || places === undefined || searched === undefined || !isKnown) {
    return collection(anyElement(values), [...values.drifts, ...derivedFrom([keys, wanted]).drifts]);
  }
  const isWanted = (at: number) => searched.some((key) => isSameKnown(key, places[at] ?? invalid));
  return tuple(
    held.filter((_, at) => isWanted(at)),
    values.drifts,
  );
}

/** The numbers from `start` up (or down) to `limit`, which is left out. */
function numberRange(values: readonly Value[]): Value {
  const numbers = values.map(positionOf);
  if (values.length < 1 || values.length > 3) return invalid;
  const limit = values.length === 1 ? numbers[0] : numbers[1];
  const start = values.length === 1 ? 0 : numbers[0];
  if (start === undefined || limit === undefined || numbers.includes(undefined))
    return collection(unknown, driftsOf(decisionAbout(values)));
  const step = numbers[2] ?? (start > limit ? -1 : 1);
  if ((step > 0 && start > limit) || (step < 0 && start < limit) || (step === 0 && start !== limit))
    return invalid;
  const found: Value[] = [];
  for (let at = start; step > 0 ? at < limit : at > limit; at += step) {
    if (found.length === mostNumbers) return collection(unknown);
    found.push(scalar(at));
  }
  return tuple(found);
}

/** Terraform's own limit. */
const mostNumbers = 1024;
