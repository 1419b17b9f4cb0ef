import { anyElement, knownElements } from '../access';
import { isUnknownAtPlan, thatMayStay } from '../drift';
import {
  composedOf,
  collection,
  derivedFrom,
  driftsOf,
  either,
  invalid,
  object,
  ownDrifts,
  scalar,
  tuple,
  unknown,
  unknownWith,
  withDrifts,
  type ObjectValue,
  type Value,
} from '../value';
import type { FunctionSummary } from './index';
import { byCharacters, computed, isList, isMap, listOf, text, type Known, type Parameter } from './known';

/** Functions that build maps and take them apart. */
export const mapFunctions: Readonly<Record<string, FunctionSummary>> = {
  merge: (maps) => merge(maps),
  keys: ([map]) => map && keysOf(map),
  values: ([map]) => map && valuesOf(map),
  zipmap: ([keys, values]) => keys && values && zipmap(keys, values),
  transpose: computed([mapOfTexts], transpose),
};

/** Later maps win, key by key. A map with unknown keys may set any key, so earlier ones become alternatives. */
function merge(maps: readonly Value[]): Value {
  const entries = new Map<string, Value>();
  let others: Value | undefined;
  if (maps.some((map) => ownDrifts(map).some(isUnknownAtPlan))) return composedOf(maps);
  const keyDrifts = maps
    .flatMap((map) => (map.kind === 'object' ? ownDrifts(map) : driftsOf(map)))
    .map(thatMayStay);
  const setAny = (any: Value): void => {
    for (const [key, entry] of entries) entries.set(key, either(entry, any));
    others = others === undefined ? any : either(others, any);
  };
  for (const map of maps) {
    if (map.kind === 'scalar' && map.value === null) continue;
    if (map.kind === 'scalar' || map.kind === 'tuple') return invalid;
    if (map.kind !== 'object') {
      setAny(unknownWith(driftsOf(map)));
      continue;
    }
    if (map.others !== undefined) setAny(withDrifts(map.others, map.drifts));
    for (const [key, entry] of map.entries) entries.set(key, withDrifts(entry, map.drifts));
  }
  return object(entries, others, [], keyDrifts);
}

function keysInOrder(map: ObjectValue): readonly string[] {
  return [...map.entries.keys()].sort(byCharacters);
}

function keysOf(map: Value): Value {
  if (map.kind === 'scalar' || map.kind === 'tuple') return invalid;
  if (map.kind !== 'object') return derivedFrom([unknownWith(map.drifts)]);
  return map.others === undefined
    ? tuple(keysInOrder(map).map(scalar), ownDrifts(map))
    : collection(unknown, ownDrifts(map));
}

/** In the order of the keys, as `keys` lists them. */
function valuesOf(map: Value): Value {
  if (map.kind === 'scalar' || map.kind === 'tuple') return invalid;
  if (map.kind !== 'object') return map;
  if (map.others !== undefined) return collection(anyElement(map), ownDrifts(map));
  return tuple(
    keysInOrder(map).map((name) => map.entries.get(name) ?? invalid),
    ownDrifts(map),
  );
}

function zipmap(keys: Value, values: Value): Value {
  const names = knownElements(keys);
  const held = knownElements(values);
  const keyDrifts = driftsOf(keys);
  if (names === undefined || held === undefined) {
    return object(new Map(), anyElement(values), values.drifts, keyDrifts);
  }
  if (names.length !== held.length) return invalid;
  const entries = new Map<string, Value>();
  let others: Value | undefined;
  names.forEach((name, index) => {
    const value = held[index] ?? invalid;
    if (name.kind === 'scalar') entries.set(String(name.value), value);
    else others = others === undefined ? value : either(others, value);
  });
  return object(entries, others, values.drifts, keyDrifts);
}

function mapOfTexts(known: Known): ReadonlyMap<string, readonly string[]> | undefined {
  const texts: Parameter<readonly string[]> = listOf(text);
  if (!isMap(known)) return undefined;
  const lists = [...known].map(([key, list]) => [key, isList(list) ? texts(list) : undefined] as const);
  return lists.every((entry): entry is readonly [string, readonly string[]] => entry[1] !== undefined)
    ? new Map(lists)
    : undefined;
}

/** The lists' members become keys, and the keys members. */
function transpose(map: ReadonlyMap<string, readonly string[]>): Known {
  const turned = new Map<string, string[]>();
  for (const key of [...map.keys()].sort(byCharacters)) {
    for (const member of map.get(key) ?? []) turned.set(member, [...(turned.get(member) ?? []), key]);
  }
  return turned;
}
