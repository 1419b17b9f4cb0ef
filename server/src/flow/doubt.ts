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
  const last = dependsOn.at(-1);
  if (last === undefined) return undefined;
  const all = dependsOn.length > 1 ? `${dependsOn.slice(0, -1).join(', ')} and ${last}` : last;
  return `${all}, which ${dependsOn.length > 1 ? 'are' : 'is'} not known here`;
}
