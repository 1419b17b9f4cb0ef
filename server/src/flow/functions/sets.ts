import { anyElement, knownElements } from '../access';
import {
  collection,
  decisionAbout,
  derivedFrom,
  driftsOf,
  either,
  invalid,
  tuple,
  type Value,
} from '../value';
import { isSame, setOrder, unify } from './conversion';
import type { FunctionSummary } from './index';
import { failure, isList, knownOf, valueOf, type Known } from './known';
import { concat, distinctElements, unifiedList } from './lists';

/** Functions on sets. */
export const setFunctions: Readonly<Record<string, FunctionSummary>> = {
  toset: ([list]) => list && toSet(list),
  setunion: (sets) => toSet(concat(sets)),
  setintersection: (sets) =>
    setOf(sets, (known) => known.reduce((left, set) => left.filter((one) => has(set, one)))) ?? common(sets),
  setsubtract: ([set, gone]) => set && gone && subtract(set, gone),
  setproduct: (sets) => product(sets),
};

function has(set: readonly Known[], wanted: Known): boolean {
  return set.some((member) => isSame(member, wanted));
}

/** A set lists its members in their own order, whatever order they came in. */
function toSet(list: Value): Value {
  if (list.kind === 'unknown') return collection(list, list.drifts);
  if (list.kind === 'scalar') return list.value === null ? list : invalid;
  if (list.kind === 'object') return invalid;
  return setOf([list], ([members = []]) => members) ?? withoutOrder(distinctElements(list));
}

/** One member can only be in one place. */
function withoutOrder(list: Value): Value {
  return list.kind === 'tuple' && list.elements.length < 2 ? list : collection(anyElement(list), list.drifts);
}

/** The set that is computed from these, where they are known; all their members are of one type then. */
function setOf(
  sets: readonly Value[],
  compute: (sets: readonly (readonly Known[])[]) => readonly Known[],
): Value | undefined {
  const known = sets.map(knownOf);
  if (known.includes(undefined)) return undefined;
  const lists = known.filter((one) => one !== undefined).filter(isList);
  if (lists.length < sets.length || lists.length === 0) return invalid;
  const unified = unify(lists.flat());
  if (unified === failure) return invalid;
  if (unified === undefined) return undefined;
  let next = 0;
  const converted = lists.map((list) => unified.slice(next, (next += list.length)));
  const ordered = setOrder(compute(converted));
  return ordered && valueOf(ordered);
}

/**
 * What all of them have: where one is known, the result is made of its members, and the others only decide
 * which.
 */
function common(sets: readonly Value[]): Value {
  const fixed = sets.find((set) => set.kind === 'tuple' && driftsOf(set).length === 0);
  if (fixed !== undefined) return collection(anyElement(fixed), decisionAbout(sets).drifts);
  return collection(sets.map(anyElement).reduce(either, invalid), derivedFrom(sets).drifts);
}

function subtract(set: Value, gone: Value): Value {
  const exact = setOf([set, gone], ([members = [], others = []]) =>
    members.filter((member) => !has(others, member)),
  );
  if (exact !== undefined) return exact;
  return collection(anyElement(set), [...set.drifts, ...decisionAbout([gone]).drifts]);
}

/** Every combination of one member of each. */
function product(sets: readonly Value[]): Value | undefined {
  const isEmpty = (set: Value) => set.kind === 'tuple' && set.elements.length + set.drifts.length === 0;
  const unified = sets.map(unifiedList);
  const isMixed = unified.some(({ kind }) => kind === 'invalid');
  // Beside an empty set Terraform does not refuse every mixture.
  if (isMixed && sets.some(isEmpty)) return undefined;
  if (sets.length < 2 || isMixed) return invalid;
  const lists = unified.map(knownElements);
  const drifts = sets.flatMap((set) => set.drifts);
  if (lists.some((list) => list === undefined)) return collection(tuple(sets.map(anyElement)), drifts);
  let rows: readonly (readonly Value[])[] = [[]];
  const count = lists.reduce((product, list) => product * (list?.length ?? 0), 1);
  if (count > mostCombinations) return collection(tuple(sets.map(anyElement)), drifts);
  for (const list of lists) rows = rows.flatMap((row) => (list ?? []).map((member) => [...row, member]));
  return tuple(
    rows.map((row) => tuple(row)),
    drifts,
  );
}

/** More are not listed one by one. */
const mostCombinations = 4096;
