/** Methods of foreign types that schema code leans on. */
import type { Machine } from './machine';
import { diffMember } from './planDiff';
import { schemaOf } from './sdkSchemaMap';
import { type NativeValue, type Value, isKind } from './value';

type Method = (machine: Machine, args: readonly Value[]) => Value;

/** Methods by the foreign struct that has them. A cache is always empty: what it would hold is made anew. */
const foreign: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  'sync.Once': { Do: (machine, [fn]) => machine.call(fn ?? null, []) },
  'sync.Map': {
    Load: () => ({ kind: 'tuple', items: [null, false] }),
    LoadOrStore: (_, [, value]) => ({ kind: 'tuple', items: [value ?? null, false] }),
    Store: () => null,
  },
};

/** A method that the evaluator provides for a value, or undefined. */
export function nativeMember(machine: Machine, target: Value, name: string): NativeValue | undefined {
  if (name === 'HasError') return { kind: 'native', name, call: () => false };
  if (isKind(target, 'struct')) {
    const method = foreign[target.type]?.[name];
    if (method) return { kind: 'native', name, call: (args) => method(machine, args) };
    if (target.type.endsWith('helper/schema.Resource') && name === 'SchemaMap')
      return { kind: 'native', name, call: () => schemaOf(machine, target) };
  }
  return diffMember(machine, target, name);
}
