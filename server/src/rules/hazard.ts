import type { Evaluator } from '../flow/evaluator';
import { hasNoInstances } from '../flow/instances';
import type { Arrival } from '../flow/sink';
import { readLifecycle, type Lifecycle } from '../modules/lifecycle';
import type { Declaration, ModuleCall } from '../modules/module';
import type { ModuleNode } from '../modules/moduleTree';
import type { ForceNewArgument } from '../models/resourceFacts';
import type { Consequence } from '../models/schema';
import { exposureHazards } from './exposures';
import { instanceHazards } from './instances';
import { replacementHazards } from './replacements';

/** What can happen to a resource although nobody edits the configuration, and why. */
export interface Hazard {
  readonly kind: HazardKind;
  /** The resource, module call or data source that it happens to. */
  readonly subject: Declaration;
  readonly lifecycle: Lifecycle;
  /** The argument's dotted path within the subject, without indexes. */
  readonly attribute: string;
  readonly arrival: Arrival;
  readonly certainty: 'certain' | 'possible';
  /** What is not known about whether it comes to that, in sentences. */
  readonly reservations: readonly string[];
  readonly consequence: Consequence;
  /** What the provider is known to do when the argument changes; only of a replacement. */
  readonly forceNew?: ForceNewArgument;
  /** What else is lost, in sentences. */
  readonly losses: readonly string[];
  /** Evaluates the module that the subject is in, as this way leads to it. */
  readonly evaluator: Evaluator;
  /** That module. */
  readonly module: ModuleNode;
  /** The calls from the root module to `module`, the outermost first. */
  readonly calls: readonly ModuleCall[];
}

/**
 * The provider replaces the resource; Terraform does, because it is told to; instances come and go; anybody can
 * decide the answer.
 */
export type HazardKind = 'replacement' | 'trigger' | 'instances' | 'exposure';

/** All hazards in a module and those it calls, in the order of declaration, callers first. */
export function findHazards(evaluator: Evaluator): readonly Hazard[] {
  const surroundings = { evaluator, module: evaluator.node, calls: callsTo(evaluator) };
  const own: Hazard[] = [];
  for (const resource of evaluator.module.resources.values()) {
    if (hasNoInstances(evaluator, resource)) continue;
    const lifecycle = readLifecycle(resource.block.body);
    const found =
      resource.mode === 'managed'
        ? [...replacementHazards(evaluator, resource), ...instanceHazards(evaluator, resource)]
        : exposureHazards(evaluator, resource);
    own.push(...found.map((hazard) => ({ subject: resource, lifecycle, ...surroundings, ...hazard })));
  }
  for (const { call } of evaluator.node.calls.values()) {
    if (hasNoInstances(evaluator, call)) continue;
    const lifecycle = readLifecycle(call.block.body);
    const found = instanceHazards(evaluator, call);
    own.push(...found.map((hazard) => ({ subject: call, lifecycle, ...surroundings, ...hazard })));
    const called = evaluator.calledModule(call.name);
    if (called !== undefined) own.push(...findHazards(called));
  }
  return own;
}

/** The argument's own name, without the blocks around it. */
export function argumentName({ attribute }: Pick<Hazard, 'attribute'>): string {
  return attribute.split('.').at(-1) ?? attribute;
}

/** The part of a hazard that its finder knows. */
export type HazardDetails = Omit<Hazard, 'subject' | 'lifecycle' | 'evaluator' | 'module' | 'calls'>;

/** The calls that lead from the root module to the one that `evaluator` is for, the outermost first. */
function callsTo({ context }: Evaluator): readonly ModuleCall[] {
  return context === undefined ? [] : [...callsTo(context.caller), context.call];
}
