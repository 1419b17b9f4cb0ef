import type { Literal } from '../syntax/ast';

/** Some providers keep only a hash of a long text in the state; a hash is no value to write down. */
const hash = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * The value that all deployed instances of a managed resource (`type.name`) in the module at the address `module` (empty for the root
 * module, without instance keys) have in common for the argument at the dotted path `attribute`, from the content
 * of a state file in format 4. Undefined where there is none:
 * another format, no such resource, values that differ, one that is not a single text, number or boolean,
 * a sensitive one, or a mere hash.
 */
export function deployedValue(
  state: unknown,
  resource: string,
  attribute: string,
  module: string,
): Exclude<Literal, null> | undefined {
  const path = attribute.split('.');
  const instances = instancesIn(state, resource, module);
  const values = instances.flatMap((instance): readonly unknown[] => {
    const found = isSensitive(instance, path) ? [] : valuesAt(instance['attributes'], path);
    return found.length === 0 ? [undefined] : found;
  });
  const [first] = values;
  return isUsable(first) && values.every((value) => value === first) ? first : undefined;
}

/** The resource's current instances in a module, in all instances of that. */
function instancesIn(state: unknown, resource: string, module: string): readonly StateObject[] {
  if (!isObject(state) || state['version'] !== 4) return [];
  return objectsIn(state['resources'])
    .filter(
      (candidate) =>
        addressWithoutKeys(candidate['module']) === module &&
        candidate['mode'] === 'managed' &&
        `${String(candidate['type'])}.${String(candidate['name'])}` === resource,
    )
    .flatMap((candidate) => objectsIn(candidate['instances']))
    .filter((instance) => instance['deposed'] === undefined);
}

/** `module.a.module.b` of `module.a["x.y"].module.b[0]`; empty where there is none. */
function addressWithoutKeys(address: unknown): string {
  return typeof address === 'string' ? address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '') : '';
}

/** Nested blocks are lists in the state: the values in all of them. */
function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  return isObject(value) ? valuesAt(value[name], rest) : [];
}

/** Whether the state marks the value, or something around it, as sensitive: that belongs in no source file. */
function isSensitive(instance: StateObject, path: readonly string[]): boolean {
  const marks: unknown = instance['sensitive_attributes'];
  return (Array.isArray(marks) ? marks : []).some((steps: unknown) => {
    const names = objectsIn(steps).flatMap((step) => (step['type'] === 'get_attr' ? [step['value']] : []));
    return names.every((name, index) => name === path[index]);
  });
}

function isUsable(value: unknown): value is Exclude<Literal, null> {
  if (typeof value === 'string') return value !== '' && !hash.test(value);
  return typeof value === 'number' || typeof value === 'boolean';
}

type StateObject = Readonly<Record<string, unknown>>;

function objectsIn(value: unknown): readonly StateObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is StateObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
