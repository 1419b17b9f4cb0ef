import type { Arrival } from '../flow/sink';
import { arrivalsAt } from '../flow/sink';
import type { Evaluator } from '../flow/evaluator';
import { hasNoInstances } from '../flow/instances';
import { holds } from '../flow/predicate';
import { ignoresChanges, readLifecycle, type Lifecycle } from '../modules/lifecycle';
import type { ModuleCall, ResourceDeclaration } from '../modules/module';
import type { ModuleNode } from '../modules/moduleTree';
import type { Catalogue } from '../models/catalogue';
import type { ResourceModel } from '../models/schema';

/** A drifting value that reaches an argument whose change replaces the resource. */
export interface Replacement {
  readonly resource: ResourceDeclaration;
  readonly model: ResourceModel;
  readonly lifecycle: Lifecycle;
  readonly attribute: string;
  readonly arrival: Arrival;
  readonly certainty: 'certain' | 'possible';
  /** What else is lost, in sentences. */
  readonly losses: readonly string[];
  /** The module that the resource is in, as this way leads to it. */
  readonly module: ModuleNode;
  /** The calls from the root module to `module`, the outermost first. */
  readonly calls: readonly ModuleCall[];
}

/** All replacements in a module and those it calls, in the order of declaration, callers first. */
export function findReplacements(evaluator: Evaluator, catalogue: Catalogue): readonly Replacement[] {
  const found: Replacement[] = [];
  for (const resource of evaluator.module.resources.values()) {
    const model = resource.mode === 'managed' ? catalogue.resourceOf(resource.type) : undefined;
    if (model === undefined || hasNoInstances(evaluator, resource)) continue;
    found.push(...replacementsOf(evaluator, resource, model));
  }
  for (const called of calledModules(evaluator)) found.push(...findReplacements(called, catalogue));
  return found;
}

/** The modules that a module calls, without those of which there is no instance. */
function calledModules(evaluator: Evaluator): readonly Evaluator[] {
  return [...evaluator.node.calls.values()].flatMap(({ call }) =>
    hasNoInstances(evaluator, call) ? [] : (evaluator.calledModule(call.name) ?? []),
  );
}

/** The calls that lead from the root module to the one that `evaluator` is for, the outermost first. */
function callsTo({ context }: Evaluator): readonly ModuleCall[] {
  return context === undefined ? [] : [...callsTo(context.caller), context.call];
}

function replacementsOf(
  evaluator: Evaluator,
  resource: ResourceDeclaration,
  model: ResourceModel,
): readonly Replacement[] {
  const lifecycle = readLifecycle(resource.block.body);
  if (lifecycle.ignoreChanges === 'all') return [];
  const scope = evaluator.scopeOf(resource);
  const { body } = resource.block;
  const arguments_ = [
    ...model.forceNew.map((attribute) => ({ attribute, forces: true })),
    ...(model.conditional ?? []).map(({ attribute, when }) => ({
      attribute,
      forces: holds(evaluator, when, body, scope),
    })),
  ];
  const losses = () =>
    (model.losses ?? [])
      .filter((loss) => holds(evaluator, loss.when, body, scope) === true)
      .map((loss) => loss.says);
  return arguments_
    .filter(({ attribute, forces }) => forces !== false && !ignoresChanges(lifecycle, attribute))
    .flatMap(({ attribute, forces }) =>
      arrivalsAt(evaluator, body, attribute, scope).map((arrival) => ({
        resource,
        model,
        lifecycle,
        attribute,
        arrival,
        certainty: forces === undefined ? ('possible' as const) : arrival.drift.certainty,
        losses: losses(),
        module: evaluator.node,
        calls: callsTo(evaluator),
      })),
    );
}
