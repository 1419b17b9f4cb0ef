/** What code that is not run may have written through the pointers given to it. */
import type { GoExpression } from '../go/ast';
import { store } from './assignments';
import type { Machine } from './machine';
import { structDefinition, zeroValue } from './names';
import type { Scope } from './scope';
import { frameworkPaths } from './planDiff';
import { type StructValue, type Value, fieldsIn, isKind } from './value';

const argumentTag = /\b(?:tfschema|tfsdk):"([^",]+)/;

/**
 * Makes a struct's fields unknown; one whose tag names an argument stays a value of that argument.
 * Gives false where it is not known which fields the struct has.
 */
function forget(machine: Machine, target: StructValue): boolean {
  const definition = structDefinition(machine, target.type);
  if (definition?.type.kind !== 'struct') return false;
  for (const { name, embedded, type, tag } of definition.type.fields) {
    const inner = embedded ? zeroValue(machine, { type, scope: definition.scope }) : null;
    if (isKind(inner, 'struct')) forget(machine, inner);
    const argument = argumentTag.exec(tag ?? '')?.[1];
    // Whether it is the planned value or the present one is not known, so it must not be taken for either.
    const fields = argument === undefined || argument === '-' ? [] : [argument];
    target.fields.set(name, isKind(inner, 'struct') ? inner : { kind: 'unknown', why: 'decoded', fields });
  }
  return true;
}

/** The arguments of the resource that a value was computed from, or that it names as a framework path. */
function named(value: Value): readonly string[] {
  const paths = frameworkPaths(value).filter((path) => path !== value);
  return [...fieldsIn(value), ...paths.filter((path) => typeof path === 'string')];
}

/** Forgets the variables whose addresses are given to code that is not run: `json.Unmarshal(text, &v)`. */
export function forgetPointees(
  machine: Machine,
  args: readonly GoExpression[],
  values: readonly Value[],
  scope: Scope,
): void {
  for (const arg of args) {
    if (arg.kind !== 'unary' || arg.operator !== '&' || arg.operand.kind !== 'name') continue;
    const held = scope.get(arg.operand.name);
    if (held === undefined) continue;
    if (isKind(held, 'struct') && forget(machine, held)) continue;
    const fields = [...new Set(values.flatMap(named))];
    store(machine, arg.operand, { kind: 'unknown', why: 'written by a call', fields }, scope);
  }
}
