import type { Expression } from './ast';

/** The expressions that `expression` is made of, one level down, in the order in which they are evaluated. */
export function innerExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
    case 'broken':
      return [];
    case 'template':
      return expression.parts;
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.collection, expression.key];
    case 'splat':
      return [expression.collection, expression.each];
    case 'call':
      return expression.arguments;
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'operation':
      return expression.operands;
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (inner) => inner !== undefined,
      );
    case 'object':
      return expression.items.flatMap((item) => [item.key, item.value]);
    case 'tuple':
      return expression.elements;
  }
}
