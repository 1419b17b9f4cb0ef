import type { Block } from '../syntax/ast';
import type { Drift } from './drift';
import { dynamicScope } from './dynamicBlock';
import type { Evaluator } from './evaluator';
import type { Scope } from './scope';
import { driftsOf } from './value';

/** Arguments of a `dynamic` block itself; what it repeats arrives through its content. */
const dynamicArguments: readonly string[] = ['for_each', 'iterator', 'labels'];

/** What drifts among the arguments of a nested block, `dynamic` or not. */
export function driftsInBlock(evaluator: Evaluator, block: Block, scope: Scope): readonly Drift[] {
  const { body, type, labels } = block;
  const inner = type === 'dynamic' ? dynamicScope(evaluator, body, labels[0] ?? '', scope) : scope;
  if (inner === undefined) return [];
  const steering = type === 'dynamic' ? dynamicArguments : [];
  return [
    ...body.attributes
      .filter(({ name }) => !steering.includes(name))
      .flatMap(({ value }) => driftsOf(evaluator.evaluate(value, inner))),
    ...body.blocks.flatMap((nested) => driftsInBlock(evaluator, nested, inner)),
  ];
}
