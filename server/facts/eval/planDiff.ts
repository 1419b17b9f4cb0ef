/**
 * The SDK's view of a plan (`ResourceDiff`) and its `customdiff` helpers: reading an argument gives a value
 * that remembers which one it is, and asking for a replacement is written down with what led there.
 */
import { argumentPath, writtenKeys } from './argumentPath';
import { asTest, asValue } from './conditions';
import { type FieldTest, changedFields, combine } from './fieldTest';
import { BudgetExceeded, type Machine, type ReplacementRequest, conditionHere } from './machine';
import { mentionsReplacement } from './mentions';
import { type NativeValue, type StructValue, type UnknownValue, type Value, isKind, unknown } from './value';

const diffType = 'plan.Diff';

/** The field of the stand-in that holds the keys of a resource's arguments, as the SDK writes them. */
const keysField = '·keys';

/**
 * A stand-in for the plan that customisation code gets.
 * @param paths are the resource's arguments, nested ones included.
 */
export function newPlanDiff(paths: ReadonlySet<string>): StructValue {
  const keys: Value = { kind: 'list', items: writtenKeys(paths) };
  return { kind: 'struct', type: diffType, fields: new Map([[keysField, keys]]), pointer: true };
}

/** Whether a value is the stand-in for the plan. */
export function isPlanDiff(value: Value): boolean {
  return isKind(value, 'struct') && value.type === diffType;
}

/** The planned value of an argument. */
export function plannedValue(key: Value | undefined): Value {
  if (typeof key !== 'string') return unknown('argument', key === undefined ? [] : [key]);
  const field = argumentPath(key);
  return { kind: 'unknown', why: `planned ${field}`, fields: [field], field };
}

function previousValue(key: Value | undefined): Value {
  if (typeof key !== 'string') return unknown('argument');
  const value: UnknownValue = { kind: 'unknown', why: 'previous', fields: [argumentPath(key)] };
  return value;
}

function test(kind: 'set' | 'changed', key: Value | undefined): FieldTest {
  return typeof key === 'string' ? { kind, field: argumentPath(key) } : { kind: 'opaque', fields: [] };
}

/** Steps that one piece of planning code may take. */
const planningBudget = 2_000_000;

/**
 * Runs planning code and gives the replacements that it asks for.
 * @param tooLong is told when it had to be given up; what it had asked for until then counts.
 */
export function plannedReplacements(
  machine: Machine,
  code: Value,
  args: readonly Value[],
  tooLong: () => void,
): ReplacementRequest[] {
  const from = machine.requests.length;
  const state = {
    planning: machine.planning,
    conditions: [...machine.conditions],
    frames: machine.frames.length,
  };
  machine.planning = true;
  try {
    machine.limited(planningBudget, () => machine.call(code, args));
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    tooLong();
  } finally {
    machine.planning = state.planning;
    machine.frames.length = state.frames;
    machine.conditions.splice(0, machine.conditions.length, ...state.conditions);
  }
  return machine.requests.splice(from);
}

function ask(machine: Machine, key: Value | undefined, when?: Value): Value {
  const asked = when === undefined ? [] : [asTest(when)];
  machine.requests.push({ key: key ?? null, when: combine('all', [conditionHere(machine), ...asked]) });
  return null;
}

type Method = (machine: Machine, args: readonly Value[], plan: StructValue) => Value;

const methods: Readonly<Record<string, Method>> = {
  Get: (_, [key]) => plannedValue(key),
  GetOk: (_, [key]) => ({ kind: 'tuple', items: [plannedValue(key), asValue(test('set', key))] }),
  GetOkExists: (_, [key]) => ({ kind: 'tuple', items: [plannedValue(key), asValue(test('set', key))] }),
  GetChange: (_, [key]) => ({ kind: 'tuple', items: [previousValue(key), plannedValue(key)] }),
  GetRawConfig: () => rawObject,
  GetRawPlan: () => rawObject,
  GetRawState: () => unknown('state'),
  HasChange: (_, [key]) => asValue(test('changed', key)),
  HasChanges: (_, keys) =>
    asValue(
      combine(
        'any',
        keys.map((key) => test('changed', key)),
      ),
    ),
  GetChangedKeysPrefix: (_, [prefix], plan) => keysBelow(plan, prefix),
  NewValueKnown: () => true,
  Id: () => 'existing',
  ForceNew: (machine, [key], plan) => {
    if (recomputed(plan).includes(key ?? null))
      for (const field of changedFields(conditionHere(machine))) ask(machine, field);
    return ask(machine, key);
  },
  SetNew: (_, [key], plan) => recompute(plan, key),
  SetNewComputed: (_, [key], plan) => recompute(plan, key),
  Clear: () => null,
};

