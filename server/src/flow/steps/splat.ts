import { splatElement, type Expression, type SplatExpression } from '../../syntax/ast';
import type { Evaluator } from '../evaluator';
import { calledName } from '../moduleCall';
import { extendScope, type Scope } from '../scope';
import { collection, tuple, unknownWith, type Value } from '../value';

/** `list[*].a`, `list.*.a`; a value that is no list counts as a list of one, null as an empty one. */
export function evaluateSplat(evaluator: Evaluator, expression: SplatExpression, scope: Scope): Value {
  const each = (element: Value) =>
    evaluator.evaluateTraversal(expression.each, extendScope(scope, { [splatElement]: element }));
  const value = elementsOf(evaluator, expression, scope);
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

/** Of a module's instances only the output that is asked for is evaluated: others may depend on it. */
function elementsOf(evaluator: Evaluator, { collection, each }: SplatExpression, scope: Scope): Value {
  const call = calledName(collection);
  const output = firstAttribute(each);
  return call === undefined || output === undefined || scope.names.has('module')
    ? evaluator.evaluateTraversal(collection, scope)
    : evaluator.moduleObject(call, output, { uri: scope.uri, range: collection.range });
}

/** `a` of `*.a.b[0]`, what is asked of each element first. */
function firstAttribute(each: Expression): string | undefined {
  if (each.kind === 'index') return firstAttribute(each.collection);
  if (each.kind !== 'attribute') return undefined;
  return each.object.kind === 'variable' ? each.name : firstAttribute(each.object);
}
