import type { Evaluator } from '../flow/evaluator';
import { hasNoInstances } from '../flow/instances';
import type { DriftSource } from '../flow/drift';
import { modelOf } from '../flow/pendingChange';
import type { Consequence } from '../models/schema';
import type { Hazard } from './hazard';

/** A resource that is replaced because another one is. */
export interface ReplacedInWake {
  /** From the root module. */
  readonly address: string;
  readonly consequence: Consequence;
}

/** Gives what is replaced because the subject of a hazard is, in the order of addresses. */
export type Wakes = (hazard: Hazard) => readonly ReplacedInWake[];

/**
 * What each replacement takes with it: resources that depend, in an argument that forces replacement, on what the
 * provider computes anew for the replaced one. `root` evaluates the root module.
 */
export function wakesOf(root: Evaluator): Wakes {
  const byCause = new Map<string, Map<string, ReplacedInWake>>();
  const visit = (evaluator: Evaluator): void => {
    for (const resource of evaluator.module.resources.values()) {
      if (resource.mode !== 'managed' || hasNoInstances(evaluator, resource)) continue;
      for (const { arrival, certainty } of evaluator.replacing(resource)) {
        const { cascadeOf, source } = arrival.drift;
        // What only may be replaced is left out: the sentence says that it is.
        if (cascadeOf === undefined || certainty === 'possible') continue;
        const key = keyOf(cascadeOf, source);
        const wake = byCause.get(key) ?? new Map<string, ReplacedInWake>();
        byCause.set(key, wake);
        const address = evaluator.addressOf(resource);
        wake.set(address, { address, consequence: modelOf(evaluator, resource)?.consequence ?? 'rebuild' });
      }
    }
    for (const { call } of evaluator.node.calls.values()) {
      const called = hasNoInstances(evaluator, call) ? undefined : evaluator.calledModule(call.name);
      if (called !== undefined) visit(called);
    }
  };
  visit(root);
  return ({ kind, lifecycle, module, subject, arrival }) => {
    // What comes and goes is not replaced, and where Terraform fails nothing is.
    if (kind === 'instances' || lifecycle.preventDestroy) return [];
    const address = module.address === '' ? subject.address : `${module.address}.${subject.address}`;
    const wake = byCause.get(keyOf(address, arrival.drift.source))?.values() ?? [];
    return [...wake].sort((one, other) => (one.address < other.address ? -1 : 1));
  };
}

function keyOf(address: string, { uri, range }: DriftSource): string {
  return `${address} ${uri} ${String(range.start)}`;
}
