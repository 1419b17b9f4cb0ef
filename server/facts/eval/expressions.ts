/** Expressions → values. */
import type { GoExpression } from '../go/ast';
import { callExpression } from './calls';
import { composite } from './composite';
import { asTest, asValue, both, equality } from './conditions';
import { negate } from './fieldTest';
import type { Machine, TypeIn } from './machine';
import { boundMethod, fieldTypeName, lookUp, lookUpIn, member, methodOf, resolveNamed } from './names';
import { nativeMember } from './nativeMembers';
import { isRawConfiguration, plannedValue } from './planDiff';
import type { Scope } from './scope';
import {
  type ListValue,
  type StructValue,
  type Value,
  choose,
  copied,
  isKind,
  isOpaque,
  literalName,
  unknown,
} from './value';

/** What `target.name` stands for. */
export function select(machine: Machine, target: Value, name: string): Value {
  if (target === null || typeof target !== 'object') return unknown(`${name} of ${String(target)}`);
  switch (target.kind) {
    case 'package':
      return lookUpIn(machine, target.importPath, name);
    case 'struct':
      return member(machine, target, name) ?? nativeMember(machine, target, name) ?? null;
    case 'choice':
      return choose(target.options.map((option) => select(machine, option, name)));
    case 'tuple':
      return select(machine, target.items[0] ?? null, name);
    case 'external':
      return { kind: 'external', name: `${target.name}.${name}`, args: target.args ?? [] };
    case 'type':
      return { kind: 'external', name: `${target.name}.${name}` };
    default:
      return nativeMember(machine, target, name) ?? unknown(`.${name}`, [target]);
  }
}

/** The one method of that name that the package has: the type of a variable is not kept. */
function onlyMethod(value: Value, name: string, scope: Scope): Value | undefined {
  const [found, another] = scope.package.all((site) => site.kind === 'method' && site.names[0] === name);
  return found && !another ? boundMethod(found, value) : undefined;
}

/** A method of a type that is no struct: a value does not know its type, but the field that holds it does. */
function methodByField(
  machine: Machine,
  value: Value,
  at: GoExpression,
  name: string,
  scope: Scope,
): Value | undefined {
  if (at.kind === 'call') {
    const type = machine.evaluate(at.callee, scope);
    return isKind(type, 'type') ? methodOf(machine, type.name, name, value) : undefined;
  }
  if (at.kind === 'name') return onlyMethod(value, name, scope);
  if (at.kind !== 'select') return undefined;
  const holder = machine.evaluate(at.target, scope);
  const type = isKind(holder, 'struct') ? fieldTypeName(machine, holder, at.name) : undefined;
  return type === undefined ? undefined : methodOf(machine, type, name, value);
}

function selected(machine: Machine, expression: GoExpression & { kind: 'select' }, scope: Scope): Value {
  const target = machine.evaluate(expression.target, scope);
  const isPlain = typeof target !== 'object' || isKind(target, 'map') || isKind(target, 'list');
  const method = isPlain
    ? methodByField(machine, target, expression.target, expression.name, scope)
    : undefined;
  return method ?? select(machine, target, expression.name);
}

/** The element of a list or map; the second result says whether a map has it. */
export function elementAt(target: Value, index: Value): { readonly value: Value; readonly found: Value } {
  const plain = index !== null && typeof index !== 'object';
  if (isKind(target, 'map') && plain) {
    const value = target.entries.get(index);
    return { value: value ?? null, found: value !== undefined };
  }
  if (isKind(target, 'list') && typeof index === 'number') {
    const value = target.items[index];
    return { value: value ?? unknown('index out of range'), found: value !== undefined };
  }
  if (target === null) return { value: null, found: false };
  if (isKind(target, 'choice')) {
    const parts = target.options.map((option) => elementAt(option, index));
    return { value: choose(parts.map((part) => part.value)), found: choose(parts.map((part) => part.found)) };
  }
  if (isKind(target, 'map') || isKind(target, 'list')) {
    const items = isKind(target, 'map') ? [...target.entries.values()] : target.items;
    const value = items.length > 0 ? choose(items) : unknown('element', [index]);
    return { value, found: unknown('presence', [index]) };
  }
  const value = isRawConfiguration(target) ? plannedValue(index) : unknown('element', [target, index]);
  return { value, found: value };
}

