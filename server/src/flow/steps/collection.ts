import type { ObjectExpression, TupleExpression } from '../../syntax/ast';
import type { Evaluator } from '../evaluator';
import type { Scope } from '../scope';
import { composedOf, driftsOf, either, isPartlyUnknown, object, tuple, type Value } from '../value';
import type { Drift } from '../drift';

/** `{ key = value }`. Under a key that cannot be known, any other attribute may hold the value. */
export function evaluateObject(evaluator: Evaluator, expression: ObjectExpression, scope: Scope): Value {
  const entries = new Map<string, Value>();
  const keyDrifts: Drift[] = [];
  let others: Value | undefined;
  let isWaiting = false;
  for (const item of expression.items) {
    const key = evaluator.evaluate(item.key, scope);
    const value = evaluator.evaluate(item.value, scope);
    if (isPartlyUnknown(key)) isWaiting = true;
    keyDrifts.push(...driftsOf(key));
    if (key.kind === 'scalar' && key.value !== null) entries.set(String(key.value), value);
    else others = others === undefined ? value : either(others, value);
  }
  const result = object(entries, others, [], keyDrifts);
  // Where one key is not known at plan, nothing of the whole is.
  return isWaiting ? composedOf([result]) : result;
}

/** `[a, b]`. */
export function evaluateTuple(evaluator: Evaluator, expression: TupleExpression, scope: Scope): Value {
  return tuple(expression.elements.map((element) => evaluator.evaluate(element, scope)));
}
