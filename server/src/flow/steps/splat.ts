import { splatElement, type SplatExpression } from '../../syntax/ast';
import type { Evaluator } from '../evaluator';
import { extendScope, type Scope } from '../scope';
import { collection, tuple, unknownWith, type Value } from '../value';

/** `list[*].a`, `list.*.a`; a value that is no list counts as a list of one, null as an empty one. */
export function evaluateSplat(evaluator: Evaluator, expression: SplatExpression, scope: Scope): Value {
  const each = (element: Value) =>
    evaluator.evaluateTraversal(expression.each, extendScope(scope, { [splatElement]: element }));
  const value = evaluator.evaluateTraversal(expression.collection, scope);
  switch (value.kind) {
    case 'tuple':
      return tuple(value.elements.map(each), value.drifts);
    case 'collection':
      return collection(each(value.element), value.drifts);
    case 'unknown':
      return unknownWith(value.drifts);
    case 'scalar':
      return value.value === null ? tuple([]) : tuple([each(value)]);
    default:
      return tuple([each(value)]);
  }
}
