import { containsRange, type TextRange } from '../../base/textRange';
import { mentionsInExpression } from '../../flow/mentions';
import type { Expression } from '../../syntax/ast';

/** Functions that hand one of their arguments on as it is. */
const passingFunctions = new Set(['coalesce', 'nonsensitive', 'sensitive', 'try']);

/**
 * The smallest part of `expression` around `inner` that stands where a whole value is expected, so that a
 * literal may replace it: a branch of a conditional, an argument of `coalesce`, an element of a list. What
 * indexes, iterates or computes on `inner` belongs to it, and so does all that mentions the same `name`: a literal for
 * one of two references to a source leaves the other.
 */
export function valuePosition(expression: Expression, inner: TextRange, name?: string): Expression {
  const parts = passedOn(expression);
  const next = parts.find(({ range }) => containsRange(range, inner));
  const isElsewhere =
    name !== undefined && parts.some((part) => part !== next && mentionsInExpression(part).has(name));
  return next === undefined || isElsewhere ? expression : valuePosition(next, inner, name);
}

/** Whether `inner` is an element of a list, or a value of an object, that `expression` hands on. */
export function isMember(expression: Expression, inner: TextRange): boolean {
  const next = passedOn(expression).find(({ range }) => containsRange(range, inner));
  if (next === undefined) return false;
  return expression.kind === 'tuple' || expression.kind === 'object' || isMember(next, inner);
}

/** The name by which a reference mentions a block or calls a function: `data.aws_ami.linux`, `local.a`, `uuid()`. */
export function mentionedName(reference: string): string {
  const called = /^[\w:]+(?=\()/.exec(reference)?.[0];
  if (called !== undefined) return `${called.replace(/^core::/, '')}()`;
  return /^(?:data\.)?[\w-]+\.[\w-]+/.exec(reference)?.[0] ?? reference;
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
