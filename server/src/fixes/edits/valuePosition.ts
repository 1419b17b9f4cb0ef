import { containsRange, type TextRange } from '../../base/textRange';
import type { Expression } from '../../syntax/ast';

/** Functions that hand one of their arguments on as it is. */
const passingFunctions = new Set(['coalesce', 'nonsensitive', 'sensitive', 'try']);

/**
 * The smallest part of `expression` around `inner` that stands where a whole value is expected, so that a
 * literal may replace it: a branch of a conditional, an argument of `coalesce`, an element of a list. What
 * indexes, iterates or computes on `inner` belongs to it.
 */
export function valuePosition(expression: Expression, inner: TextRange): Expression {
  const next = passedOn(expression).find(({ range }) => containsRange(range, inner));
  return next === undefined ? expression : valuePosition(next, inner);
}

/** The inner expressions of which one becomes the value, or a member of it. */
function passedOn(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'conditional':
      return [expression.whenTrue, expression.whenFalse];
    case 'call':
      return passingFunctions.has(expression.name) && !expression.expandsLast ? expression.arguments : [];
    case 'tuple':
      return expression.elements;
    case 'object':
      return expression.items.map((item) => item.value);
    default:
      return [];
  }
}
