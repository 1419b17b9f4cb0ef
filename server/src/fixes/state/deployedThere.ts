import { attributeNamed } from '../../modules/bodyAccess';
import type { InstanceKey } from '../../modules/instanceAddress';
import type { Evaluator } from '../../flow/evaluator';
import { knownInstances } from '../../flow/instances';
import { argumentName, type Hazard } from '../../rules/hazard';
import type { PinPlace } from '../edits/pinPlace';
import { isOfSeveral, isWholeValue } from '../edits/severalValues';
import { valuePosition } from '../edits/valuePosition';
import type { FixContext } from '../fix';
import type { DeployedInstance } from './deployedState';
import { isLiteral, valueOf, type DeployedValue } from './deployedValue';
import { isArgument, valuePart } from './valuePart';

/** What one instance came to at a place. */
export interface ValueThere {
  /** The key of the instance of the block that the place is in; undefined where it has none. */
  readonly key: InstanceKey | undefined;
  /** Undefined where the state does not tell it. */
  readonly value: DeployedValue | undefined;
}

/** What is deployed of all instances whose value comes from one place. */
export interface DeployedThere {
  readonly values: readonly ValueThere[];
  /** Whether the states of all configurations that lead there are known. */
  readonly isComplete: boolean;
  /** What the expression can tell instances by; undefined where there is but one. */
  readonly by: 'each.key' | 'count.index' | undefined;
  /** The keys that the configuration has instances for; undefined where that is not known. */
  readonly expectedKeys: ReadonlySet<InstanceKey> | undefined;
}

/** Looks up what the state says of `place`, through which the value of all these hazards comes. */
export async function deployedThere(
  context: FixContext,
  place: PinPlace,
  hazards: readonly Hazard[],
): Promise<DeployedThere> {
  const { by, expectedKeys } = instancesOfBlock(place, hazards);
  const found = await Promise.all(
    usesIn(context, place, hazards).map(async ({ root, address, hazard }) => {
      const state = await context.stateOf(root);
      return state?.instancesOf(address).map((instance): ValueThere => ({
        key: keyAt(place, instance, by),
        value: valueAt(place, hazard, instance),
      }));
    }),
  );
  const values = found.flatMap((one) => one ?? []);
  return {
    values: values.filter(({ key }) => isExpected(key, by, expectedKeys)),
    isComplete: found.every((one) => one !== undefined),
    by,
    expectedKeys,
  };
}

interface Use {
  readonly root: string;
  /** Of the resource, from the root module. */
  readonly address: string;
  readonly hazard: Hazard;
}

/**
 * The resources whose value comes from the place. Where it is all of an argument in a module, that is so for everybody
 * who uses the module, whether the value drifts there or not.
 */
function usesIn(context: FixContext, place: PinPlace, hazards: readonly Hazard[]): readonly Use[] {
  const own = hazards.map((hazard) => ({
    root: hazard.evaluator.root.module.directory,
    address: hazard.evaluator.addressOf(hazard.subject),
    hazard,
  }));
  const [hazard] = hazards;
  if (hazard === undefined || place.call !== undefined || place.replaced !== place.expression) return own;
  const { subject, module } = hazard;
  const all = context.usesOf(module.module.directory).map(({ root, address }) => ({
    root,
    address: address === '' ? subject.address : `${address}.${subject.address}`,
    hazard,
  }));
  return all.length === 0 ? own : all;
}

function instancesOfBlock(
  { call }: PinPlace,
  hazards: readonly Hazard[],
): Pick<DeployedThere, 'by' | 'expectedKeys'> {
  const [hazard] = hazards;
  if (hazard === undefined) return { by: undefined, expectedKeys: undefined };
  const declaration = call === undefined ? hazard.subject : (hazard.calls[call] ?? hazard.subject);
  const { body } = declaration.block;
  const isCounted = attributeNamed(body, 'count') !== undefined;
  const isKeyed = attributeNamed(body, 'for_each') !== undefined;
  const known = hazards.map((one) => {
    const evaluator = call === undefined ? one.evaluator : callerOf(one.evaluator, call);
    return evaluator && knownInstances(evaluator, declaration)?.scopes.keys();
  });
  const keys = known.flatMap((some) => (some === undefined ? [] : [...some]));
  return {
    by: isCounted ? 'count.index' : isKeyed ? 'each.key' : undefined,
    expectedKeys: known.every((some) => some !== undefined) ? new Set(keys) : undefined,
  };
}

/** The evaluator of the module in which the call at `depth` (0: in the root module) on the way to `evaluator` stands. */
function callerOf(evaluator: Evaluator, depth: number): Evaluator | undefined {
  const way: Evaluator[] = [];
  for (let at: Evaluator | undefined = evaluator; at !== undefined; at = at.context?.caller) way.unshift(at);
  return way[depth];
}

/**
 * Terraform takes a resource's instance without a key for the first one as soon as there is a `count`, and the other way
 * round; a module's it does not.
 */
function keyAt(
  { call }: PinPlace,
  instance: DeployedInstance,
  by: DeployedThere['by'],
): InstanceKey | undefined {
  if (call !== undefined) return instance.modules[call]?.key;
  if (by === 'count.index') return instance.key ?? 0;
  return by === undefined && instance.key === 0 ? undefined : instance.key;
}

/** What the configuration has no longer is about to be destroyed. */
function isExpected(
  key: InstanceKey | undefined,
  by: DeployedThere['by'],
  expectedKeys: DeployedThere['expectedKeys'],
): boolean {
  if (by === undefined || key === undefined) return (by === undefined) === (key === undefined);
  return expectedKeys?.has(key) ?? typeof key === (by === 'each.key' ? 'string' : 'number');
}

/** The value of one instance, as far as the place brings it. */
function valueAt(place: PinPlace, hazard: Hazard, instance: DeployedInstance): DeployedValue | undefined {
  const { arrival, attribute, subject } = hazard;
  const { drift, expression } = arrival;
  const name = argumentName(hazard);
  const whole = isArgument(subject.block.body, name, expression) ? valueOf(instance, attribute) : undefined;
  if (whole === undefined) return undefined;
  if (place.call === undefined) return valuePart(place.expression, place.replaced, whole);
  // The state knows the outcome only: what the module computes from its input cannot be told from it.
  if (!isWholeValue(hazard, place.block, place.replaced)) return undefined;
  const own = valuePosition(expression, drift.at.range);
  const read = valuePart(expression, own, whole);
  if (isLiteral(read) && isOfSeveral(hazard, place.block, place.replaced)) return undefined;
  if (read === undefined || isLiteral(read)) return read;
  // A list may be made of several on the way: the one that is given is what is read as the very input of this call.
  const isInput = own.kind === 'attribute' && own.object.kind === 'variable' && own.object.name === 'var';
  if (!isInput || hazard.calls.length !== place.call + 1) return undefined;
  return valuePart(place.expression, place.replaced, read);
}
