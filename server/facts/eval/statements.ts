/** Statements. An undecided branch is run, then its assignments are joined with those of the other one. */
import type { GoCase, GoExpression, GoStatement } from '../go/ast';
import { assign, specValues, store } from './assignments';
import { asTest, asValue, equality } from './conditions';
import { isOfType } from './expressions';
import { type FieldTest, always, combine, negate } from './fieldTest';
import type { Completion, Machine } from './machine';
import { type Change, Scope } from './scope';
import { type Value, choose, copied, isFailure, isKind, isOpaque, unknown } from './value';

const maximumRounds = 500;

/** The values that a branch left in the variables that it assigned. */
type Changes = ReadonlyMap<Scope, ReadonlyMap<string, Value>>;

interface Branch {
  readonly end: Completion;
  /** Left the function, with a result, on some of its inner paths. */
  readonly leaves: boolean;
  /** Every way through it ends with an error. */
  readonly fails: boolean;
  readonly changes: Changes;
}

/** Takes assignments back, and gives what they had assigned; variables made since `serial` are gone anyway. */
function takeBack(made: readonly Change[], serial: number): Changes {
  const changes = new Map<Scope, Map<string, Value>>();
  for (const { scope, name } of made) {
    if (scope.serial > serial) continue;
    let values = changes.get(scope);
    if (!values) changes.set(scope, (values = new Map<string, Value>()));
    values.set(name, scope.get(name) ?? null);
  }
  for (const change of [...made].reverse()) change.scope.assign(change.name, change.before);
  return changes;
}

/** Runs statements under a condition, and takes their assignments to variables back. */
function branch(machine: Machine, test: FieldTest, body: readonly GoStatement[], scope: Scope): Branch {
  const frame = machine.frames.at(-1);
  const outcomes = frame?.outcomes.length ?? 0;
  const depth = machine.conditions.length;
  const from = machine.journal.length;
  const serial = Scope.latest;
  machine.conditions.push(test);
  const end = machine.run(body, scope.inner());
  machine.conditions.length = depth;
  const changes = takeBack(machine.journal.splice(from), serial);
  const leaves = frame?.outcomes.slice(outcomes).some((outcome) => !outcome.fails) ?? false;
  return { end, leaves, fails: end === 'return' && !leaves, changes };
}

function isFlag(value: Value): boolean {
  return typeof value === 'boolean' || (isKind(value, 'unknown') && value.test !== undefined);
}

function joinValues(test: FieldTest, yes: Value, no: Value): Value {
  if (yes === no) return yes;
  if (isFlag(yes) && isFlag(no))
    return asValue(
      combine('any', [combine('all', [test, asTest(yes)]), combine('all', [negate(test), asTest(no)])]),
    );
  const scalar = [yes, no].some((value) => value !== null && typeof value !== 'object');
  return scalar && [yes, no].some(isOpaque) ? unknown('depends on a branch', [yes, no]) : choose([yes, no]);
}

/** Writes what two undecided branches assigned, where control comes out of them. */
function joinChanges(machine: Machine, test: FieldTest, yes: Branch, no: Branch): void {
  for (const scope of new Set([...yes.changes.keys(), ...no.changes.keys()])) {
    const after = (side: Branch, name: string): Value =>
      side.changes.get(scope)?.get(name) ?? scope.get(name) ?? null;
    const names = [yes, no].flatMap((side) => [...(side.changes.get(scope)?.keys() ?? [])]);
    for (const name of new Set(names)) {
      const value =
        yes.end !== 'next'
          ? after(no, name)
          : no.end !== 'next'
            ? after(yes, name)
            : joinValues(test, after(yes, name), after(no, name));
      const made = scope.assign(name, value);
      if (made) machine.journal.push(made);
    }
  }
}

/** Runs both sides of an undecided condition. */
function fork(
  machine: Machine,
  test: FieldTest,
  then: readonly GoStatement[],
  otherwise: readonly GoStatement[],
  scope: Scope,
): Completion {
  const yes = branch(machine, test, then, scope);
  const no = branch(machine, negate(test), otherwise, scope);
  joinChanges(machine, test, yes, no);
  if (yes.end !== 'next' && no.end !== 'next') return yes.end === no.end ? yes.end : 'return';
  // What follows in this block runs only on the paths that did not leave. One that leaves with an error says
  // nothing: with an error there is no plan, and no schema.
  if (yes.end !== 'next') machine.conditions.push(yes.fails ? always : negate(test));
  else if (no.end !== 'next') machine.conditions.push(no.fails ? always : test);
  else if (yes.leaves || no.leaves) machine.conditions.push({ kind: 'opaque', fields: [] });
  return 'next';
}

