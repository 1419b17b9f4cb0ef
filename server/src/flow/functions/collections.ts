import { anyElement, knownElements } from '../access';
import {
  collection,
  decisionAbout,
  derivedFrom,
  driftsOf,
  either,
  invalid,
  isSameKnown,
  object,
  ownDrifts,
  scalar,
  tuple,
  unknown,
  unknownWith,
  withDrifts,
  type Value,
} from '../value';
import type { FunctionSummary } from './index';

/** Functions that build, take apart or reorder lists and maps. */
export const collectionFunctions: Readonly<Record<string, FunctionSummary>> = {
  length: ([value]) => value && lengthOf(value),
  contains: ([list, wanted]) => list && wanted && contains(list, wanted),
  concat: (lists) => concat(lists),
  merge: (maps) => merge(maps),
  keys: ([map]) => map && keysOf(map),
  values: ([map]) => map && valuesOf(map),
  compact: ([list]) => list && filtered(list, (element) => !isEmptyText(element)),
  distinct: ([list]) => list && distinctElements(list),
  toset: ([list]) => list && toSet(list),
  setintersection: (sets) => membersAmong(sets),
  setsubtract: (sets) => membersAmong(sets),
  setunion: (sets) => toSet(concat(sets)),
  flatten: ([list]) => list && flatten(list),
  reverse: ([list]) => list && rearranged(list, (elements) => [...elements].reverse()),
  sort: ([list]) => list && sorted(list),
  slice: ([list, start, end]) => list && slice(list, start, end),
  chunklist: ([list]) => list && collection(collection(anyElement(list)), list.drifts),
  zipmap: ([keys, values]) => keys && values && zipmap(keys, values),
  tolist: ([list]) => list && asList(list),
  tomap: ([map]) => map,
  range: () => collection(unknown),
};

/** Terraform counts characters as people see them. */
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The number of members does not follow from which members there are: nothing of them is in it. */
function lengthOf(value: Value): Value {
  if (ownDrifts(value).length > 0) return unknown;
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    return scalar([...characters.segment(value.value)].length);
  }
  if (value.kind === 'tuple') return scalar(value.elements.length);
  if (value.kind === 'object' && value.others === undefined) return scalar(value.entries.size);
  return unknown;
}

function contains(list: Value, wanted: Value): Value {
  const elements = knownElements(list);
  if (elements?.some((element) => isSameKnown(element, wanted)) === true) return scalar(true);
  if (elements?.every((element) => element.kind === 'scalar') === true && wanted.kind === 'scalar') {
    return scalar(false);
  }
  return decisionAbout([list, wanted]);
}

function concat(lists: readonly Value[]): Value {
  const drifts = lists.flatMap((list) => list.drifts);
  const elements = lists.map(knownElements);
  if (elements.every((known) => known !== undefined)) return tuple(elements.flat(), drifts);
  return collection(lists.map(anyElement).reduce(either, invalid), drifts);
}

/** Later maps win, key by key. A map with unknown keys may set any key, so earlier ones become alternatives. */
function merge(maps: readonly Value[]): Value {
  const entries = new Map<string, Value>();
  let others: Value | undefined;
  const keyDrifts = maps.flatMap((map) => (map.kind === 'object' ? map.keyDrifts : []));
  for (const map of maps) {
    if (map.kind === 'scalar' && map.value === null) continue;
    if (map.kind !== 'object') {
      const any = unknownWith(driftsOf(map));
      for (const [key, entry] of entries) entries.set(key, either(entry, any));
      others = others === undefined ? any : either(others, any);
      continue;
    }
    if (map.others !== undefined) {
      for (const [key, entry] of entries) entries.set(key, either(entry, map.others));
      others = others === undefined ? map.others : either(others, map.others);
    }
    for (const [key, entry] of map.entries) entries.set(key, withDrifts(entry, map.drifts));
  }
  return object(entries, others, [], keyDrifts);
}

function keysOf(map: Value): Value {
  if (map.kind !== 'object') return derivedFrom([unknownWith(map.drifts)]);
  const names = [...map.entries.keys()].sort().map(scalar);
  return map.others === undefined ? tuple(names, ownDrifts(map)) : collection(unknown, ownDrifts(map));
}

