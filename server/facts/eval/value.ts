/** What a Go expression evaluates to. `null` is Go's nil, and the zero value of a type that is not known. */
import type { GoFunction } from '../go/ast';
import type { GoPackage } from '../go/repository';
import type { FieldTest } from './fieldTest';
import type { Scope } from './scope';

export type Value =
  | string
  | number
  | boolean
  | null
  | ListValue
  | MapValue
  | StructValue
  | FunctionValue
  | NativeValue
  | PackageValue
  | TypeValue
  | TupleValue
  | ChoiceValue
  | ExternalValue
  | UnknownValue;

export interface ListValue {
  readonly kind: 'list';
  readonly items: Value[];
}

export interface MapValue {
  readonly kind: 'map';
  readonly entries: Map<string | number | boolean, Value>;
  /** Entries whose key could not be evaluated, with what is known of the key. */
  readonly lost: { readonly key: Value; readonly value: Value }[];
}

export interface StructValue {
  readonly kind: 'struct';
  /** Import path and name joined by a dot; the empty string for an anonymous struct. */
  readonly type: string;
  readonly fields: Map<string, Value>;
  /** Its address was taken: assigning it shares it, instead of copying. */
  pointer: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly fn: GoFunction;
  /** Where its free names are found. */
  readonly scope: Scope;
  /** A method's receiver and its name in the body. */
  readonly receiver?: { readonly name: string; readonly value: Value };
}

/** The name of function literals. */
export const literalName = 'literal';

/** A function that the evaluator provides itself. */
export interface NativeValue {
  readonly kind: 'native';
  readonly name: string;
  call(args: readonly Value[]): Value;
}

export interface PackageValue {
  readonly kind: 'package';
  readonly importPath: string;
  /** Absent where no source of it was given. */
  readonly package?: GoPackage;
}

export interface TypeValue {
  readonly kind: 'type';
  /** Import path and name joined by a dot, or a predeclared name. */
  readonly name: string;
}

/** Several results of one call. */
export interface TupleValue {
  readonly kind: 'tuple';
  readonly items: readonly Value[];
}

/** One of several values; which one could not be decided. */
export interface ChoiceValue {
  readonly kind: 'choice';
  readonly options: readonly Value[];
}

/** A name, or the result of a call, of a package without source: kept as it was written. */
export interface ExternalValue {
  readonly kind: 'external';
  /** Import path and name joined by a dot; methods add another dot and name. */
  readonly name: string;
  /** Present when it is a call's result. */
  readonly args?: readonly Value[];
}

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly why: string;
  /** The resource's arguments that it was computed from. */
  readonly fields: readonly string[];
  /** It is this argument's planned value, unchanged. */
  readonly field?: string;
  /** What it says, if it is a condition that can be read. */
  readonly test?: FieldTest;
}

/** Makes an unknown value that depends on no argument. */
export function unknown(why: string, from: readonly Value[] = []): UnknownValue {
  return { kind: 'unknown', why, fields: [...new Set(from.flatMap((value) => fieldsIn(value)))] };
}

/** Makes the unknown outcome of a condition. */
export function undecided(test: FieldTest, fields: readonly string[]): UnknownValue {
  return { kind: 'unknown', why: 'condition', fields, test };
}

/** Whether a value is one of the object kinds, and which. */
export function isKind<K extends Exclude<Value, string | number | boolean | null>['kind']>(
  value: Value | undefined,
  kind: K,
): value is Extract<Value, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/** How deep `fieldsIn` looks into values within values. */
const fieldDepth = 4;

/** The resource's arguments that a value was computed from; those deep inside lists are not looked for. */
export function fieldsIn(value: Value, depth = 0): readonly string[] {
  if (isKind(value, 'unknown')) return value.fields;
  if (depth > fieldDepth || typeof value !== 'object' || value === null) return [];
  const parts =
    value.kind === 'external'
      ? (value.args ?? [])
      : value.kind === 'choice'
        ? value.options
        : value.kind === 'tuple' || value.kind === 'list'
          ? value.items.slice(0, 4)
          : [];
  return parts.flatMap((part) => fieldsIn(part, depth + 1));
}

/** Whether nothing is known of a value, a name of foreign code included. */
export function isOpaque(value: Value): boolean {
  return isKind(value, 'unknown') || isKind(value, 'external') || isKind(value, 'choice');
}

const failing = /^(fmt\.Errorf|(.*\/)?errors\.(New|Errorf|Join|Wrapf?)|.*\/diag\.(Errorf|FromErr))$/;

/** Whether what a function gives back is, or ends with, an error that was made on the spot. */
export function isFailure(value: Value | undefined): boolean {
  if (isKind(value, 'tuple')) return isFailure(value.items.at(-1));
  return isKind(value, 'external') && value.args !== undefined && failing.test(value.name);
}

/** A short description for messages. */
export function describe(value: Value | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'nil';
  if (typeof value !== 'object') return JSON.stringify(value);
  switch (value.kind) {
    case 'external':
      return value.args ? `${value.name}(…)` : value.name;
    case 'unknown':
      return value.why;
    case 'struct':
      return value.type;
    case 'function':
    case 'native':
      return `func ${value.name}`;
    case 'choice':
      return `one of ${value.options.map(describe).join(', ')}`;
    default:
      return value.kind;
  }
}

/** An empty map. */
export function newMap(): MapValue {
  return { kind: 'map', entries: new Map(), lost: [] };
}

/** A copy of a value that Go copies on assignment, itself where it does not. */
export function copied(value: Value): Value {
  return isKind(value, 'struct') && !value.pointer ? { ...value, fields: new Map(value.fields) } : value;
}

/** One value for several outcomes. */
export function choose(values: readonly Value[]): Value {
  const options = values.flatMap((value) => (isKind(value, 'choice') ? value.options : [value]));
  const distinct = options.filter((value, index) => options.indexOf(value) === index);
  const informative = distinct.filter((value) => value !== null && !isKind(value, 'unknown'));
  const kept = informative.length > 0 ? informative : distinct;
  const first = kept[0];
  if (first === undefined) return unknown('no outcome');
  if (kept.length === 1) return first;
  return { kind: 'choice', options: kept.slice(0, 8) };
}
