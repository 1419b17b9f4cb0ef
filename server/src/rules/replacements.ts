import type { Evaluator } from '../flow/evaluator';
import { modelOf } from '../flow/pendingChange';
import { holds } from '../flow/predicate';
import type { ResourceDeclaration } from '../modules/module';
import type { HazardDetails } from './hazard';

/** What makes Terraform replace a managed resource, without what only follows from another replacement. */
export function replacementHazards(
  evaluator: Evaluator,
  resource: ResourceDeclaration,
): readonly HazardDetails[] {
  const arrivals = evaluator
    .replacing(resource)
    .filter(({ arrival }) => arrival.drift.cascadeOf === undefined);
  if (arrivals.length === 0) return [];
  const model = modelOf(evaluator, resource);
  const { body } = resource.block;
  const losses = (model?.losses ?? [])
    .filter(({ when }) => holds(evaluator, when, body, evaluator.scopeOf(resource)) === true)
    .map(({ says }) => says);
  const consequence = model?.consequence ?? 'rebuild';
  return arrivals.map(({ arrival, forceNew, certainty, reservations }) => ({
    kind: forceNew === undefined ? 'trigger' : 'replacement',
    attribute: arrival.attribute,
    arrival,
    certainty,
    reservations,
    consequence,
    losses,
    ...(forceNew === undefined ? {} : { forceNew }),
  }));
}
