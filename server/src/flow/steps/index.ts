import type { IndexExpression } from '../../syntax/ast';
import { elementOf } from '../access';
import type { Evaluator } from '../evaluator';
import type { Scope } from '../scope';
import type { Value } from '../value';

/** `collection[key]`, and `collection.0`. */
export function evaluateIndex(evaluator: Evaluator, expression: IndexExpression, scope: Scope): Value {
  const collection = evaluator.evaluateTraversal(expression.collection, scope);
  return elementOf(collection, evaluator.evaluate(expression.key, scope));
}
