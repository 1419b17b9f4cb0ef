import { forceNewOf } from './facts';
import { computedOf, resourceTypes, type BlockType, type NestedBlockType } from './schema';
import { areEqual, elementsOf, isObject, membersOf, unknown, Unknown, type Value } from './values';
import type { ForceNewCoverage } from '../../../server/src/models/forceNewTable';

/** A path to an attribute: names, and positions in lists. */
export type Path = readonly (string | number)[];

/** What the provider says of a planned change. */
export interface Planned {
  readonly state: Value;
  /** Paths whose change makes Terraform replace the resource. */
  readonly requiresReplace: readonly Path[];
}

/** Plans a change from `prior` (null: create) to `proposed` (null: destroy). */
export function planChange(typeName: string, prior: Value, proposed: Value): Planned {
  const type = resourceTypes[typeName] ?? {};
  if (proposed === null) return { state: null, requiresReplace: [] };
  if (prior === null) return { state: withUnknowns(type, proposed), requiresReplace: [] };
  const requiresReplace = forceNewOf(typeName).flatMap(({ path, covers }) =>
    differences(type, path.split('.'), covers, prior, proposed),
  );
  return { state: proposed, requiresReplace };
}

/** What a new object looks like before it exists: the provider's own attributes are not known. */
function withUnknowns(type: BlockType, value: Value): Value {
  if (!isObject(value)) return value;
  const result: Record<string, Value> = { ...value };
  for (const name of Object.keys(computedOf(type))) result[name] ??= unknown;
  for (const [name, nested] of Object.entries(type.blocks ?? {})) {
    const blocks = value[name];
    if (blocks instanceof Unknown) continue;
    result[name] = mapBlocks(nested, blocks, (block) => withUnknowns(nested, block));
  }
  return result;
}

/** What a state holds for nested blocks, each one changed. */
function mapBlocks(
  { nesting }: NestedBlockType,
  blocks: Value | undefined,
  change: (block: Value) => Value,
): Value {
  if (nesting === 'single') return isObject(blocks) ? change(blocks) : null;
  return elementsOf(blocks).map(change);
}

/** The paths at which two states differ in what `names` leads to. */
function differences(
  type: BlockType,
  names: readonly string[],
  covers: ForceNewCoverage,
  prior: Value | undefined,
  planned: Value | undefined,
): readonly Path[] {
  const [name = '', ...rest] = names;
  const nested = type.blocks?.[name];
  const [before, after] = [membersOf(prior)[name], membersOf(planned)[name]];
  if (nested === undefined) {
    const isKnown = [type.arguments, computedOf(type)].some((some) => some !== undefined && name in some);
    return !isKnown || rest.length > 0 || areEqual(before, after) ? [] : [[name]];
  }
  if (after instanceof Unknown) return [[name]];
  if (nested.nesting === 'single' && rest.length > 0) {
    return differences(nested, rest, covers, before, after).map((path) => [name, ...path]);
  }
  const [left, right] = [elementsOf(before), elementsOf(after)];
  if (rest.length === 0) {
    const isSame = covers === 'count' ? left.length === right.length : areEqual(before, after);
    return isSame ? [] : [[name]];
  }
  if (nested.nesting === 'set') return sameMembers(rest, left, right) ? [] : [[name]];
  const positions = [...(left.length > right.length ? left : right).keys()];
  return positions.flatMap((position) =>
    differences(nested, rest, covers, left[position], right[position]).map((path) => [
      name,
      position,
      ...path,
    ]),
  );
}

/** Whether a set's blocks, seen by what `names` leads to, are the same. */
function sameMembers(names: readonly string[], left: readonly Value[], right: readonly Value[]): boolean {
  const seen = (blocks: readonly Value[]): readonly string[] => {
    const values = blocks.map((block) =>
      names.reduce<Value | undefined>((value, name) => membersOf(value)[name], block),
    );
    return values.map((value) => (value instanceof Unknown ? '?' : JSON.stringify(value ?? null))).sort();
  };
  const [a, b] = [seen(left), seen(right)];
  return !b.includes('?') && a.length === b.length && a.every((value, index) => value === b[index]);
}

/** The state after a planned change was made: what was not known gets a value that `serial` makes unique. */
export function applied(typeName: string, planned: Value, serial: () => number): Value {
  return settled(resourceTypes[typeName] ?? {}, typeName, planned, serial);
}

function settled(type: BlockType, label: string, planned: Value, serial: () => number): Value {
  if (!isObject(planned)) return planned;
  const result: Record<string, Value> = { ...planned };
  for (const [name, attributeType] of Object.entries(computedOf(type))) {
    if (result[name] instanceof Unknown) result[name] = invent(attributeType, `${label}-${name}`, serial());
  }
  for (const [name, nested] of Object.entries(type.blocks ?? {})) {
    result[name] = mapBlocks(nested, planned[name], (block) =>
      settled(nested, `${label}-${name}`, block, serial),
    );
  }
  return result;
}

/** A value of this type that says where it comes from. */
export function invent(type: string, label: string, serial: number): Value {
  const collection = /^(list|set|map)\((.+)\)$/.exec(type);
  if (collection !== null) {
    const element = invent(collection[2] ?? '', label, serial);
    return collection[1] === 'map' ? { key: element } : [element];
  }
  if (type === 'number') return serial;
  return type === 'bool' ? false : `${label}-${String(serial)}`;
}
