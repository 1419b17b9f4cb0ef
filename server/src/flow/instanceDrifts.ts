import { attributeNamed } from '../modules/bodyAccess';
import type { Declaration } from '../modules/module';
import { distinctDrifts, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import { fileScope } from './scope';
import type { Arrival } from './sink';
import { driftsOf, membersOf, ownDrifts, type Value } from './value';

/** What changes which instances there are of a resource or module call: one for each source. */
export function instanceArrivals(evaluator: Evaluator, { block, uri }: Declaration): readonly Arrival[] {
  return ['count', 'for_each'].flatMap((attribute) => {
    const expression = attributeNamed(block.body, attribute)?.value;
    if (expression === undefined) return [];
    const value = evaluator.evaluate(expression, fileScope(uri));
    const drifts = attribute === 'count' ? driftsOf(value) : keyDriftsOf(value);
    // A number of members, which carries nothing into an argument, is all that counts here.
    return distinctDrifts(drifts).map((drift) => ({ attribute, drift, expression, places: [] }));
  });
}

/** What changes the keys: of a map its own, of a set its members. What stands under a key is another matter. */
function keyDriftsOf(value: Value): readonly Drift[] {
  if (value.kind === 'object') return ownDrifts(value);
  return [...ownDrifts(value), ...membersOf(value).flatMap(driftsOf)];
}
