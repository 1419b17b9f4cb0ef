import { innerExpressions } from '../syntax/innerExpressions';
import { containsRange, type TextRange } from '../base/textRange';
import type { Expression, IndexExpression } from '../syntax/ast';

/** A part of an expression that stands for a list. */
export interface ListReference {
  readonly list: Expression;
  /** Whether it can be nothing else, by the way in which it is used. */
  readonly isSurely: boolean;
  /** Where the whole expression is one element of it, by the index of the instance. */
  readonly isByIndex: boolean;
}

/** Functions whose first argument is a list or set. */
const listFunctions = new Set(['element', 'length', 'reverse', 'slice', 'sort', 'tolist', 'toset']);

/** The list in `expression` to which the reference at `range` belongs: without what picks an element of it. */
export function listReference(expression: Expression, range: TextRange): ListReference | undefined {
  const path = pathTo(expression, range);
  const reference = path.at(-1);
  if (reference === undefined) return undefined;
  if (reference.kind === 'index' && isListIndex(reference)) {
    const isByIndex = reference === expression && isCountIndex(reference.key);
    return { list: reference.collection, isSurely: true, isByIndex };
  }
  const user = path.at(-2);
  const isInList = user?.kind === 'call' && listFunctions.has(user.name) && user.arguments[0] === reference;
  const isCollection = user?.kind === 'for' && user.collection === reference;
  const [, index] = user?.kind === 'call' ? user.arguments : [];
  const isElement = isInList && user.name === 'element' && user === expression;
  return {
    list: reference,
    isSurely: isInList || isCollection,
    isByIndex: isElement && index !== undefined && isCountIndex(index),
  };
}

/** From an expression to the one at exactly this range, through all that hold it; empty where there is none. */
function pathTo(expression: Expression, range: TextRange): readonly Expression[] {
  if (expression.range.start === range.start && expression.range.end === range.end) return [expression];
  for (const inner of innerExpressions(expression)) {
    const path = containsRange(inner.range, range) ? pathTo(inner, range) : [];
    if (path.length > 0) return [expression, ...path];
  }
  return [];
}

/** An index into a list: not a key of a map, and not an instance of something repeated. */
function isListIndex({ collection, key }: IndexExpression): boolean {
  if (key.kind === 'literal' && typeof key.value !== 'number') return false;
  const names = namesOf(collection);
  const isRepeated =
    names?.[0] === 'module' ? names.length === 2 : names?.[0] === 'data' && names.length === 3;
  return !isRepeated && namesOf(key)?.[0] !== 'each';
}

function isCountIndex(key: Expression): boolean {
  return namesOf(key)?.join('.') === 'count.index';
}

/** `a`, `b`, `c` of `a.b.c`; undefined for anything else. */
function namesOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'variable') return [expression.name];
  if (expression.kind !== 'attribute') return undefined;
  const object = namesOf(expression.object);
  return object && [...object, expression.name];
}
