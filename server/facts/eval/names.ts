/** Names: what they stand for, and types, zero values and methods by name. */
import type { GoType } from '../go/ast';
import type { FoundDeclaration } from '../go/repository';
import type { Machine, TypeIn } from './machine';
import { Scope } from './scope';
import { type StructValue, type Value, isKind, unknown } from './value';

const predeclared: Readonly<Record<string, Value>> = { true: true, false: false, nil: null, iota: 0 };

const basicTypes = new Set(
  'string bool int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 float32 float64 byte rune error any uintptr'.split(
    ' ',
  ),
);

/** Whether a name is one of Go's own types. */
export function isBasicType(name: string): boolean {
  return basicTypes.has(name);
}

function fromImports(machine: Machine, name: string, scope: Scope): Value | undefined {
  const path = scope.file.imports.get(name);
  if (path !== undefined) return packageValue(machine, path);
  // The guess from the path failed: ask the imported packages for the name they give themselves.
  for (const candidate of scope.file.imports.values()) {
    const loaded = machine.package(candidate);
    if (loaded?.name === name) return packageValue(machine, candidate);
  }
  return undefined;
}

/** The value of an imported package. */
export function packageValue(machine: Machine, importPath: string): Value {
  const loaded = machine.package(importPath);
  return loaded ? { kind: 'package', importPath, package: loaded } : { kind: 'package', importPath };
}

/** What a bare name stands for at a place in the code. */
export function lookUp(machine: Machine, name: string, scope: Scope): Value {
  const local = scope.get(name);
  if (local !== undefined) return local;
  const found = scope.package.find(name);
  if (found) return machine.declared(found, name);
  if (Object.hasOwn(predeclared, name)) return predeclared[name] ?? null;
  if (basicTypes.has(name)) return { kind: 'type', name };
  return (
    fromImports(machine, name, scope) ?? { kind: 'external', name: `${scope.package.importPath}.${name}` }
  );
}

/** A name of a package: its declaration's value, or the name itself where the package is foreign. */
export function lookUpIn(machine: Machine, importPath: string, name: string): Value {
  const found = machine.package(importPath)?.find(name);
  if (found) return machine.declared(found, name);
  const full = `${importPath}.${name}`;
  return machine.constants.get(full) ?? { kind: 'external', name: full };
}

/** The scope at the top of the file that holds a declaration. */
export function fileScope(found: FoundDeclaration): Scope {
  return new Scope(found.package, found.file);
}

/** A named type's full name, and its definition where there is source. */
export interface NamedType {
  readonly name: string;
  readonly definition?: TypeIn;
}

/** Follows a type's name to its definition, through aliases. Undefined for unnamed types. */
export function resolveNamed(machine: Machine, at: TypeIn, depth = 0): NamedType | undefined {
  const { type, scope } = at;
  if (type.kind === 'pointer') return resolveNamed(machine, { type: type.to, scope }, depth);
  if (type.kind !== 'named') return undefined;
  let importPath = scope.package.importPath;
  if (type.package !== undefined) {
    const imported = fromImports(machine, type.package, scope);
    importPath = isKind(imported, 'package') ? imported.importPath : type.package;
  } else if (!scope.package.find(type.name)) {
    return { name: basicTypes.has(type.name) ? type.name : `${importPath}.${type.name}` };
  }
  const name = `${importPath}.${type.name}`;
  const found = machine.package(importPath)?.find(type.name);
  const content = found?.site.kind === 'type' ? found.content() : undefined;
  if (!found || content?.kind !== 'type') return { name };
  const definition = { type: content.type, scope: fileScope(found) };
  if (content.alias && depth < 10)
    return resolveNamed(machine, definition, depth + 1) ?? { name, definition };
  return { name, definition };
}

/** The definition of a struct type by its full name. */
export function structDefinition(machine: Machine, fullName: string): TypeIn | undefined {
  const dot = fullName.lastIndexOf('.');
  if (dot < 0) return undefined;
  const found = machine.package(fullName.slice(0, dot))?.find(fullName.slice(dot + 1));
  if (found?.site.kind !== 'type') return undefined;
  const content = found.content();
  if (content.kind !== 'type') return undefined;
  return { type: content.type, scope: fileScope(found) };
}

