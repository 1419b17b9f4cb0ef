import type { ConditionalExpression } from '../../syntax/ast';
import { truthOf } from '../access';
import type { Drift } from '../drift';
import type { Evaluator } from '../evaluator';
import type { Scope } from '../scope';
import { driftsOf, isSameKnown, undecided, withDrifts, type Value } from '../value';

/**
 * `condition ? a : b`. A known condition takes its branch; an unknown one leaves both possible; one that
 * drifts makes the outcome drift wherever the branches differ.
 */
export function evaluateConditional(
  evaluator: Evaluator,
  expression: ConditionalExpression,
  scope: Scope,
): Value {
  const condition = evaluator.evaluate(expression.condition, scope);
  const known = truthOf(condition);
  if (known !== undefined) {
    return evaluator.evaluate(known ? expression.whenTrue : expression.whenFalse, scope);
  }
  const whenTrue = evaluator.evaluate(expression.whenTrue, scope);
  const whenFalse = evaluator.evaluate(expression.whenFalse, scope);
  if (isSameKnown(whenTrue, whenFalse)) return whenTrue;
  return withDrifts(undecided(whenTrue, whenFalse), flipsOf(condition));
}

/** What a condition does to an outcome that differs with it: wherever it drifts, the outcome may. */
export function flipsOf(condition: Value): readonly Drift[] {
  return driftsOf(condition).map((drift) => ({
    ...drift,
    certainty: 'possible',
    unchanged: false,
    decides: false,
  }));
}
