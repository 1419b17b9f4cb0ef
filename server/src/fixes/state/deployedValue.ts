import type { Literal } from '../../syntax/ast';
import { isObject, type DeployedInstance } from './deployedState';

/** Some providers keep only a hash of a long text in the state; a hash is no value to write down. */
const hash = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** What can be written down as a literal. */
export type DeployedLiteral = Exclude<Literal, null>;

/** The same, and lists and maps of such. Sets are lists here: the state does not tell them apart. */
export type DeployedValue =
  DeployedLiteral | readonly DeployedValue[] | { readonly [name: string]: DeployedValue };

/**
 * The value that all `instances` have in common for the argument at the dotted path `attribute`. Undefined where
 * there is none: no instance, values that differ, one that is not a single text, number or boolean, a sensitive one,
 * or a mere hash.
 */
export function commonValue(
  instances: readonly DeployedInstance[],
  attribute: string,
): DeployedLiteral | undefined {
  const values = instances.map((instance) => valueOf(instance, attribute));
  const [first] = values;
  return isLiteral(first) && values.every((value) => value === first) ? first : undefined;
}

/**
 * The value of one instance. Undefined where it has none, a sensitive one or a mere hash, where it is more than lists
 * or maps of texts, numbers and booleans, and where nested blocks differ in it.
 */
export function valueOf(instance: DeployedInstance, attribute: string): DeployedValue | undefined {
  const path = attribute.split('.');
  const isSensitive = instance.sensitive.some((names) => isPrefix(names, path) || isPrefix(path, names));
  if (isSensitive) return undefined;
  const values = valuesAt(instance.attributes, path);
  const [first] = values;
  return isUsable(first) && values.every((value) => isSame(value, first)) ? first : undefined;
}

/** Whether two JSON values are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether a value is a single one, no list or map. */
export function isLiteral(value: unknown): value is DeployedLiteral {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Nested blocks are lists in the state: the values in all of them. */
function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  return isObject(value) ? valuesAt(value[name], rest) : [];
}

/** Lists and maps of single values only: a list of objects is how the state shows nested blocks. */
function isUsable(value: unknown): value is DeployedValue {
  if (Array.isArray(value)) return value.length > 0 && value.every(isMember);
  if (!isObject(value)) return value !== '' && isMember(value);
  const members = Object.values(value);
  return members.length > 0 && members.every(isMember);
}

function isMember(value: unknown): boolean {
  return isLiteral(value) && !(typeof value === 'string' && hash.test(value));
}

function isPrefix(one: readonly string[], other: readonly string[]): boolean {
  return one.every((name, index) => name === other[index]);
}
