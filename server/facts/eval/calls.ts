/** Calls: Go's own functions, functions with source, functions provided here, and foreign ones. */
import type { GoExpression } from '../go/ast';
import { asTest, asValue } from './conditions';
import { argumentsOf } from './expressions';
import { combine, fieldsOf } from './fieldTest';
import { BudgetExceeded, type Frame, type Machine, type Outcome } from './machine';
import { mentionsReplacement } from './mentions';
import { resolveNamed, zeroValue } from './names';
import { nativeFunctions } from './natives';
import { isPlanDiff } from './planDiff';
import type { Scope } from './scope';
import { forgetPointees } from './pointees';
import {
  type FunctionValue,
  type Value,
  choose,
  copied,
  fieldsIn,
  isFailure,
  isKind,
  isOpaque,
  newMap,
  unknown,
} from './value';

const maximumDepth = 60;

function isTest(value: Value): boolean {
  return typeof value === 'boolean' || (isKind(value, 'unknown') && value.test !== undefined);
}

function isPlannedField(value: Value): boolean {
  return isKind(value, 'unknown') && value.field !== undefined;
}

/** Ways out with the errors left out, unless there is nothing else. */
function successes(outcomes: readonly Outcome[]): readonly Outcome[] {
  const kept = outcomes.filter((outcome) => !outcome.fails);
  return kept.length > 0 ? kept : outcomes;
}

/** One value for the ways out of a function. */
function joined(outcomes: readonly Outcome[]): Value {
  const first = outcomes[0];
  if (!first) return null;
  if (outcomes.length === 1) return first.value;
  const width = Math.max(...outcomes.map(({ value }) => (isKind(value, 'tuple') ? value.items.length : 0)));
  if (width > 0) {
    const items = Array.from({ length: width }, (_, index) =>
      joined(
        outcomes.map(({ conditions, fails, value }) => ({
          conditions,
          fails,
          value: isKind(value, 'tuple') ? (value.items[index] ?? null) : value,
        })),
      ),
    );
    return { kind: 'tuple', items };
  }
  const values = outcomes.map(({ value }) => value);
  if (
    values.some(isTest) &&
    values.every((value) => isTest(value) || isPlannedField(value) || isKind(value, 'unknown'))
  )
    return asValue(
      combine(
        'any',
        outcomes.map(({ conditions, value }) => combine('all', [...conditions, asTest(value)])),
      ),
    );
  const isScalar = values.some((value) => value !== null && typeof value !== 'object');
  if (!isScalar || !values.some(isOpaque)) return choose(values);
  const tests = outcomes.flatMap(({ conditions }) => conditions.flatMap(fieldsOf));
  return {
    kind: 'unknown',
    why: 'depends on a branch',
    fields: [...new Set([...values.flatMap((value) => fieldsIn(value)), ...tests])],
  };
}

function bind(machine: Machine, callee: FunctionValue, args: readonly Value[]): Scope {
  const scope = callee.scope.inner();
  const { parameters, variadic } = callee.fn;
  if (callee.receiver) scope.declare(callee.receiver.name, callee.receiver.value);
  parameters.forEach((name, index) => {
    if (variadic && index === parameters.length - 1)
      scope.declare(name, { kind: 'list', items: args.slice(index) });
    else scope.declare(name, index < args.length ? (args[index] ?? null) : unknown(`parameter ${name}`));
  });
  for (const name of callee.fn.results) scope.declare(name, null);
  machine.step();
  return scope;
}

/** Whether what a function gives can matter while planning: it looks at arguments, or computes from constants. */
function isWorthFollowing(callee: FunctionValue, args: readonly Value[]): boolean {
  const looksAtArguments = args.some((arg) => isPlanDiff(arg) || fieldsIn(arg).length > 0);
  const isConstant = args.every((arg) => typeof arg !== 'object' || arg === null);
  const isQuestion = args.length === 0 && isKind(callee.receiver?.value, 'struct');
  return looksAtArguments || (isConstant && !callee.receiver) || isQuestion;
}

/** Steps that a function may take while planning when it asks for no replacement itself. */
const questionBudget = 200_000;

/** Runs a function that has source. */
export function callFunction(machine: Machine, callee: FunctionValue, args: readonly Value[]): Value {
  if (machine.frames.length > maximumDepth) return unknown('recursion');
  if (!machine.planning || mentionsReplacement(machine, callee)) return runFunction(machine, callee, args);
  if (!isWorthFollowing(callee, args)) return unknown(callee.name, args);
  try {
    return machine.limited(questionBudget, () => runFunction(machine, callee, args));
  } catch (error) {
    if (error instanceof BudgetExceeded) return unknown(callee.name, args);
    throw error;
  }
}

