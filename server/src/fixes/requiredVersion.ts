import type { Evaluator } from '../flow/evaluator';
import { attributeNamed } from '../modules/bodyAccess';

/**
 * Whether the module of `evaluator` and those that call it leave room for a Terraform of `version` (`1.5`) or newer.
 * What is not written down, or not understood, leaves it.
 */
export function allowsTerraform(evaluator: Evaluator, version: readonly [number, number]): boolean {
  const constraints = evaluator.module.otherBlocks.flatMap(({ block }) => {
    const value =
      block.type === 'terraform' ? attributeNamed(block.body, 'required_version')?.value : undefined;
    return value?.kind === 'literal' && typeof value.value === 'string' ? value.value.split(',') : [];
  });
  const { context } = evaluator;
  return (
    constraints.every((constraint) => leavesRoom(constraint, version)) &&
    (context === undefined || allowsTerraform(context.caller, version))
  );
}

/** Only what ends below `version` rules it out. How constraints are written says Terraform's documentation. */
function leavesRoom(constraint: string, [major, minor]: readonly [number, number]): boolean {
  const match = /^\s*(=|<=?|~>)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?\s*$/.exec(constraint);
  if (match === null) return true;
  const [, operator = '=', first = '0', second, third] = match;
  const order = Number(first) - major || Number(second ?? '0') - minor;
  switch (operator) {
    case '<':
      return order > 0 || (order === 0 && Number(third ?? '0') > 0);
    case '~>':
      // The last number that is given may grow, and what follows it.
      return third === undefined ? Number(first) >= major : order >= 0;
    default:
      return order >= 0;
  }
}
