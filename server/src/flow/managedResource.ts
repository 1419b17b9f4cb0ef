import { ignoredWithin, ignoresChanges, readLifecycle } from '../modules/lifecycle';
import type { ResourceDeclaration } from '../modules/module';
import { withoutPart } from './access';
import type { Drift } from './drift';
import type { Evaluator } from './evaluator';
import { driftsOf, object, unknown, unknownWith, type Value } from './value';

/**
 * One instance of a managed resource as others read it. What is configured is known before apply, unless its
 * changes are ignored; what the provider computes stays as it is, until the resource is replaced.
 */
export function managedResourceValue(evaluator: Evaluator, declaration: ResourceDeclaration): Value {
  const scope = evaluator.scopeOf(declaration);
  const lifecycle = readLifecycle(declaration.block.body);
  const entries = new Map<string, Value>();
  for (const { name, value } of declaration.block.body.attributes) {
    // The old value stays, whatever else happens to the resource.
    const isIgnored = ignoresChanges(lifecycle, name);
    const planned = isIgnored ? unknown : evaluator.evaluate(value, scope);
    entries.set(name, ignoredWithin(lifecycle, name).reduce(withoutPart, planned));
  }
  const cascade = cascadingDrifts(evaluator, declaration);
  for (const [attribute, argument] of evaluator.models.carriersOf(declaration.type)) {
    const carried = entries.get(argument);
    const own = carried === undefined ? [] : driftsOf(carried);
    if (own.length > 0 && !entries.has(attribute)) entries.set(attribute, unknownWith([...own, ...cascade]));
  }
  return object(entries, unknownWith(cascade));
}

/** What a replacement of the resource makes of its computed attributes: they are new with the new one. */
function cascadingDrifts(evaluator: Evaluator, declaration: ResourceDeclaration): readonly Drift[] {
  return evaluator.replacing(declaration).map(({ arrival: { drift }, certainty }) => ({
    ...drift,
    cause: 'cascade',
    cascadeOf: drift.cascadeOf ?? evaluator.addressOf(declaration),
    certainty,
    unchanged: false,
    decides: false,
  }));
}
