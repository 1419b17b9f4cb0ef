import { Big } from 'big.js';
import type { Literal } from '../../syntax/ast';
import { invalid, object, scalar, tuple, type Value } from '../value';
import type { FunctionSummary } from './index';

/** A value that is known through and through, without drift. Lists, tuples and sets are all arrays. */
export type Known = Literal | readonly Known[] | ReadonlyMap<string, Known>;

/** What a computation in Terraform comes to where it stops with an error. */
export const failure = Symbol('failure');

/** The result of a computation; undefined where it is not computed here. */
export type Outcome = Known | typeof failure | undefined;

/** The value as plain data; undefined where something in it is unknown, drifts or is invalid. */
export function knownOf(value: Value): Known | undefined {
  if (value.drifts.length > 0) return undefined;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'tuple') {
    const elements = value.elements.map(knownOf);
    return elements.every((element) => element !== undefined) ? elements : undefined;
  }
  if (value.kind !== 'object' || value.others !== undefined || value.keyDrifts.length > 0) return undefined;
  const entries = new Map<string, Known>();
  for (const [key, entry] of value.entries) {
    const known = knownOf(entry);
    if (known === undefined) return undefined;
    entries.set(key, known);
  }
  return entries;
}

/** The value that a computation results in. Terraform keeps all texts in normal form C. */
export function valueOf(outcome: Known | typeof failure): Value {
  if (outcome === failure) return invalid;
  if (typeof outcome === 'string') return scalar(outcome.normalize());
  if (isList(outcome)) return tuple(outcome.map(valueOf));
  if (isMap(outcome)) return object(new Map([...outcome].map(([key, entry]) => [key, valueOf(entry)])));
  return scalar(outcome);
}

export function isList(known: Known): known is readonly Known[] {
  return Array.isArray(known);
}

export function isMap(known: Known): known is ReadonlyMap<string, Known> {
  return known instanceof Map;
}

/** Converts an argument to what a function takes; undefined where Terraform refuses it. */
export type Parameter<T> = (known: Known) => T | undefined;

/** Any value, null included. */
export const anything: Parameter<Known> = (known) => known;

/** A text, or a number or a truth value as text. */
export const text: Parameter<string> = (known) => {
  if (typeof known === 'string') return known;
  if (typeof known === 'number') return numberText(known);
  return typeof known === 'boolean' ? String(known) : undefined;
};

/** A number, or a text that is one. NaN where it has more digits than are computed with here. */
export const number: Parameter<number> = (known) => {
  if (typeof known === 'number') return known;
  return typeof known === 'string' ? parseNumber(known) : undefined;
};

export const integer: Parameter<number> = (known) => {
  const converted = number(known);
  return converted === undefined || (!Number.isNaN(converted) && !Number.isInteger(converted))
    ? undefined
    : converted;
};

export const truth: Parameter<boolean> = (known) => {
  if (known === true || known === 'true' || known === '1') return true;
  return known === false || known === 'false' || known === '0' ? false : undefined;
};

/** A list whose elements are all taken by `element`. */
export function listOf<T>(element: Parameter<T>): Parameter<readonly T[]> {
  return (known) => {
    if (!isList(known)) return undefined;
    const converted = known.map(element);
    return converted.every((one) => one !== undefined) ? converted : undefined;
  };
}

/** The summary of a function that computes its result from all its arguments, where all of them are known. */
export function computed<P extends readonly unknown[]>(
  parameters: { readonly [I in keyof P]: Parameter<P[I]> },
  compute: (...values: P) => Outcome,
): FunctionSummary {
  return (values) =>
    values.length === parameters.length ? computedBy(parameters, compute, values) : invalid;
}

/** The same for a function of any number of arguments: `rest` takes those behind what `parameters` take. */
export function computedOfMany<P extends readonly unknown[], R>(
  parameters: { readonly [I in keyof P]: Parameter<P[I]> },
  rest: Parameter<R>,
  compute: (...values: [...P, ...R[]]) => Outcome,
): FunctionSummary {
  return (values) => {
    if (values.length < parameters.length) return invalid;
    const further = values.slice(parameters.length).map(() => rest);
    return computedBy([...parameters, ...further], compute, values);
  };
}

function computedBy(
  parameters: readonly Parameter<unknown>[],
  compute: (...values: never) => Outcome,
  values: readonly Value[],
): Value | undefined {
  const known = values.map(knownOf);
  if (known.includes(undefined)) return undefined;
  const converted = parameters.map((parameter, at) => parameter(known[at] as Known));
  if (converted.includes(undefined)) return invalid;
  if (converted.some(isNotComputedWith)) return undefined;
  // Each parameter gives what the computation takes at its place.
  const outcome = withinBounds(() => compute(...(converted as never)));
  return outcome === undefined ? undefined : valueOf(outcome);
}

/** Texts longer than this are not computed with. */
const longestText = 65_536;

/** What is too large for JavaScript, or for us, is not computed: text can grow without end through functions. */
function withinBounds(compute: () => Outcome): Outcome {
  try {
    const outcome = compute();
    return typeof outcome === 'string' && outcome.length > longestText ? undefined : outcome;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isNotComputedWith(converted: unknown): boolean {
  return Number.isNaN(converted) || (Array.isArray(converted) && converted.some(Number.isNaN));
}

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** The number that a text is; undefined where it is none, NaN where it has too many digits. */
export function parseNumber(written: string): number | undefined {
  if (!numeral.test(written)) return undefined;
  const value = Number(written);
  if (!Number.isFinite(value)) return Number.NaN;
  return new Big(written.replace(/^\+/, '').replace(/\.(?!\d)/, '')).eq(value) ? value : Number.NaN;
}

/** A number as Terraform writes it: never with an exponent. */
export function numberText(value: number): string {
  return new Big(value).toFixed();
}

/**
 * The number where it is the same in the decimal arithmetic of Terraform, which has many more digits;
 * undefined where that is not certain.
 */
export function exactNumber(value: Big): number | undefined {
  const near = value.toNumber();
  const isShort = value.c.length <= 15 || Number.isSafeInteger(near);
  return isShort && value.eq(near) ? near : undefined;
}

/** The characters of a text, as Unicode numbers them. */
export function charactersOf(whole: string): string[] {
  return Array.from(whole);
}

/** Compares texts as Terraform orders them: by their characters' numbers. */
export function byCharacters(one: string, other: string): number {
  const ours = charactersOf(one);
  const theirs = charactersOf(other);
  for (let at = 0; at < Math.min(ours.length, theirs.length); at++) {
    const difference = (ours[at]?.codePointAt(0) ?? 0) - (theirs[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return ours.length - theirs.length;
}