const rawObject: Value = { kind: 'unknown', why: 'configuration', fields: [] };

const responseType = 'plan.Response';

/** A stand-in for the response that framework code writes its decisions into. */
export function newPlanResponse(): StructValue {
  return { kind: 'struct', type: responseType, fields: new Map(), pointer: true };
}

/** The dotted paths that a framework path expression may stand for, or the expression itself. */
export function frameworkPaths(value: Value): readonly Value[] {
  if (!isKind(value, 'external') || !/\/path\.(Root|MatchRoot|Empty)\b/.test(value.name)) return [value];
  let paths: string[][] = [[]];
  for (const part of value.args ?? []) {
    if (typeof part === 'number') continue;
    const options = isKind(part, 'choice') ? part.options : [part];
    if (!options.every((option) => typeof option === 'string')) return [value];
    paths = paths.flatMap((path) => options.map((option) => [...path, option]));
  }
  return paths.map((path) => path.filter((part) => part !== '').join('.')).filter((path) => path !== '');
}

const pathListType = 'plan.Paths';

/** The list of paths of a fresh response, for code that calls its `Append`. */
export function newPathList(): StructValue {
  return { kind: 'struct', type: pathListType, fields: new Map(), pointer: true };
}

/** Asks for replacement of the paths that a list has and the one before it did not. */
function askForPaths(machine: Machine, paths: readonly Value[], before: Value): void {
  const asked = isKind(before, 'list') ? before.items : [];
  for (const path of paths.filter((one) => !asked.includes(one)))
    for (const key of frameworkPaths(path)) ask(machine, key);
}

/**
 * Writes down a replacement that framework code asks for by setting `RequiresReplace`: to paths, or to true for
 * the attribute that is being looked at (its key is the empty string). Other assignments are not looked at.
 */
export function recordReplacement(machine: Machine, target: StructValue, field: string, value: Value): void {
  if (target.type !== responseType || field !== 'RequiresReplace') return;
  if (isKind(value, 'list')) askForPaths(machine, value.items, target.fields.get(field) ?? null);
  else ask(machine, '', value);
}

/** A method of the plan stand-in; undefined for other values and unknown names. */
export function diffMember(machine: Machine, target: Value, name: string): NativeValue | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (isKind(target, 'struct') && target.type === diffType && method)
    return { kind: 'native', name, call: (args) => method(machine, args, target) };
  if (isKind(target, 'struct') && target.type === pathListType && name === 'Append')
    return { kind: 'native', name, call: (paths) => (askForPaths(machine, paths, null), null) };
  return target === rawObject ? rawMember(name) : fieldMember(target, name);
}

function rawMember(name: string): NativeValue | undefined {
  if (name === 'AsValueMap') return { kind: 'native', name, call: () => rawObject };
  if (name === 'GetAttr') return { kind: 'native', name, call: ([key]) => plannedValue(key) };
  if (name === 'IsKnown' || name === 'IsWhollyKnown') return { kind: 'native', name, call: () => true };
  return undefined;
}

function fieldMember(target: Value, name: string): NativeValue | undefined {
  if (!isKind(target, 'unknown') || target.field === undefined) return undefined;
  const { field } = target;
  if (name === 'AsString' || name === 'True') return { kind: 'native', name, call: () => target };
  if (name === 'IsKnown' || name === 'IsWhollyKnown') return { kind: 'native', name, call: () => true };
  if (name === 'IsNull')
    return { kind: 'native', name, call: () => asValue({ kind: 'not', test: { kind: 'set', field } }) };
  return undefined;
}