/** In the order of the keys, as `keys` lists them. */
function valuesOf(map: Value): Value {
  if (map.kind !== 'object') return map;
  if (map.others !== undefined) return collection(anyElement(map), ownDrifts(map));
  const names = [...map.entries.keys()].sort();
  return tuple(
    names.map((name) => map.entries.get(name) ?? invalid),
    ownDrifts(map),
  );
}

function isEmptyText(value: Value): boolean {
  return value.kind === 'scalar' && (value.value === null || value.value === '');
}

function filtered(list: Value, keep: (element: Value) => boolean): Value {
  const elements = knownElements(list);
  if (elements === undefined) return list;
  const kept = elements.filter(keep);
  const isExact = kept.every((element) => element.kind === 'scalar' || element.drifts.length > 0);
  return isExact ? tuple(kept, list.drifts) : collection(anyElement(list), list.drifts);
}

function distinctElements(list: Value): Value {
  const elements = knownElements(list);
  if (elements === undefined) return list;
  if (!elements.every((element) => element.kind === 'scalar')) {
    return elements.length < 2 ? list : collection(anyElement(list), list.drifts);
  }
  const isFirst = (element: Value, index: number) =>
    elements.findIndex((other) => isSameKnown(other, element)) === index;
  return tuple(elements.filter(isFirst), list.drifts);
}

/** A set of texts lists its members in the order of the texts. */
function toSet(list: Value): Value {
  if (list.kind === 'unknown') return collection(list, list.drifts);
  const distinct = distinctElements(list);
  const isText = (element: Value) => element.kind === 'scalar' && typeof element.value === 'string';
  return distinct.kind === 'tuple' && distinct.elements.every(isText) ? sorted(distinct) : distinct;
}

/** Some of the members of the first of these sets. */
function membersAmong(sets: readonly Value[]): Value {
  const [first] = sets;
  return collection(first === undefined ? unknown : anyElement(first), sets.flatMap(driftsOf));
}

function flatten(list: Value): Value {
  const elements = knownElements(list);
  if (elements === undefined) {
    return list.kind === 'collection' ? collection(anyElement(list.element), list.drifts) : list;
  }
  const inner = elements.map((element) => (element.kind === 'tuple' ? flatten(element) : element));
  if (inner.some((element) => element.kind === 'unknown' || element.kind === 'collection')) {
    const members = inner.map((element) =>
      element.kind === 'tuple' || element.kind === 'collection' ? anyElement(element) : element,
    );
    return collection(members.reduce(either, invalid), list.drifts);
  }
  return tuple(
    inner.flatMap((element) => (element.kind === 'tuple' ? element.elements : [element])),
    [...list.drifts, ...inner.flatMap((element) => (element.kind === 'tuple' ? element.drifts : []))],
  );
}

function rearranged(list: Value, change: (elements: readonly Value[]) => readonly Value[]): Value {
  const elements = knownElements(list);
  return elements === undefined ? list : tuple(change(elements), list.drifts);
}

/** Where one element is unknown, every element may be at every place. */
function sorted(list: Value): Value {
  const elements = knownElements(list);
  if (elements === undefined) return list;
  const texts = elements.map((element) => (element.kind === 'scalar' ? String(element.value) : undefined));
  if (texts.some((text) => text === undefined)) return collection(anyElement(list), list.drifts);
  return tuple((texts as string[]).sort().map(scalar), list.drifts);
}

function slice(list: Value, start: Value | undefined, end: Value | undefined): Value {
  const elements = knownElements(list);
  if (elements === undefined) return list;
  if (start?.kind !== 'scalar' || end?.kind !== 'scalar') return collection(anyElement(list), list.drifts);
  return tuple(elements.slice(Number(start.value), Number(end.value)), list.drifts);
}

function zipmap(keys: Value, values: Value): Value {
  const names = knownElements(keys);
  const held = knownElements(values);
  const keyDrifts = driftsOf(keys);
  if (names === undefined || held === undefined) {
    return object(new Map(), anyElement(values), values.drifts, keyDrifts);
  }
  const entries = new Map<string, Value>();
  let others: Value | undefined;
  names.forEach((name, index) => {
    const value = held[index] ?? invalid;
    if (name.kind === 'scalar') entries.set(String(name.value), value);
    else others = others === undefined ? value : either(others, value);
  });
  return object(entries, others, values.drifts, keyDrifts);
}

/** A list keeps its order; a set of unknown members has none. */
function asList(list: Value): Value {
  return list.kind === 'scalar' || list.kind === 'object' ? derivedFrom([list]) : list;
}