function isTypeLike(value: Value): boolean {
  return isKind(value, 'type') || isKind(value, 'external');
}

function indexed(machine: Machine, expression: GoExpression & { kind: 'index' }, scope: Scope): Value {
  const target = machine.evaluate(expression.target, scope);
  // Type arguments look like an index: `f[T]` is `f`.
  if (isKind(target, 'function') || isKind(target, 'native') || isTypeLike(target)) return target;
  return elementAt(target, machine.evaluate(expression.index, scope)).value;
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  if (typeof left === 'string' && typeof right === 'string' && operator === '+') return left + right;
  if (typeof left === 'number' && typeof right === 'number') {
    switch (operator) {
      case '+':
        return left + right;
      case '-':
        return left - right;
      case '*':
        return left * right;
      case '/':
        return right === 0 ? unknown('division') : Math.trunc(left / right);
      case '%':
        return right === 0 ? unknown('division') : left % right;
      case '<<':
        return left * 2 ** right;
      case '&':
        return left & right;
      case '|':
        return left | right;
      case '<':
        return left < right;
      case '<=':
        return left <= right;
      case '>':
        return left > right;
      case '>=':
        return left >= right;
    }
  }
  return unknown(operator, [left, right]);
}

/** `err != nil` after a call into foreign code: the schema is the one without errors. */
function isErrorCheck(expression: GoExpression & { kind: 'binary' }, left: Value): boolean {
  const { left: name, right } = expression;
  return (
    right.kind === 'name' &&
    right.name === 'nil' &&
    name.kind === 'name' &&
    /^(err|diags?|diagnostics)|Err$/.test(name.name) &&
    isOpaque(left)
  );
}

function binary(machine: Machine, expression: GoExpression & { kind: 'binary' }, scope: Scope): Value {
  const { operator } = expression;
  const left = machine.evaluate(expression.left, scope);
  if (operator === '&&' || operator === '||') {
    if (left === (operator === '||')) return left;
    const right = machine.evaluate(expression.right, scope);
    if (typeof left === 'boolean') return right;
    return asValue(both(operator === '&&' ? 'all' : 'any', asTest(left), asTest(right)));
  }
  const right = machine.evaluate(expression.right, scope);
  if (operator === '==' || operator === '!=') {
    const test = isErrorCheck(expression, left) ? asTest(true) : equality(left, right);
    return asValue(operator === '==' ? test : negate(test));
  }
  return arithmetic(operator, left, right);
}

function unary(
  machine: Machine,
  expression: GoExpression & { kind: 'unary' },
  scope: Scope,
  at?: TypeIn,
): Value {
  const expected = at?.type.kind === 'pointer' ? { type: at.type.to, scope: at.scope } : at;
  const value = machine.evaluate(expression.operand, scope, expected);
  switch (expression.operator) {
    case '&':
      if (isKind(value, 'struct')) value.pointer = true;
      return value;
    case '*':
      return isKind(value, 'struct') ? { ...value, fields: new Map(value.fields), pointer: false } : value;
    case '!':
      return asValue(negate(asTest(value)));
    case '-':
      return typeof value === 'number' ? -value : unknown('-', [value]);
    default:
      return expression.operator === '+' ? value : unknown(expression.operator, [value]);
  }
}

function sliced(machine: Machine, expression: GoExpression & { kind: 'slice' }, scope: Scope): Value {
  const target = machine.evaluate(expression.target, scope);
  const from = expression.from ? machine.evaluate(expression.from, scope) : 0;
  const to = expression.to ? machine.evaluate(expression.to, scope) : undefined;
  if (typeof from !== 'number' || (to !== undefined && typeof to !== 'number'))
    return isKind(target, 'list') ? target : unknown('slice', [target]);
  if (typeof target === 'string') return target.slice(from, to);
  if (isKind(target, 'list')) return { kind: 'list', items: target.items.slice(from, to) };
  return unknown('slice', [target]);
}

