/** Assignments: where values are stored, and what a right side gives to each name on the left. */
import type { GoExpression, GoStatement, GoValueSpec } from '../go/ast';
import type { GoPackage } from '../go/repository';
import { asValue } from './conditions';
import { elementAt, isOfType } from './expressions';
import { combine, negate } from './fieldTest';
import { type Machine, conditionHere } from './machine';
import { zeroValue } from './names';
import { recordReplacement } from './planDiff';
import type { Scope } from './scope';
import { type StructValue, type Value, copied, isKind, unknown } from './value';

/** The values of an assignment's or declaration's right side, one for each name on the left. */
function valuesFor(
  machine: Machine,
  right: readonly GoExpression[],
  wanted: number,
  scope: Scope,
  evaluateOne: (expression: GoExpression) => Value,
): Value[] {
  const only = right[0];
  if (right.length !== 1 || wanted <= 1 || !only) return right.map(evaluateOne);
  if (only.kind === 'index') {
    const target = machine.evaluate(only.target, scope);
    const { value, found } = elementAt(target, machine.evaluate(only.index, scope));
    return [value, found];
  }
  if (only.kind === 'assert') {
    const value = machine.evaluate(only.target, scope);
    const ok = only.type ? isOfType(machine, value, { type: only.type, scope }) : unknown('type');
    // Reading an argument as its own type succeeds.
    return [value, isKind(value, 'unknown') && value.field !== undefined ? true : ok];
  }
  const value = evaluateOne(only);
  if (isKind(value, 'tuple')) return [...value.items];
  return Array.from({ length: wanted }, (_, index) =>
    index === 0
      ? value
      : isKind(value, 'external')
        ? resultOf(value.name, index)
        : unknown('result', [value]),
  );
}

function resultOf(name: string, index: number): Value {
  return unknown(`result ${String(index)} of ${name}`);
}

function setField(machine: Machine, target: StructValue, name: string, value: Value): void {
  recordReplacement(machine, target, name, value);
  const before = target.fields.get(name) ?? null;
  const test = conditionHere(machine);
  const flag = typeof value === 'boolean' && (before === null || typeof before === 'boolean');
  if (test.kind === 'known' || !flag || before === value) {
    target.fields.set(name, value);
    return;
  }
  const kept = before === true ? negate(test) : combine('all', []);
  const result = value ? combine('any', before === true ? [test, kept] : [test]) : negate(test);
  target.fields.set(name, before === true || value ? asValue(result) : false);
}

function storeInPackage(machine: Machine, holder: GoPackage | undefined, name: string, value: Value): void {
  const found = holder?.find(name);
  if (found?.site.kind === 'value') machine.assignDeclared(found, name, value);
}

/** Stores a value where an expression on the left of `=` points. */
export function store(machine: Machine, target: GoExpression, value: Value, scope: Scope): void {
  switch (target.kind) {
    case 'name': {
      if (target.name === '_') return;
      const change = scope.assign(target.name, value);
      if (!change) storeInPackage(machine, scope.package, target.name, value);
      else if (machine.conditions.length > 0) machine.journal.push(change);
      return;
    }
    case 'select': {
      const holder = machine.evaluate(target.target, scope);
      if (isKind(holder, 'package')) storeInPackage(machine, holder.package, target.name, value);
      for (const option of isKind(holder, 'choice') ? holder.options : [holder])
        if (isKind(option, 'struct')) setField(machine, option, target.name, value);
      return;
    }
    case 'index': {
      const holder = machine.evaluate(target.target, scope);
      const key = machine.evaluate(target.index, scope);
      for (const option of isKind(holder, 'choice') ? holder.options : [holder]) {
        if (isKind(option, 'map')) {
          if (key === null || typeof key === 'object') option.lost.push({ key, value });
          else option.entries.set(key, value);
        } else if (isKind(option, 'list') && typeof key === 'number') option.items[key] = value;
      }
      return;
    }
    case 'unary': {
      const holder = machine.evaluate(target.operand, scope);
      if (target.operator === '*' && isKind(holder, 'struct') && isKind(value, 'struct')) {
        holder.fields.clear();
        value.fields.forEach((field, name) => holder.fields.set(name, field));
      } else store(machine, target.operand, value, scope);
      return;
    }
    default:
      // Nothing else can stand on the left of an assignment.
      return;
  }
}

/** Runs an assignment or a short variable declaration. */
export function assign(machine: Machine, statement: GoStatement & { kind: 'assign' }, scope: Scope): void {
  const { left, right, operator } = statement;
  if (operator !== ':=' && operator !== '=') {
    const [target] = left;
    const [value] = right;
    if (!target || !value) return;
    const binary: GoExpression = {
      kind: 'binary',
      operator: operator.slice(0, -1),
      left: target,
      right: value,
    };
    store(machine, target, machine.evaluate(binary, scope), scope);
    return;
  }
  const values = valuesFor(machine, right, left.length, scope, (one) => machine.evaluate(one, scope));
  left.forEach((target, index) => {
    const value = copied(values[index] ?? null);
    if (operator === ':=' && target.kind === 'name' && !scope.owns(target.name))
      scope.declare(target.name, value);
    else store(machine, target, value, scope);
  });
}

/** Evaluates the values of a `var` or `const` spec, in the order of its names. */
export function specValues(machine: Machine, spec: GoValueSpec, scope: Scope): Value[] {
  const inside = scope.inner();
  inside.declare('iota', spec.iota);
  const at = spec.type ? { type: spec.type, scope } : undefined;
  if (spec.values.length === 0) return spec.names.map(() => (at ? zeroValue(machine, at) : null));
  return valuesFor(machine, spec.values, spec.names.length, inside, (one) =>
    copied(machine.evaluate(one, inside, at)),
  );
}