/** Gives a type's zero value; a foreign named type's is an empty struct, so that fields can be set. */
export function zeroValue(machine: Machine, at: TypeIn): Value {
  const { type } = at;
  if (type.kind === 'struct') return { kind: 'struct', type: '', fields: new Map(), pointer: false };
  if (type.kind !== 'named') return null;
  const named = resolveNamed(machine, at);
  if (!named) return null;
  if (named.definition) {
    const { definition } = named;
    if (definition.type.kind !== 'struct') {
      return definition.type.kind === 'named' ? zeroValue(machine, definition) : null;
    }
  }
  if (named.name === 'string') return '';
  if (named.name === 'bool') return false;
  if (named.name === 'error' || named.name === 'any') return null;
  if (basicTypes.has(named.name)) return 0;
  // A name that its own package does not declare is a type parameter.
  if (!named.definition && type.package === undefined) return null;
  return { kind: 'struct', type: named.name, fields: new Map(), pointer: false };
}

/** A method's declaration as a function bound to a receiver. */
export function boundMethod(found: FoundDeclaration, receiver: Value): Value {
  const content = found.content();
  const name = found.site.names[0] ?? '';
  if (content.kind !== 'function') return unknown(`method ${name}`);
  return {
    kind: 'function',
    name: `${found.site.receiver ?? ''}.${name}`,
    fn: content.fn,
    scope: fileScope(found),
    receiver: { name: found.site.receiverName ?? '_', value: receiver },
  };
}

/** A method of a named type, bound to a receiver; undefined where there is none with source. */
export function methodOf(machine: Machine, type: string, name: string, receiver: Value): Value | undefined {
  const dot = type.lastIndexOf('.');
  if (dot < 0) return undefined;
  const found = machine.package(type.slice(0, dot))?.method(type.slice(dot + 1), name);
  return found && boundMethod(found, receiver);
}

/** The full name of the type that a struct's field is declared with. */
export function fieldTypeName(machine: Machine, holder: StructValue, field: string): string | undefined {
  const definition = structDefinition(machine, holder.type);
  if (definition?.type.kind !== 'struct') return undefined;
  const declared = definition.type.fields.find((candidate) => candidate.name === field);
  return declared && resolveNamed(machine, { type: declared.type, scope: definition.scope })?.name;
}

/** A struct's field or method, also through embedded structs; undefined where it has none of that name. */
export function member(machine: Machine, target: StructValue, name: string, depth = 0): Value | undefined {
  const own = target.fields.get(name);
  if (own !== undefined) return own;
  const method = methodOf(machine, target.type, name, target);
  if (method) return method;
  const definition = structDefinition(machine, target.type);
  if (definition?.type.kind !== 'struct') return undefined;
  const { fields } = definition.type;
  const field = fields.find((candidate) => candidate.name === name);
  if (field) {
    const zero = zeroValue(machine, { type: field.type, scope: definition.scope });
    if (isKind(zero, 'struct')) target.fields.set(name, zero);
    return zero;
  }
  if (depth > 6) return undefined;
  for (const embedded of fields.filter((candidate) => candidate.embedded)) {
    const holder = embeddedValue(machine, target, embedded.name, embedded.type, definition.scope);
    const promoted = isKind(holder, 'struct') ? member(machine, holder, name, depth + 1) : undefined;
    if (promoted !== undefined) return promoted;
  }
  return undefined;
}

function embeddedValue(
  machine: Machine,
  target: StructValue,
  name: string,
  type: GoType,
  scope: Scope,
): Value {
  const own = target.fields.get(name);
  if (own !== undefined) return own;
  const zero = zeroValue(machine, { type: type.kind === 'pointer' ? type.to : type, scope });
  if (isKind(zero, 'struct')) target.fields.set(name, { ...zero, pointer: true });
  return target.fields.get(name) ?? zero;
}
