import type { Evaluator } from '../flow/evaluator';
import { instanceArrivals } from '../flow/instanceDrifts';
import { modelOf } from '../flow/pendingChange';
import type { Declaration, ResourceDeclaration } from '../modules/module';
import type { HazardDetails } from './hazard';

/** What creates and destroys instances of a managed resource, or of everything in a called module. */
export function instanceHazards(
  evaluator: Evaluator,
  repeated: ResourceDeclaration | Declaration,
): readonly HazardDetails[] {
  const arrivals = instanceArrivals(evaluator, repeated).filter(({ drift }) => drift.cascadeOf === undefined);
  if (arrivals.length === 0) return [];
  const model = 'mode' in repeated ? modelOf(evaluator, repeated) : undefined;
  return arrivals.map((arrival) => ({
    kind: 'instances',
    attribute: arrival.attribute,
    arrival,
    certainty: arrival.drift.certainty,
    reservations: [],
    consequence: model?.consequence ?? 'rebuild',
    losses: [],
  }));
}
