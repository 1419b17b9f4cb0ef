/** Where a plugin SDK resource keeps its schema. */
import type { Machine } from './machine';
import type { StructValue, Value } from './value';

/** The attribute map of a resource, from its field or from the function that makes it; nil where it has none. */
export function schemaOf(machine: Machine, resource: StructValue): Value {
  const direct = resource.fields.get('Schema');
  if (direct !== undefined && direct !== null) return direct;
  const maker = resource.fields.get('SchemaFunc');
  return maker === undefined || maker === null ? null : machine.call(maker, []);
}