/** Whether a value stands for the whole configuration, whose elements are the arguments. */
export function isRawConfiguration(value: Value): boolean {
  return value === rawObject;
}

function customiser(name: string, work: (args: readonly Value[]) => void): NativeValue {
  return {
    kind: 'native',
    name,
    call: (args) => {
      work(args);
      return null;
    },
  };
}

function under(machine: Machine, condition: Value, work: () => void): void {
  const tested = asTest(condition);
  if (tested.kind === 'known' && !tested.value) return;
  machine.conditions.push(tested);
  try {
    work();
  } finally {
    machine.conditions.pop();
  }
}

/** The field of the stand-in that holds the attributes to which the code gave another value. */
const recomputedField = '·recomputed';

function recomputed(plan: StructValue): readonly Value[] {
  const held = plan.fields.get(recomputedField);
  return isKind(held, 'list') ? held.items : [];
}

function recompute(plan: StructValue, key: Value | undefined): Value {
  plan.fields.set(recomputedField, { kind: 'list', items: [...recomputed(plan), key ?? null] });
  return null;
}

/** Any of the keys with a prefix may have changed. */
function keysBelow(plan: StructValue, prefix: Value | undefined): Value {
  const keys = plan.fields.get(keysField);
  if (!isKind(keys, 'list') || typeof prefix !== 'string') return unknown('changed keys');
  return {
    kind: 'list',
    items: keys.items.filter((key) => typeof key === 'string' && key.startsWith(prefix)),
  };
}

type Helper = (machine: Machine, args: readonly Value[]) => Value;

/**
 * The helpers of one SDK version.
 * @param given is what the SDK passes to every callback before its own arguments: a context, or nothing.
 */
function helpersOf(given: readonly Value[]): Readonly<Record<string, Helper>> {
  const each: Helper = (machine, fns) =>
    customiser('All', (args) => {
      for (const fn of fns) if (mentionsReplacement(machine, fn)) machine.call(fn, args);
    });
  const meta = unknown('meta');
  const changed = (machine: Machine, key: Value | undefined, condition: Value | undefined): Value =>
    machine.call(condition ?? null, [...given, previousValue(key), plannedValue(key), meta]);
  return {
    All: each,
    Sequence: each,
    ForceNewIf: (machine, [key, condition]) =>
      customiser('ForceNewIf', (args) => ask(machine, key, machine.call(condition ?? null, args))),
    ForceNewIfChange: (machine, [key, condition]) =>
      customiser('ForceNewIfChange', () => ask(machine, key, changed(machine, key, condition))),
    If: (machine, [condition, fn]) =>
      customiser('If', (args) => {
        under(machine, machine.call(condition ?? null, args), () => machine.call(fn ?? null, args));
      }),
    IfValue: (machine, [key, condition, fn]) =>
      customiser('IfValue', (args) => {
        const held = machine.call(condition ?? null, [...given, plannedValue(key), meta]);
        under(machine, held, () => machine.call(fn ?? null, args));
      }),
    IfValueChange: (machine, [key, condition, fn]) =>
      customiser('IfValueChange', (args) => {
        under(machine, changed(machine, key, condition), () => machine.call(fn ?? null, args));
      }),
    ComputedIf: () => customiser('ComputedIf', () => undefined),
    ValidateChange: () => customiser('ValidateChange', () => undefined),
    ValidateValue: () => customiser('ValidateValue', () => undefined),
  };
}

function named(path: string, given: readonly Value[]): [string, Helper][] {
  return Object.entries(helpersOf(given)).map(([name, work]) => [`${path}/helper/customdiff.${name}`, work]);
}

/** The `customdiff` helpers of both SDK versions by full name. */
export const diffFunctions: Readonly<Record<string, Helper>> = Object.fromEntries([
  ...named('github.com/hashicorp/terraform-plugin-sdk/v2', [unknown('context')]),
  ...named('github.com/hashicorp/terraform-plugin-sdk', []),
]);
