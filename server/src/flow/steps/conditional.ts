import type { ConditionalExpression } from '../../syntax/ast';
import { asText, truthOf } from '../access';
import { dependingOn } from '../doubt';
import { isUnknownAtPlan, thatMayStay, type Drift } from '../drift';
import type { Evaluator } from '../evaluator';
import { mentionsInExpression } from '../mentions';
import type { Scope } from '../scope';
import {
  composedOf,
  driftsOf,
  isPartlyUnknown,
  isSameKnown,
  undecided,
  withDrifts,
  type Value,
} from '../value';

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
    const [taken, other] = known
      ? [expression.whenTrue, expression.whenFalse]
      : [expression.whenFalse, expression.whenTrue];
    const value = evaluator.evaluate(taken, scope);
    return needsText(value) && isText(evaluator.evaluate(other, scope)) ? asText(value) : value;
  }
  const whenTrue = evaluator.evaluate(expression.whenTrue, scope);
  const whenFalse = evaluator.evaluate(expression.whenFalse, scope);
  if (isSameKnown(whenTrue, whenFalse) && !isPartlyUnknown(condition)) return whenTrue;
  const flips = flipsOf(condition);
  if (isPartlyUnknown(condition)) return withDrifts(composedOf([whenTrue, whenFalse]), flips);
  const outcome = undecided(whenTrue, whenFalse);
  const mentions = () => mentionsInExpression(expression.condition);
  return withDrifts(dependingOn(evaluator, outcome, mentions), flips);
}

/** What a condition does to an outcome that differs with it: wherever it drifts, the outcome may. */
export function flipsOf(condition: Value): readonly Drift[] {
  return driftsOf(condition).map((drift) => ({
    ...thatMayStay(drift),
    certainty: isUnknownAtPlan(drift) ? drift.certainty : 'possible',
    unchanged: false,
    decides: false,
  }));
}

/** Both outcomes are converted to one type: a number or a truth value beside a text becomes one. */
function needsText(value: Value): boolean {
  return value.kind === 'scalar' && (typeof value.value === 'number' || typeof value.value === 'boolean');
}

function isText(value: Value): boolean {
  return value.kind === 'scalar' && typeof value.value === 'string';
}
