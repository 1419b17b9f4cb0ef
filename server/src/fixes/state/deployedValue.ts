import type { Literal } from '../../syntax/ast';
import { isObject, type DeployedInstance } from './deployedState';

/** Some providers keep only a hash of a long text in the state; a hash is no value to write down. */
const hash = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** What can be written down as a literal. */
export type DeployedLiteral = Exclude<Literal, null>;

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
  return values.every((value) => value === first) ? first : undefined;
}

/** The value of one instance, under the same conditions; nested blocks must have it in common. */
export function valueOf(instance: DeployedInstance, attribute: string): DeployedLiteral | undefined {
  const path = attribute.split('.');
  if (instance.sensitive.some((names) => isPrefix(names, path) || isPrefix(path, names))) return undefined;
  const values = valuesAt(instance.attributes, path);
  const [first] = values;
  return isUsable(first) && values.every((value) => value === first) ? first : undefined;
}

function isPrefix(one: readonly string[], other: readonly string[]): boolean {
  return one.every((name, index) => name === other[index]);
}

/** Nested blocks are lists in the state: the values in all of them. */
function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  return isObject(value) ? valuesAt(value[name], rest) : [];
}

function isUsable(value: unknown): value is DeployedLiteral {
  if (typeof value === 'string') return value !== '' && !hash.test(value);
  return typeof value === 'number' || typeof value === 'boolean';
}
