import type { Literal } from '../syntax/ast';
import { distinctDrifts, isUnknownAtPlan, thatMayStay, type Drift } from './drift';

/**
 * What is known of a value without running Terraform. `drifts` speak of the value as a whole (another text,
 * other members); the drift of a single attribute or element is on that attribute or element.
 */
export type Value = ScalarValue | UnknownValue | ObjectValue | TupleValue | CollectionValue | InvalidValue;

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly value: Literal;
  readonly drifts: readonly Drift[];
}

/** Any value of any type. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly drifts: readonly Drift[];
  /** For a text that an encoder made: what decoding it gives back. */
  readonly decoded?: Value;
}

/** An object or a map. `others` is what every key not in `entries` holds; without it there are no others. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, Value>;
  readonly others: Value | undefined;
  readonly drifts: readonly Drift[];
  /** Drift of which keys there are: what stands under one key does not differ with it. */
  readonly keyDrifts: readonly Drift[];
}

/** A list, tuple or set with all its elements. */
export interface TupleValue {
  readonly kind: 'tuple';
  readonly elements: readonly Value[];
  readonly drifts: readonly Drift[];
}

/** A list, tuple or set of unknown length, in which each element is like `element`. */
export interface CollectionValue {
  readonly kind: 'collection';
  readonly element: Value;
  /** Its first elements, where more is known of them: `element` covers these too. */
  readonly first: readonly Value[];
  readonly drifts: readonly Drift[];
}

/** Evaluating this fails in Terraform; `try` and friends go on with their next argument. */
export interface InvalidValue {
  readonly kind: 'invalid';
  readonly drifts: readonly Drift[];
}

export const unknown: UnknownValue = { kind: 'unknown', drifts: [] };
export const invalid: InvalidValue = { kind: 'invalid', drifts: [] };

export function scalar(value: Literal): ScalarValue {
  return { kind: 'scalar', value, drifts: [] };
}

export function unknownWith(drifts: readonly Drift[]): UnknownValue {
  return drifts.length === 0 ? unknown : { kind: 'unknown', drifts: distinctDrifts(drifts) };
}

export function tuple(elements: readonly Value[], drifts: readonly Drift[] = []): TupleValue {
  return { kind: 'tuple', elements, drifts };
}

/** `first` are the first elements, where more is known of them than of the others; `element` covers them too. */
export function collection(
  element: Value,
  drifts: readonly Drift[] = [],
  first: readonly Value[] = [],
): CollectionValue {
  return { kind: 'collection', element, first, drifts };
}

export function object(
  entries: ReadonlyMap<string, Value>,
  others?: Value,
  drifts: readonly Drift[] = [],
  keyDrifts: readonly Drift[] = [],
): ObjectValue {
  return { kind: 'object', entries, others, drifts, keyDrifts: distinctDrifts(keyDrifts) };
}

/** The drift of a value as a whole, and of which members it has; not the drift inside its members. */
export function ownDrifts(value: Value): readonly Drift[] {
  return value.kind === 'object' ? [...value.drifts, ...value.keyDrifts] : value.drifts;
}

/** The values directly inside `value`. */
export function membersOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'object':
      return value.others === undefined
        ? [...value.entries.values()]
        : [...value.entries.values(), value.others];
    case 'tuple':
      return value.elements;
    case 'collection':
      return [value.element];
    default:
      return [];
  }
}

/** Every drift in the value and inside it, one per source. */
export function driftsOf(value: Value): readonly Drift[] {
  if (!carriesDrift(value)) return [];
  const members = membersOf(value);
  return distinctDrifts([...ownDrifts(value), ...members.flatMap(driftsOf)]);
}

const drifting = new WeakMap<Value, boolean>();

/** Whether there is any drift in the value or inside it. Asked often, of large values that stay the same. */
function carriesDrift(value: Value): boolean {
  let answer = drifting.get(value);
  if (answer === undefined) {
    answer = ownDrifts(value).length > 0 || membersOf(value).some(carriesDrift);
    drifting.set(value, answer);
  }
  return answer;
}

/** The same value with each drift in it and inside it replaced. */
export function mapDrifts(value: Value, change: (drift: Drift) => Drift): Value {
  return changeDrifts(value, (drifts) => drifts.map(change));
}

/** The same value without the drift of these sources, in it and inside it: for where they are known to stand still. */
export function withoutSourcesOf(value: Value, gone: readonly Drift[]): Value {
  const isGone = ({ source }: Drift) =>
    gone.some((other) => other.source.address === source.address && other.source.uri === source.uri);
  return changeDrifts(value, (drifts) => drifts.filter((drift) => !isGone(drift)));
}

function changeDrifts(value: Value, change: (drifts: readonly Drift[]) => readonly Drift[]): Value {
  if (!carriesDrift(value)) return value;
  const drifts = value.drifts.length === 0 ? value.drifts : change(value.drifts);
  switch (value.kind) {
    case 'object': {
      const entries = new Map([...value.entries].map(([key, entry]) => [key, changeDrifts(entry, change)]));
      const others = value.others && changeDrifts(value.others, change);
      return { ...value, drifts, entries, others, keyDrifts: change(value.keyDrifts) };
    }
    case 'tuple':
      return { ...value, drifts, elements: value.elements.map((element) => changeDrifts(element, change)) };
    case 'collection': {
      const first = value.first.map((element) => changeDrifts(element, change));
      return { ...value, drifts, element: changeDrifts(value.element, change), first };
    }
    case 'unknown':
      return value.decoded === undefined
        ? { ...value, drifts }
        : { ...value, drifts, decoded: changeDrifts(value.decoded, change) };
    default:
      return { ...value, drifts };
  }
}

