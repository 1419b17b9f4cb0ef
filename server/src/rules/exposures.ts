import type { Evaluator } from '../flow/evaluator';
import { holds } from '../flow/predicate';
import { beginning } from '../flow/drift';
import type { ResourceDeclaration } from '../modules/module';
import type { HazardDetails } from './hazard';

/** Data sources whose answer anybody can decide. */
export function exposureHazards(evaluator: Evaluator, data: ResourceDeclaration): readonly HazardDetails[] {
  const { block, uri, type, address } = data;
  const scope = evaluator.scopeOf(data);
  return evaluator.models
    .exposuresOf(type)
    .filter(({ when }) => holds(evaluator, when, block.body, scope) === true)
    .map(({ argument, because }): HazardDetails => {
      const at = { uri, range: block.headerRange };
      const drift = beginning(
        { kind: 'answer', address, volatility: 'latest', because, module: evaluator.node.address, ...at },
        argument,
      );
      return {
        kind: 'exposure',
        attribute: argument,
        arrival: {
          attribute: argument,
          drift,
          expression: { kind: 'broken', range: block.headerRange },
          places: [],
        },
        certainty: 'certain',
        reservations: [],
        consequence: 'rebuild',
        losses: [],
      };
    });
}
