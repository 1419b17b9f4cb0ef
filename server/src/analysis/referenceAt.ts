import type { Body, Expression } from '../syntax/ast';
import { innerExpressions } from '../syntax/innerExpressions';
import { touches } from './placeInBlock';

/**
 * The whole reference around a caret in the arguments of a body or of its nested blocks: all of `local.images.web` for
 * a caret anywhere in it; for one between the brackets of an index, the reference there. Undefined where none is.
 */
export function referenceAt({ attributes, blocks }: Body, offset: number): Expression | undefined {
  const argument = attributes.find(({ value }) => touches(value.range, offset));
  if (argument !== undefined) return referenceIn(argument.value, offset);
  const block = blocks.find(({ range }) => touches(range, offset));
  return block && referenceAt(block.body, offset);
}

function referenceIn(expression: Expression, offset: number): Expression | undefined {
  const inside = innerExpressions(expression).find(({ range }) => touches(range, offset));
  const found = inside && referenceIn(inside, offset);
  // What is referred to goes on to the right: `a.b` is part of the reference `a.b.c`.
  return found === undefined || isStartOf(expression, found)
    ? isReference(expression)
      ? expression
      : found
    : found;
}

function isReference(expression: Expression): boolean {
  switch (expression.kind) {
    case 'variable':
      return true;
    case 'attribute':
      return isReference(expression.object);
    case 'index':
    case 'splat':
      return isReference(expression.collection);
    default:
      return false;
  }
}

function isStartOf(expression: Expression, found: Expression): boolean {
  switch (expression.kind) {
    case 'attribute':
      return expression.object === found;
    case 'index':
    case 'splat':
      return expression.collection === found;
    default:
      return false;
  }
}
