import type { Evaluator } from '../../flow/evaluator';
import type { ResourceDeclaration } from '../../modules/module';
import type { Hazard } from '../../rules/hazard';

/** A data source with the evaluator of the module that declares it. */
export interface DeclaredSource {
  readonly declaration: ResourceDeclaration;
  readonly evaluator: Evaluator;
}

/** The data source that a hazard's drift begins at; undefined where it begins at something else. */
export function declaredSource({ evaluator, arrival }: Hazard): DeclaredSource | undefined {
  const { kind, module, address } = arrival.drift.source;
  if (kind !== 'answer' || module === undefined) return undefined;
  const declaring = moduleAt(rootOf(evaluator), module);
  const declaration = declaring?.module.resources.get(address);
  return declaring && declaration && { declaration, evaluator: declaring };
}

function rootOf(evaluator: Evaluator): Evaluator {
  return evaluator.context === undefined ? evaluator : rootOf(evaluator.context.caller);
}

/** `address` is `module.a.module.b`; empty for the root module itself. */
function moduleAt(root: Evaluator, address: string): Evaluator | undefined {
  const names = [...address.matchAll(/(?:^|\.)module\.([^.]+)/g)].map(([, name = '']) => name);
  return names.reduce<Evaluator | undefined>((evaluator, name) => evaluator?.calledModule(name), root);
}