/** Whether a value is of a type, for `v, ok := x.(T)` and type switches. */
export function isOfType(machine: Machine, value: Value, at: TypeIn): Value {
  if (value === null) return false;
  if (isKind(value, 'choice')) return choose(value.options.map((option) => isOfType(machine, option, at)));
  if (isOpaque(value)) return unknown('type', [value]);
  const type = at.type.kind === 'pointer' ? at.type.to : at.type;
  if (type.kind === 'list') return isKind(value, 'list');
  if (type.kind === 'map') return isKind(value, 'map');
  if (type.kind !== 'named') return unknown('type');
  const named = resolveNamed(machine, at);
  if (named?.definition?.type.kind === 'map') return isKind(value, 'map');
  if (named?.definition?.type.kind === 'list') return isKind(value, 'list');
  if (typeof value === 'string') return named?.name === 'string';
  if (typeof value === 'boolean') return named?.name === 'bool';
  if (typeof value === 'number')
    return named !== undefined && named.name !== 'string' && named.name !== 'bool';
  if (!isKind(value, 'struct')) return unknown('type');
  if (named?.name === value.type) return true;
  return named?.definition?.type.kind === 'struct' ? false : satisfies(machine, value, named?.definition);
}

/** Whether a struct has an interface's methods; unknown where the interface is foreign. */
function satisfies(machine: Machine, value: StructValue, at: TypeIn | undefined): Value {
  if (at?.type.kind !== 'interface') return unknown('interface');
  const { methods, embedded } = at.type;
  if (methods.some((name) => member(machine, value, name) === undefined)) return false;
  for (const type of embedded) {
    const inner = satisfies(machine, value, resolveNamed(machine, { type, scope: at.scope })?.definition);
    if (inner !== true) return inner;
  }
  return true;
}

/** Evaluates an expression; `at` is the type that its place expects, where that is known. */
export function evaluate(machine: Machine, expression: GoExpression, scope: Scope, at?: TypeIn): Value {
  machine.step();
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return lookUp(machine, expression.name, scope);
    case 'select':
      return selected(machine, expression, scope);
    case 'call':
      return callExpression(machine, expression, scope);
    case 'composite':
      return composite(
        machine,
        expression.elements,
        scope,
        expression.type ? { type: expression.type, scope } : at,
      );
    case 'unary':
      return unary(machine, expression, scope, at);
    case 'binary':
      return binary(machine, expression, scope);
    case 'index':
      return indexed(machine, expression, scope);
    case 'slice':
      return sliced(machine, expression, scope);
    case 'function':
      return { kind: 'function', name: literalName, fn: expression.fn, scope };
    case 'assert':
      return machine.evaluate(expression.target, scope);
    case 'type': {
      const named = resolveNamed(machine, { type: expression.type, scope });
      return { kind: 'type', name: named?.name ?? expression.type.kind };
    }
    default:
      return unknown(expression.what);
  }
}

/** Evaluates call arguments; the elements of a spread list become arguments of their own. */
export function argumentsOf(
  machine: Machine,
  args: readonly GoExpression[],
  spread: boolean,
  scope: Scope,
): Value[] {
  const values = args.map((arg) => copied(machine.evaluate(arg, scope)));
  const only = values[0];
  if (values.length === 1 && isKind(only, 'tuple')) return [...only.items];
  const last = values.at(-1);
  if (!spread || last === undefined) return values;
  const rest: readonly Value[] = isKind(last, 'list') ? last.items : last === null ? [] : [spreadOf(last)];
  return [...values.slice(0, -1), ...rest];
}

function spreadOf(value: Value): Value {
  return isKind(value, 'unknown') ? value : unknown('spread', [value]);
}

/** A list of the given values. */
export function list(items: readonly Value[]): ListValue {
  return { kind: 'list', items: [...items] };
}
