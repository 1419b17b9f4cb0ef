import { attributeNamed, nestedBodies } from '../modules/bodyAccess';
import type { ResourceDeclaration } from '../modules/module';
import type { Expression } from '../syntax/ast';
import { throughHop, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import type { Arrival } from './sink';
import type { Scope } from './scope';
import { knownInstances } from './instances';
import { changingDrifts } from './pendingChange';
import { driftsOf, type Value } from './value';

/** What `replace_triggered_by` is known by, as the argument of a finding. */
export const triggerArgument = 'replace_triggered_by';

/**
 * What reaches a resource through `replace_triggered_by`. A reference to a whole resource is answered by any
 * change of it, also one in place; a reference to an attribute only by a change of that.
 */
export function triggerArrivals(
  evaluator: Evaluator,
  resource: ResourceDeclaration,
  scope: Scope,
): readonly Arrival[] {
  return nestedBodies(resource.block.body, 'lifecycle').flatMap((lifecycle) => {
    const value = attributeNamed(lifecycle, triggerArgument)?.value;
    if (value?.kind !== 'tuple') return [];
    return value.elements.flatMap((expression) =>
      triggering(evaluator, expression, scope)
        .filter((drift) => !drift.decides)
        .map((drift) => ({ attribute: triggerArgument, drift, expression, places: [] })),
    );
  });
}

function triggering(evaluator: Evaluator, expression: Expression, scope: Scope): readonly Drift[] {
  const at = { uri: scope.uri, range: expression.range };
  const whole = wholeResource(expression);
  const referred = whole && evaluator.module.resources.get(whole.address);
  if (whole !== undefined && referred?.mode !== 'managed') return [];
  const drifts =
    referred === undefined
      ? driftsOf(evaluator.evaluate(expression, scope))
      : changesOf(evaluator, referred, whole?.key && evaluator.evaluate(whole.key, scope)).map((drift) =>
          throughHop(drift, referred.address, at),
        );
  return drifts.map((drift) => ({ ...drift, cause: 'trigger', unchanged: false }));
}

/** What changes a resource, or the one instance of it that has this key. */
function changesOf(
  evaluator: Evaluator,
  resource: ResourceDeclaration,
  key: Value | undefined,
): readonly Drift[] {
  const known = key?.kind === 'scalar' ? knownInstances(evaluator, resource)?.scopes : undefined;
  const scope = key?.kind === 'scalar' ? known?.get(key.value as string | number) : undefined;
  return scope === undefined ? evaluator.changing(resource) : changingDrifts(evaluator, resource, [scope]);
}

/** A reference to a whole resource or to one of its instances; undefined for anything else. */
function wholeResource(
  expression: Expression,
): { readonly address: string; readonly key?: Expression } | undefined {
  if (expression.kind === 'index') {
    const whole = wholeResource(expression.collection);
    return whole && { address: whole.address, key: expression.key };
  }
  if (expression.kind !== 'attribute' || expression.object.kind !== 'variable') return undefined;
  return { address: `${expression.object.name}.${expression.name}` };
}