function runFunction(machine: Machine, callee: FunctionValue, args: readonly Value[]): Value {
  const frame: Frame = { base: machine.conditions.length, outcomes: [], results: callee.fn.results };
  const scope = bind(machine, callee, args);
  machine.frames.push(frame);
  try {
    const end = machine.run(callee.fn.body, scope);
    if (end !== 'return') {
      const values = callee.fn.results.map((name) => scope.get(name) ?? null);
      const value: Value = values.length > 1 ? { kind: 'tuple', items: values } : (values[0] ?? null);
      if (frame.outcomes.length === 0 || values.length > 0)
        frame.outcomes.push({
          conditions: machine.conditions.slice(frame.base),
          value,
          fails: isFailure(value),
        });
    }
  } finally {
    machine.frames.pop();
    machine.conditions.length = frame.base;
  }
  return joined(successes(frame.outcomes));
}

/** Calls whatever a value is. */
export function call(machine: Machine, callee: Value, args: readonly Value[]): Value {
  if (isKind(callee, 'function')) return callFunction(machine, callee, args);
  if (isKind(callee, 'native')) return callee.call(args);
  if (isKind(callee, 'type')) return args[0] ?? null;
  if (isKind(callee, 'choice')) return choose(callee.options.map((option) => call(machine, option, args)));
  if (isKind(callee, 'external')) {
    const native = nativeFunctions.get(callee.name);
    if (native) return native(machine, args);
    return { kind: 'external', name: callee.name, args: [...(callee.args ?? []), ...args] };
  }
  return unknown('call', [callee, ...args]);
}

function append(args: readonly Value[]): Value {
  const [base, ...more] = args;
  if (isKind(base, 'list')) return { kind: 'list', items: [...base.items, ...more] };
  if (base === null || base === undefined) return { kind: 'list', items: more };
  return isKind(base, 'struct') ? { kind: 'list', items: more } : { kind: 'list', items: [base, ...more] };
}

function lengthOf(value: Value | undefined): Value {
  if (typeof value === 'string') return value.length;
  if (isKind(value, 'list')) return value.items.length;
  if (isKind(value, 'map') && value.lost.length === 0) return value.entries.size;
  if (value === null || value === undefined) return 0;
  return unknown('len', [value]);
}

function remove([map, key]: readonly Value[]): Value {
  if (isKind(map, 'map') && key !== null && key !== undefined && typeof key !== 'object')
    map.entries.delete(key);
  return null;
}

function copyInto([to, from]: readonly Value[]): Value {
  if (isKind(to, 'list') && isKind(from, 'list'))
    from.items.forEach((item, index) => {
      if (index < to.items.length) to.items[index] = copied(item);
    });
  return null;
}

function make(machine: Machine, args: readonly GoExpression[], scope: Scope): Value {
  const written = args[0];
  const type =
    written?.kind === 'type'
      ? written.type
      : written?.kind === 'name'
        ? ({ kind: 'named', name: written.name } as const)
        : undefined;
  const definition = type?.kind === 'named' ? resolveNamed(machine, { type, scope })?.definition?.type : type;
  if (definition?.kind === 'map') return newMap();
  if (definition?.kind !== 'list') return unknown('make');
  const length = args[1] ? machine.evaluate(args[1], scope) : 0;
  const items = Array<Value>(typeof length === 'number' ? Math.min(length, 1000) : 0).fill(null);
  return { kind: 'list', items };
}

function allocate(machine: Machine, args: readonly GoExpression[], scope: Scope): Value {
  const written = args[0];
  if (written?.kind !== 'name' && written?.kind !== 'type') return unknown('new');
  const type = written.kind === 'type' ? written.type : ({ kind: 'named', name: written.name } as const);
  const value = zeroValue(machine, { type, scope });
  if (isKind(value, 'struct')) value.pointer = true;
  return value;
}

const builtIns: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  append,
  len: ([value]) => lengthOf(value),
  cap: ([value]) => lengthOf(value),
  delete: remove,
  copy: copyInto,
  clear: ([value]) => {
    if (isKind(value, 'map')) value.entries.clear();
    return null;
  },
};

/** Evaluates a call as written. */
export function callExpression(
  machine: Machine,
  expression: GoExpression & { readonly kind: 'call' },
  scope: Scope,
): Value {
  const { callee } = expression;
  if (callee.kind === 'type') {
    const [inner] = expression.args;
    return inner ? machine.evaluate(inner, scope) : null;
  }
  if (callee.kind === 'name' && scope.get(callee.name) === undefined && !scope.package.find(callee.name)) {
    if (callee.name === 'make') return make(machine, expression.args, scope);
    if (callee.name === 'new') return allocate(machine, expression.args, scope);
    const builtIn = Object.hasOwn(builtIns, callee.name) ? builtIns[callee.name] : undefined;
    if (builtIn) return builtIn(argumentsOf(machine, expression.args, expression.spread, scope));
  }
  const target = machine.evaluate(callee, scope);
  const values = argumentsOf(machine, expression.args, expression.spread, scope);
  const result = machine.call(target, values);
  if (machine.planning && !wasRun(target, result)) forgetPointees(machine, expression.args, values, scope);
  return result;
}

/** Whether a call ran code, rather than only saying what was called. */
function wasRun(callee: Value, result: Value): boolean {
  if (isKind(callee, 'function')) return !(isKind(result, 'unknown') && result.why === callee.name);
  if (isKind(callee, 'external')) return nativeFunctions.has(callee.name);
  return !isKind(callee, 'unknown');
}