/** The same value with more drift of its own. A known scalar that can differ is no longer known. */
export function withDrifts(value: Value, drifts: readonly Drift[]): Value {
  if (drifts.length === 0) return value;
  const all = distinctDrifts([...value.drifts, ...drifts]);
  return value.kind === 'scalar' || value.kind === 'invalid' || value.kind === 'unknown'
    ? { kind: 'unknown', drifts: all }
    : { ...value, drifts: all };
}

/** Something computed from these values: unknown, and at most differing where one of them does. */
export function derivedFrom(values: readonly Value[]): Value {
  return unknownWith(composedOf(values).drifts.map(thatMayStay));
}

/** Something that these values can be told from, such as a text with them in it: it differs where one of them does. */
export function composedOf(values: readonly Value[]): Value {
  return unknownWith(values.flatMap(driftsOf).map((drift) => ({ ...drift, unchanged: false })));
}

/** A yes-or-no answer about these values. */
export function decisionAbout(values: readonly Value[]): Value {
  return unknownWith(
    values
      .flatMap(driftsOf)
      .map((drift) => ({ ...thatMayStay(drift), unchanged: false, decides: !isUnknownAtPlan(drift) })),
  );
}

/** Whether a part of the value is not known at plan. */
export function isPartlyUnknown(value: Value): boolean {
  return driftsOf(value).some(isUnknownAtPlan);
}

/** The same value, of which the drift may leave a part, or an abridgement, as it is. */
export function partOf(value: Value): Value {
  return mapDrifts(value, thatMayStay);
}

/** Whether both are known through and through, without drift, and equal. */
export function isSameKnown(one: Value, other: Value): boolean {
  if (ownDrifts(one).length > 0 || ownDrifts(other).length > 0) return false;
  if (one.kind === 'scalar' && other.kind === 'scalar') return one.value === other.value;
  if (one.kind === 'tuple' && other.kind === 'tuple') {
    return (
      one.elements.length === other.elements.length &&
      one.elements.every((element, index) => isSameKnown(element, other.elements[index] ?? invalid))
    );
  }
  if (one.kind === 'object' && other.kind === 'object') {
    return (
      one.others === undefined &&
      other.others === undefined &&
      one.entries.size === other.entries.size &&
      [...one.entries].every(([key, entry]) => isSameKnown(entry, other.entries.get(key) ?? invalid))
    );
  }
  return false;
}

/**
 * A value that is one of the two. An alternative that would fail is left out: Terraform would stop there,
 * so no plan contains it.
 */
export function either(one: Value, other: Value): Value {
  if (one.kind === 'invalid') return withDrifts(other, one.drifts);
  if (other.kind === 'invalid') return withDrifts(one, other.drifts);
  if (isSameKnown(one, other)) return one;
  const drifts = distinctDrifts([...one.drifts, ...other.drifts]);
  if (one.kind === 'object' && other.kind === 'object') return eitherObject(one, other, drifts);
  if (one.kind === 'tuple' && other.kind === 'tuple' && one.elements.length === other.elements.length) {
    const elements = one.elements.map((element, index) => either(element, other.elements[index] ?? invalid));
    return tuple(elements, drifts);
  }
  if (isList(one) && isList(other)) {
    const element = [...membersOf(one), ...membersOf(other)].reduce(either, invalid);
    const [ours, theirs] = [firstElements(one), firstElements(other)];
    const isInBoth = Math.min(ours.length, theirs.length);
    const first = ours.slice(0, isInBoth).map((value, at) => either(value, theirs[at] ?? invalid));
    return collection(element, drifts, first);
  }
  return unknownWith([...driftsOf(one), ...driftsOf(other)]);
}

function eitherObject(one: ObjectValue, other: ObjectValue, drifts: readonly Drift[]): Value {
  const entries = new Map<string, Value>();
  for (const key of new Set([...one.entries.keys(), ...other.entries.keys()])) {
    const inOne = one.entries.get(key) ?? one.others ?? invalid;
    const inOther = other.entries.get(key) ?? other.others ?? invalid;
    entries.set(key, either(inOne, inOther));
  }
  const others = either(one.others ?? invalid, other.others ?? invalid);
  const keyDrifts = [...one.keyDrifts, ...other.keyDrifts];
  return object(entries, others.kind === 'invalid' ? undefined : others, drifts, keyDrifts);
}

/** The elements at the start of a list of which more is known than what any element may be. */
export function firstElements(value: TupleValue | CollectionValue): readonly Value[] {
  return value.kind === 'tuple' ? value.elements : value.first;
}

/** Whether the value is a list, tuple or set. */
export function isList(value: Value): value is TupleValue | CollectionValue {
  return value.kind === 'tuple' || value.kind === 'collection';
}

/** The same, for a choice that the analysis could not decide: what comes out of it is only possible. */
export function undecided(one: Value, other: Value): Value {
  return mapDrifts(either(one, other), (drift) => ({ ...drift, certainty: 'possible' }));
}
