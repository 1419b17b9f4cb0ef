import type { TextRange } from '../base/textRange';
import type { Expression } from './ast';

/** The same expression with every offset in it moved by `move`. */
export function relocate(expression: Expression, move: (offset: number) => number): Expression {
  return relocateValue(expression, move);
}

/** Expressions are plain trees in which every `{start, end}` pair is a range: one walk serves all kinds. */
function relocateValue<T>(value: T, move: (offset: number) => number): T {
  if (Array.isArray(value)) return value.map((item: unknown) => relocateValue(item, move)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (isRange(value)) return { start: move(value.start), end: move(value.end) } as T;
  const entries = Object.entries(value).map(([key, inner]) => [key, relocateValue<unknown>(inner, move)]);
  return Object.fromEntries(entries) as T;
}

function isRange(value: object): value is TextRange {
  return 'start' in value && 'end' in value;
}
