import { listed, say } from '../base/language';
import type { Drift } from './drift';
import type { Evaluator } from './evaluator';
import type { Mentions } from './mentions';
import { mapDrifts, type Value } from './value';

/** A message names no more than this many of the values that a finding depends on. */
const mostNamed = 3;

/**
 * The value, with the drift in it that is only possible saying which of the values mentioned it depends on, unless it
 * says so already.
 */
export function dependingOn(evaluator: Evaluator, value: Value, mentions: () => Mentions): Value {
  return mapDrifts(value, (drift) => {
    if (drift.certainty === 'certain' || drift.dependsOn !== undefined) return drift;
    return { ...drift, dependsOn: unknownAmong(evaluator, mentions()) };
  });
}

/** The variables, local values and so on among `mentions` that are not known without running Terraform. */
export function unknownAmong(evaluator: Evaluator, mentions: Mentions): readonly string[] {
  const names = [...mentions].filter((mention) => evaluator.isUnknown(mention));
  return names.sort().slice(0, mostNamed);
}

/** What a drift depends on, in words that complete "depends on"; undefined where nothing can be named. */
export function dependenceOf({ dependsOn = [] }: Pick<Drift, 'dependsOn'>): string | undefined {
  if (dependsOn.length === 0) return undefined;
  const names = listed(dependsOn);
  return dependsOn.length > 1
    ? say`${names}, which are not known here`
    : say`${names}, which is not known here`;
}
