import { attributeNamed, nestedBodies } from '../modules/bodyAccess';
import type { ResourceDeclaration } from '../modules/module';
import type { Expression } from '../syntax/ast';
import { throughHop, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import type { Arrival } from './sink';
import type { Scope } from './scope';
import { driftsOf } from './value';

/** What `replace_triggered_by` is known by, as the argument of a finding. */
export const triggerArgument = 'replace_triggered_by';

/**
 * What reaches a resource through `replace_triggered_by`. A reference to a whole resource is answered by any
 * change of it, also one in place; a reference to an attribute only by a change of that.
 */
export function triggerArrivals(evaluator: Evaluator, resource: ResourceDeclaration): readonly Arrival[] {
  const scope = evaluator.scopeOf(resource);
  return nestedBodies(resource.block.body, 'lifecycle').flatMap((lifecycle) => {
    const value = attributeNamed(lifecycle, triggerArgument)?.value;
    if (value?.kind !== 'tuple') return [];
    return value.elements.flatMap((expression) =>
      triggering(evaluator, expression, scope)
        .filter((drift) => !drift.decides)
        .map((drift) => ({ attribute: triggerArgument, drift, expression })),
    );
  });
}

function triggering(evaluator: Evaluator, expression: Expression, scope: Scope): readonly Drift[] {
  const at = { uri: scope.uri, range: expression.range };
  const address = wholeResource(expression);
  if (address === undefined) {
    return driftsOf(evaluator.evaluate(expression, scope)).map((drift) => ({
      ...drift,
      cause: 'trigger',
      unchanged: false,
    }));
  }
  const referred = evaluator.module.resources.get(address);
  if (referred?.mode !== 'managed') return [];
  return evaluator.pending(referred).map((drift) => ({
    ...throughHop(drift, address, at),
    cause: 'trigger',
    unchanged: false,
  }));
}

/** `type.name` of a reference to a whole resource or to one of its instances; undefined for anything else. */
function wholeResource(expression: Expression): string | undefined {
  if (expression.kind === 'index') return wholeResource(expression.collection);
  if (expression.kind !== 'attribute' || expression.object.kind !== 'variable') return undefined;
  return `${expression.object.name}.${expression.name}`;
}
