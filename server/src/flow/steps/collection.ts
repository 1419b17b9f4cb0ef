import type { ObjectExpression, TupleExpression } from '../../syntax/ast';
import type { Evaluator } from '../evaluator';
import type { Scope } from '../scope';
import { driftsOf, either, object, tuple, type Value } from '../value';
import type { Drift } from '../drift';

/** `{ key = value }`. Under a key that cannot be known, any other attribute may hold the value. */
export function evaluateObject(evaluator: Evaluator, expression: ObjectExpression, scope: Scope): Value {
  const entries = new Map<string, Value>();
  const keyDrifts: Drift[] = [];
  let others: Value | undefined;
  for (const item of expression.items) {
    const key = evaluator.evaluate(item.key, scope);
    const value = evaluator.evaluate(item.value, scope);
    keyDrifts.push(...driftsOf(key));
    if (key.kind === 'scalar' && key.value !== null) entries.set(String(key.value), value);
    else others = others === undefined ? value : either(others, value);
  }
  return object(entries, others, [], keyDrifts);
}

/** `[a, b]`. */
export function evaluateTuple(evaluator: Evaluator, expression: TupleExpression, scope: Scope): Value {
  return tuple(expression.elements.map((element) => evaluator.evaluate(element, scope)));
}
