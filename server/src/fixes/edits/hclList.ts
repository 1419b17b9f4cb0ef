import { containsRange } from '../../base/textRange';
import type { Attribute, Comment, Expression, TupleExpression } from '../../syntax/ast';
import type { FixEdit, FixableFile } from '../fix';
import { indentationAt, indentationUnit, lineEnd, lineEndingOf, lineStart } from './layout';

/** Adds `elements` to the list that is the value of `attribute`, in the way in which the list is written. */
export function appendToList(
  file: FixableFile,
  attribute: Attribute,
  list: TupleExpression,
  elements: readonly string[],
): readonly FixEdit[] {
  const last = list.elements.at(-1);
  if (last === undefined) return [firstElements(file, attribute, list, elements)];
  const comma = findComma(file, last.range.end, list.range.end);
  const isOpen = file.text.slice(last.range.end, list.range.end).includes('\n');
  return isOpen
    ? onOwnLines(file, attribute, last, comma, elements)
    : [behindLast(file.text, list, last, comma, elements.join(', '))];
}

/** In a list that holds nothing, or nothing but comments. */
function firstElements(
  { text }: FixableFile,
  attribute: Attribute,
  list: TupleExpression,
  elements: readonly string[],
): FixEdit {
  const { start, end } = { start: list.range.start + 1, end: list.range.end - 1 };
  const inside = text.slice(start, end);
  if (inside.includes('\n')) {
    const closing = lineStart(text, end);
    const indentation =
      indentationAt(text, attribute.range.start) + indentationUnit(text, attribute.range.start, list.range);
    const lines = elements.map((element) => `${indentation}${element},${lineEndingOf(text)}`);
    return insertion(closing, lines.join(''));
  }
  const written = elements.join(', ');
  return inside.trim() === ''
    ? { range: { start, end }, newText: written }
    : insertion(start, inside.startsWith(' ') ? ` ${written}` : `${written} `);
}

/** On the line of the closing bracket, behind what belongs to the element before. */
function behindLast(
  text: string,
  list: TupleExpression,
  last: Expression,
  comma: number | undefined,
  written: string,
): FixEdit {
  const closing = list.range.end - 1;
  if (comma !== undefined) {
    const isAtEnd = text.slice(comma + 1, closing).trim() === '';
    return { range: { start: comma + 1, end: isAtEnd ? closing : comma + 1 }, newText: ` ${written}` };
  }
  const rest = text.slice(last.range.end, closing);
  return insertion(last.range.end + rest.trimEnd().length, `, ${written}`);
}

/**
 * On lines of their own, with a comma behind the last where the list has one. A comma that would move a comment out of
 * line with the others is avoided: the elements go before the last one then.
 */
function onOwnLines(
  file: FixableFile,
  attribute: Attribute,
  last: Expression,
  comma: number | undefined,
  elements: readonly string[],
): readonly FixEdit[] {
  const { text } = file;
  const newline = lineEndingOf(text);
  const isOnFirstLine = lineStart(text, last.range.start) === lineStart(text, attribute.range.start);
  const unit = isOnFirstLine ? indentationUnit(text, attribute.range.start, last.range) : '';
  const indentation = `${indentationAt(text, last.range.start)}${unit}`;
  const lines = elements.map((element) => `${indentation}${element}`).join(`,${newline}`);
  const lastLineEnd = lineEnd(text, last.range.end);
  const hasComment = text.slice(last.range.end, lastLineEnd).trim() !== '';
  if (comma === undefined && hasComment && !isOnFirstLine) {
    return [insertion(lineStart(text, last.range.start), `${lines},${newline}`)];
  }
  const end = endOfLineOutsideComments(file, comma === undefined ? last.range.end : comma + 1);
  return comma === undefined
    ? [insertion(last.range.end, ','), insertion(end, `${newline}${lines}`)]
    : [insertion(end, `${newline}${lines},`)];
}

function endOfLineOutsideComments({ text, syntax }: FixableFile, offset: number): number {
  const end = lineEnd(text, offset);
  const over = syntax.comments.find(
    ({ range }) => range.start < end && end < range.end && isBlock(range.start),
  );
  return over === undefined ? end : lineEnd(text, over.range.end);

  function isBlock(start: number): boolean {
    return text.startsWith('/*', start);
  }
}

/** The comma behind an element, where there is one; commas in comments are none. */
function findComma({ text, syntax }: FixableFile, start: number, end: number): number | undefined {
  const isInComment = (offset: number) =>
    syntax.comments.some(({ range }: Comment) => containsRange(range, { start: offset, end: offset + 1 }));
  for (let offset = start; offset < end; offset++) {
    if (text[offset] === ',' && !isInComment(offset)) return offset;
  }
  return undefined;
}

function insertion(offset: number, newText: string): FixEdit {
  return { range: { start: offset, end: offset }, newText };
}