function decide(
  machine: Machine,
  test: FieldTest,
  then: readonly GoStatement[],
  otherwise: readonly GoStatement[],
  scope: Scope,
): Completion {
  if (test.kind === 'known') return machine.run(test.value ? then : otherwise, scope.inner());
  return fork(machine, test, then, otherwise, scope);
}

function caseTest(
  machine: Machine,
  value: Value,
  options: readonly GoExpression[],
  scope: Scope,
  typed: boolean,
): FieldTest {
  return combine(
    'any',
    options.map((option) => {
      if (typed) {
        if (option.kind === 'type' && option.type.kind === 'named' && option.type.name === 'nil')
          return asTest(value === null);
        return option.kind === 'type'
          ? asTest(isOfType(machine, value, { type: option.type, scope }))
          : asTest(unknown('case', [value]));
      }
      return equality(value, machine.evaluate(option, scope));
    }),
  );
}

function runCases(
  machine: Machine,
  value: Value | undefined,
  cases: readonly GoCase[],
  scope: Scope,
  typed: boolean,
): Completion {
  const last = cases.find((one) => !one.values);
  const tested = cases.filter((one) => one.values);
  const from = (index: number, at: Scope): Completion => {
    const one = tested[index];
    if (!one) return last ? machine.run(last.body, at.inner()) : 'next';
    const test =
      value === undefined
        ? combine(
            'any',
            (one.values ?? []).map((option) => asTest(machine.evaluate(option, at))),
          )
        : caseTest(machine, value, one.values ?? [], at, typed);
    if (test.kind === 'known') return test.value ? machine.run(one.body, at.inner()) : from(index + 1, at);
    const rest: GoStatement[] = [
      {
        kind: 'switch',
        cases: [...tested.slice(index + 1), ...(last ? [last] : [])],
        ...restOf(value, typed),
      },
    ];
    return fork(machine, test, one.body, rest, at);
  };
  const end = from(0, scope);
  return end === 'break' ? 'next' : end;
}

const switchValue = '·switch';

function restOf(value: Value | undefined, typed: boolean): { value?: GoExpression; typeAlias?: string } {
  if (value === undefined) return {};
  return { value: { kind: 'name', name: switchValue }, ...(typed ? { typeAlias: '' } : {}) };
}

function runSwitch(machine: Machine, statement: GoStatement & { kind: 'switch' }, outer: Scope): Completion {
  const scope = outer.inner();
  if (statement.init) runOne(machine, statement.init, scope);
  const value = statement.value ? machine.evaluate(statement.value, scope) : undefined;
  if (value !== undefined) scope.declare(switchValue, value);
  if (value !== undefined && statement.typeAlias) scope.declare(statement.typeAlias, value);
  return runCases(machine, value, statement.cases, scope, statement.typeAlias !== undefined);
}

interface Round {
  readonly key: Value;
  readonly value: Value;
}

