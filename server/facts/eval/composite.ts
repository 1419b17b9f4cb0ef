/** Composite literals: lists, maps and structs. */
import type { GoElement, GoType } from '../go/ast';
import type { Machine, TypeIn } from './machine';
import { resolveNamed } from './names';
import type { Scope } from './scope';
import {
  type ListValue,
  type MapValue,
  type StructValue,
  type Value,
  copied,
  newMap,
  unknown,
} from './value';

/**
 * Fields of the SDK's and the framework's own structs that say nothing about replacement. They are not
 * evaluated, because validation lists pull in whole API clients.
 */
const skipped =
  /^(Valid.*|Default.*|Description.*|Markdown.*|DiffSuppress.*|StateFunc|Conflicts.*|ExactlyOneOf|AtLeastOneOf|RequiredWith|Deprecat.*|Set|Timeouts|StateUpgraders|MigrateState|CustomType|Identity|Importer|Exists.*|(Create|Read|Delete).*|Steps|ConfigureContextFunc|DataSourcesMap|ProviderMetaSchema)$/;
const schemaStruct = /^github\.com\/hashicorp\/terraform-plugin-(sdk|framework)\/.*\bschema\.\w+$/;

function isSkipped(type: string, field: string): boolean {
  return schemaStruct.test(type) && skipped.test(field) && !/(Schema|SchemaFunc)$/.test(field);
}

function listOf(machine: Machine, elements: readonly GoElement[], scope: Scope, type?: TypeIn): ListValue {
  return {
    kind: 'list',
    items: elements.map((element) => copied(machine.evaluate(element.value, scope, type))),
  };
}

function mapOf(machine: Machine, elements: readonly GoElement[], scope: Scope, type?: TypeIn): MapValue {
  const map = newMap();
  for (const element of elements) {
    const key = element.key ? machine.evaluate(element.key, scope) : unknown('no key');
    const value = copied(machine.evaluate(element.value, scope, type));
    if (key === null || typeof key === 'object') map.lost.push({ key, value });
    else map.entries.set(key, value);
  }
  return map;
}

function structOf(
  machine: Machine,
  elements: readonly GoElement[],
  scope: Scope,
  name: string,
  definition?: TypeIn,
): StructValue {
  const fields = new Map<string, Value>();
  const declared = definition?.type.kind === 'struct' ? definition.type.fields : [];
  elements.forEach((element, index) => {
    const field = element.key?.kind === 'name' ? element.key.name : declared[index]?.name;
    if (field === undefined) return;
    const fieldType = declared.find((candidate) => candidate.name === field)?.type;
    const expected = fieldType && definition ? { type: fieldType, scope: definition.scope } : undefined;
    fields.set(
      field,
      isSkipped(name, field)
        ? unknown('not evaluated')
        : copied(machine.evaluate(element.value, scope, expected)),
    );
  });
  return { kind: 'struct', type: name, fields, pointer: false };
}

/** A foreign type's literal: its shape shows what it is. */
function foreign(machine: Machine, elements: readonly GoElement[], scope: Scope, name: string): Value {
  const keys = elements.map((element) => element.key?.kind);
  if (elements.length > 0 && keys.every((kind) => kind === undefined))
    return listOf(machine, elements, scope);
  if (elements.length > 0 && keys.some((kind) => kind !== 'name')) return mapOf(machine, elements, scope);
  return structOf(machine, elements, scope, name);
}

function ofType(machine: Machine, elements: readonly GoElement[], scope: Scope, at: TypeIn): Value {
  const type: GoType = at.type;
  switch (type.kind) {
    case 'pointer': {
      const value = ofType(machine, elements, scope, { type: type.to, scope: at.scope });
      if (typeof value === 'object' && value?.kind === 'struct') value.pointer = true;
      return value;
    }
    case 'list':
      return listOf(machine, elements, scope, { type: type.element, scope: at.scope });
    case 'map':
      return mapOf(machine, elements, scope, { type: type.value, scope: at.scope });
    case 'struct':
      return structOf(machine, elements, scope, '', at);
    case 'named': {
      const named = resolveNamed(machine, at);
      const definition = named?.definition;
      if (!named || !definition) return foreign(machine, elements, scope, named?.name ?? type.name);
      if (definition.type.kind === 'struct')
        return structOf(machine, elements, scope, named.name, definition);
      return ofType(machine, elements, scope, definition);
    }
    default:
      return foreign(machine, elements, scope, '');
  }
}

/** Evaluates a composite literal; `at` is its own type, or what its place expects. */
export function composite(
  machine: Machine,
  elements: readonly GoElement[],
  scope: Scope,
  at: TypeIn | undefined,
): Value {
  return at ? ofType(machine, elements, scope, at) : foreign(machine, elements, scope, '');
}
