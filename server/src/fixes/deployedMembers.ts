import type { Evaluator } from '../flow/evaluator';
import { extendScope, fileScope, type Scope } from '../flow/scope';
import { object, scalar, unknown, type Value } from '../flow/value';
import { attributeNamed } from '../modules/bodyAccess';
import type { Hazard } from '../rules/hazard';
import { knownTexts } from './knownTexts';
import type { DeployedInstance } from './state/deployedState';
import { valueOf } from './state/deployedValue';

/**
 * Whether the argument of a hazard, or what says which instances there are, comes out in `evaluator` as it is deployed,
 * in every instance.
 */
export function leavesDeployed(
  evaluator: Evaluator,
  { kind, subject, attribute }: Hazard,
  instances: readonly DeployedInstance[],
): boolean {
  const expression = attributeNamed(subject.block.body, attribute)?.value;
  if (expression === undefined || instances.length === 0) return false;
  if (kind === 'instances') {
    const value = evaluator.evaluate(expression, fileScope(subject.uri));
    return hasInstances(value, instances);
  }
  return instances.every((instance) =>
    isSame(evaluator.evaluate(expression, scopeOf(subject.uri, instance)), instance.attributes[attribute]),
  );
}

/** What the instances have deployed for an argument, in the order of `count`; undefined where one is missing. */
export function deployedMembers(
  instances: readonly DeployedInstance[],
  attribute: string,
): readonly string[] | undefined {
  const byIndex = new Map(instances.map((instance) => [instance.key, valueOf(instance, attribute)]));
  const members = instances.map((_, index) => byIndex.get(index));
  const texts = members.filter((member) => typeof member === 'string');
  return texts.length > 0 && texts.length === instances.length ? texts : undefined;
}

function scopeOf(uri: string, { key }: DeployedInstance): Scope {
  const scope = fileScope(uri);
  if (typeof key === 'number')
    return extendScope(scope, { count: object(new Map([['index', scalar(key)]])) });
  if (key === undefined) return scope;
  // What stands under the key is not known here, except in a set: the key itself.
  return extendScope(scope, { each: object(new Map<string, Value>([['key', scalar(key)]]), unknown) });
}

function hasInstances(value: Value, instances: readonly DeployedInstance[]): boolean {
  const keys = instances.map(({ key }) => String(key)).sort();
  if (value.kind === 'scalar') return String(value.value) === String(instances.length);
  const wanted = value.kind === 'object' ? keysOf(value) : knownTexts(value);
  return wanted !== undefined && [...new Set(wanted)].sort().join('\0') === keys.join('\0');
}

function keysOf(value: Value): readonly string[] | undefined {
  const isKnown = value.kind === 'object' && value.others === undefined && value.keyDrifts.length === 0;
  return isKnown ? [...value.entries.keys()] : undefined;
}

/** Lists are compared without their order where the provider keeps none: a set is sorted in a state. */
function isSame(value: Value, deployed: unknown): boolean {
  if (value.kind === 'scalar') return value.value !== null && value.value === deployed;
  const texts = knownTexts(value);
  if (texts === undefined || !Array.isArray(deployed)) return false;
  return JSON.stringify([...texts].sort()) === JSON.stringify([...(deployed as unknown[])].sort());
}