function rounds(over: Value): Round[] | undefined {
  if (isKind(over, 'list')) return over.items.map((value, key) => ({ key, value }));
  if (isKind(over, 'map')) {
    const sorted = [...over.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return sorted.map(([key, value]) => ({ key, value }));
  }
  if (typeof over === 'number') return Array.from({ length: over }, (_, key) => ({ key, value: key }));
  if (typeof over === 'string')
    return Array.from(over, (value, key) => ({ key, value: value.codePointAt(0) ?? 0 }));
  if (over === null) return [];
  return undefined;
}

/** Rounds that may or may not be: one for all of a loop that is not known, one for entries whose key is not. */
function possibleRounds(over: Value, known: readonly Round[] | undefined): Round[] {
  if (!known) return [{ key: unknown('key', [over]), value: unknown('element', [over]) }];
  const lost = isKind(over, 'map') ? over.lost[0] : undefined;
  return lost ? [{ key: unknown('key', [lost.key]), value: lost.value }] : [];
}

/** A loop's body that runs some unknown number of times: once, under the loop's condition. */
function runMaybe(machine: Machine, test: FieldTest, body: readonly GoStatement[], scope: Scope): Completion {
  const once: GoStatement = { kind: 'for', body: [...body, { kind: 'jump', how: 'break' }] };
  return fork(machine, test, [once], [], scope);
}

function runRange(machine: Machine, statement: GoStatement & { kind: 'range' }, scope: Scope): Completion {
  const over = machine.evaluate(statement.over, scope);
  const options = isKind(over, 'choice') ? over.options : [over];
  for (const option of options) {
    const known = rounds(option);
    const possible = possibleRounds(option, known);
    for (const round of [...(known ?? []).slice(0, maximumRounds * 10), ...possible]) {
      const { key, value } = round;
      const inner = scope.inner();
      const bindTo = (target: GoExpression | undefined, bound: Value): void => {
        if (!target) return;
        if (statement.declares && target.kind === 'name') inner.declare(target.name, bound);
        else store(machine, target, bound, inner);
      };
      bindTo(statement.key, key);
      bindTo(statement.value, copied(value));
      const end = possible.includes(round)
        ? runMaybe(machine, asTest(unknown('iteration', [option, key])), statement.body, inner)
        : machine.run(statement.body, inner);
      if (end === 'return') return 'return';
      if (end === 'break') break;
    }
  }
  return 'next';
}

function runFor(machine: Machine, statement: GoStatement & { kind: 'for' }, outer: Scope): Completion {
  const scope = outer.inner();
  if (statement.init) runOne(machine, statement.init, scope);
  for (let round = 0; round < maximumRounds; round++) {
    const test = statement.condition ? asTest(machine.evaluate(statement.condition, scope)) : asTest(true);
    if (test.kind !== 'known') {
      return runMaybe(machine, test, statement.body, scope);
    }
    if (!test.value) return 'next';
    const end = machine.run(statement.body, scope.inner());
    if (end === 'return') return end;
    if (end === 'break') return 'next';
    if (statement.update) runOne(machine, statement.update, scope);
  }
  return 'next';
}

function runReturn(machine: Machine, statement: GoStatement & { kind: 'return' }, scope: Scope): Completion {
  const frame = machine.frames.at(-1);
  if (!frame) return 'return';
  const values =
    statement.values.length > 0
      ? statement.values.map((value) => machine.evaluate(value, scope))
      : frame.results.map((name) => scope.get(name) ?? null);
  const value: Value = values.length > 1 ? { kind: 'tuple', items: values } : (values[0] ?? null);
  frame.outcomes.push({ conditions: machine.conditions.slice(frame.base), value, fails: isFailure(value) });
  return 'return';
}

function isPanic(expression: GoExpression): boolean {
  return (
    expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'panic'
  );
}

function runOne(machine: Machine, statement: GoStatement, scope: Scope): Completion {
  machine.step();
  switch (statement.kind) {
    case 'expression':
      if (isPanic(statement.value)) return 'return';
      machine.evaluate(statement.value, scope);
      return 'next';
    case 'assign':
      assign(machine, statement, scope);
      return 'next';
    case 'declare':
      for (const spec of statement.specs) {
        const values = specValues(machine, spec, scope);
        spec.names.forEach((name, index) => {
          scope.declare(name, values[index] ?? null);
        });
      }
      return 'next';
    case 'return':
      return runReturn(machine, statement, scope);
    case 'if': {
      const inner = scope.inner();
      if (statement.init) runOne(machine, statement.init, inner);
      const test = asTest(machine.evaluate(statement.condition, inner));
      return decide(machine, test, statement.then, statement.otherwise ?? [], inner);
    }
    case 'switch':
      return runSwitch(machine, statement, scope);
    case 'range':
      return runRange(machine, statement, scope);
    case 'for':
      return runFor(machine, statement, scope);
    case 'block':
      return machine.run(statement.body, scope.inner());
    case 'jump':
      return statement.how;
    default:
      return 'next';
  }
}

/** Runs statements in order until one of them leaves. */
export function run(machine: Machine, body: readonly GoStatement[], scope: Scope): Completion {
  const depth = machine.conditions.length;
  for (const statement of body) {
    const end = runOne(machine, statement, scope);
    if (end !== 'next') {
      machine.conditions.length = depth;
      return end;
    }
  }
  // A function's own block keeps what its early returns left behind, for the way out at its end.
  if (depth !== machine.frames.at(-1)?.base) machine.conditions.length = depth;
  return 'next';
}
