import { ignoredWithin, ignoresChanges, readLifecycle } from '../modules/lifecycle';
import type { ResourceDeclaration } from '../modules/module';
import { withoutPart } from './access';
import type { Drift } from './drift';
import type { Evaluator } from './evaluator';
import { replacingArrivals } from './pendingChange';
import type { Scope } from './scope';
import { driftsOf, object, unknown, unknownWith, type Value } from './value';

/**
 * One instance of a managed resource as others read it. What is configured is known before apply, unless its
 * changes are ignored; what the provider computes stays as it is, until the resource is replaced.
 */
export function managedResourceValue(
  evaluator: Evaluator,
  declaration: ResourceDeclaration,
  scope: Scope | undefined,
): Value {
  const inner = scope ?? evaluator.scopeOf(declaration);
  const cascade = cascadingDrifts(evaluator, declaration, scope);
  const lifecycle = readLifecycle(declaration.block.body);
  const entries = new Map<string, Value>();
  for (const { name, value } of declaration.block.body.attributes) {
    const planned = evaluator.evaluate(value, inner);
    // The old value stays, unless the resource is replaced by a new one for another reason.
    const isKept = cascade.length === 0;
    if (isKept && ignoresChanges(lifecycle, name)) entries.set(name, unknown);
    else if (isKept) entries.set(name, ignoredWithin(lifecycle, name).reduce(withoutPart, planned));
    else entries.set(name, planned);
  }
  for (const [attribute, argument] of evaluator.models.carriersOf(declaration.type)) {
    const carried = entries.get(argument);
    const own = carried === undefined ? [] : driftsOf(carried).map(computedAnew);
    if (own.length > 0 && !entries.has(attribute)) entries.set(attribute, unknownWith([...own, ...cascade]));
  }
  return object(entries, unknownWith(cascade));
}

/** What the provider computes from an argument that changes is not known at plan. */
function computedAnew(drift: Drift): Drift {
  return { ...drift, cause: 'cascade', unchanged: false, decides: false };
}

/** What a replacement of the resource makes of its computed attributes: they are new with the new one. */
function cascadingDrifts(
  evaluator: Evaluator,
  declaration: ResourceDeclaration,
  scope: Scope | undefined,
): readonly Drift[] {
  const arrivals =
    scope === undefined
      ? evaluator.replacing(declaration)
      : replacingArrivals(evaluator, declaration, [scope]);
  return arrivals.map(({ arrival: { drift }, certainty }) => ({
    ...drift,
    cause: 'cascade',
    cascadeOf: drift.cascadeOf ?? evaluator.addressOf(declaration),
    certainty,
    unchanged: false,
    decides: false,
  }));
}
