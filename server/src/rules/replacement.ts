import { attributeNamed, dynamicBodies } from '../modules/bodyAccess';
import type { BodyInScope } from '../flow/blockPath';
import type { Evaluator } from '../flow/evaluator';
import { hasNoInstances } from '../flow/instances';
import { literalArrivals } from '../flow/literalDrift';
import { holds } from '../flow/predicate';
import { arrivalsAt, type Arrival } from '../flow/sink';
import { ignoresChanges, readLifecycle, type Lifecycle } from '../modules/lifecycle';
import type { ResourceDeclaration } from '../modules/module';
import { providerOf } from '../modules/providers';
import type { Catalogue } from '../models/catalogue';
import { lockedVersion } from '../models/providerVersion';
import type { ForceNewArgument, ResourceModel } from '../models/resourceFacts';
import type { Body } from '../syntax/ast';
import { forceOf } from './forceNewCondition';

/** A drifting value that reaches an argument whose change replaces the resource. */
export interface Replacement {
  readonly resource: ResourceDeclaration;
  readonly model: ResourceModel;
  readonly lifecycle: Lifecycle;
  /** The argument's dotted path within the resource, without indexes. */
  readonly attribute: string;
  /** What the provider is known to do when it changes. */
  readonly forceNew: ForceNewArgument;
  readonly arrival: Arrival;
  readonly certainty: 'certain' | 'possible';
  /** What is not known about whether the provider replaces the resource, in sentences. */
  readonly reservations: readonly string[];
  /** What else is lost, in sentences. */
  readonly losses: readonly string[];
}

/**
 * All replacements of a module's managed resources, in the order of declaration. `locked` are the provider
 * versions of the root module that uses it, by source address without the registry's host.
 */
export function findReplacements(
  evaluator: Evaluator,
  catalogue: Catalogue,
  locked: ReadonlyMap<string, string>,
): readonly Replacement[] {
  const found: Replacement[] = [];
  for (const resource of evaluator.module.resources.values()) {
    if (resource.mode !== 'managed') continue;
    const model = modelOf(resource, evaluator, catalogue, locked);
    if (model === undefined || hasNoInstances(evaluator, resource)) continue;
    found.push(...replacementsOf(evaluator, resource, model));
  }
  return found;
}

function modelOf(
  { type, block }: ResourceDeclaration,
  { module }: Evaluator,
  catalogue: Catalogue,
  locked: ReadonlyMap<string, string>,
): ResourceModel | undefined {
  const provider = providerOf(type, block.body, module.requiredProviders);
  return catalogue.resourceOf(type, { ...provider, ...lockedVersion(locked, provider.source) });
}

function replacementsOf(
  evaluator: Evaluator,
  resource: ResourceDeclaration,
  model: ResourceModel,
): readonly Replacement[] {
  const { body } = resource.block;
  const lifecycle = readLifecycle(body);
  if (lifecycle.ignoreChanges === 'all') return [];
  const start = { body, scope: evaluator.scopeOf(resource) };
  const found = model.forceNew
    .filter(({ path }) => mentions(body, path) && !ignoresChanges(lifecycle, path))
    .flatMap((forceNew) => {
      const { applies, reservations } = forceOf(evaluator, forceNew, model, body, start.scope);
      if (!applies) return [];
      return arrivalsOf(evaluator, start, forceNew, resource.type)
        .filter(({ attribute }) => !ignoresChanges(lifecycle, attribute))
        .map((arrival) => {
          const certainty = reservations.length > 0 ? ('possible' as const) : arrival.drift.certainty;
          return { forceNew, arrival, certainty, reservations };
        });
    });
  const distinct = distinctCandidates(found);
  if (distinct.length === 0) return [];
  const losses = model.losses
    .filter(({ when }) => holds(evaluator, when, body, start.scope) === true)
    .map(({ says }) => says);
  return distinct.map((candidate) => {
    const { attribute } = candidate.arrival;
    return { resource, model, lifecycle, attribute, losses, ...candidate };
  });
}

/** Whether a body has anything at all where a path begins. Most rows of most types name what is not there. */
function mentions(body: Body, path: string): boolean {
  const [first = ''] = path.split('.', 1);
  return (
    attributeNamed(body, first) !== undefined ||
    body.blocks.some(({ type }) => type === first) ||
    dynamicBodies(body, first).length > 0
  );
}

function arrivalsOf(
  evaluator: Evaluator,
  start: BodyInScope,
  { path, covers, condition }: ForceNewArgument,
  type: string,
): readonly Arrival[] {
  const onlyRemoval = condition?.onlyRemoval === true;
  const literals = onlyRemoval ? [] : evaluator.models.literalsOf(type);
  return [
    ...arrivalsAt(evaluator, start, { path, covers, onlyRemoval }),
    ...literals
      .filter(({ attribute }) => attribute === path)
      .flatMap((row) => literalArrivals(evaluator, start, row)),
  ];
}

type Candidate = Pick<Replacement, 'forceNew' | 'arrival' | 'certainty' | 'reservations'>;

/** One per argument and source: rows may speak of one argument twice, for itself and for the block around it. */
function distinctCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { attribute, drift } = candidate.arrival;
    const key = `${attribute}\0${drift.source.uri}\0${drift.source.address}`;
    const known = best.get(key);
    const isBetter = known?.certainty === 'possible' && candidate.certainty === 'certain';
    if (known === undefined || isBetter) best.set(key, candidate);
  }
  return [...best.values()];
}
