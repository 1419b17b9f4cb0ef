import { containsRange } from '../../base/textRange';
import type { Attribute, Comment, Expression, TupleExpression } from '../../syntax/ast';
import type { FixEdit, FixableFile } from '../fix';
import { indentationAt, indentationUnit, lineEnd, lineEndingOf, lineStart } from './layout';

/** Adds `element` to the list that is the value of `attribute`, in the way in which the list is written. */
export function appendToList(
  file: FixableFile,
  attribute: Attribute,
  list: TupleExpression,
  element: string,
): readonly FixEdit[] {
  const last = list.elements.at(-1);
  if (last === undefined) return [firstElement(file, attribute, list, element)];
  const comma = findComma(file, last.range.end, list.range.end);
  const isOpen = file.text.slice(last.range.end, list.range.end).includes('\n');
  return isOpen
    ? onOwnLine(file, attribute, last, comma, element)
    : [behindLast(file.text, list, last, comma, element)];
}

/** In a list that holds nothing, or nothing but comments. */
function firstElement(
  { text }: FixableFile,
  attribute: Attribute,
  list: TupleExpression,
  element: string,
): FixEdit {
  const { start, end } = { start: list.range.start + 1, end: list.range.end - 1 };
  const inside = text.slice(start, end);
  if (inside.includes('\n')) {
    const closing = lineStart(text, end);
    const indentation =
      indentationAt(text, attribute.range.start) + indentationUnit(text, attribute.range.start, list.range);
    return insertion(closing, `${indentation}${element},${lineEndingOf(text)}`);
  }
  return inside.trim() === ''
    ? { range: { start, end }, newText: element }
    : insertion(start, inside.startsWith(' ') ? ` ${element}` : `${element} `);
}

/** On the line of the closing bracket, behind what belongs to the element before. */
function behindLast(
  text: string,
  list: TupleExpression,
  last: Expression,
  comma: number | undefined,
  element: string,
): FixEdit {
  const closing = list.range.end - 1;
  if (comma !== undefined) {
    const isAtEnd = text.slice(comma + 1, closing).trim() === '';
    return { range: { start: comma + 1, end: isAtEnd ? closing : comma + 1 }, newText: ` ${element}` };
  }
  const rest = text.slice(last.range.end, closing);
  return insertion(last.range.end + rest.trimEnd().length, `, ${element}`);
}

/**
 * On a line of its own, with a comma behind it where the last one has one. A comma that would move a
 * comment out of line with the others is avoided: the element goes to the front then.
 */
function onOwnLine(
  file: FixableFile,
  attribute: Attribute,
  last: Expression,
  comma: number | undefined,
  element: string,
): readonly FixEdit[] {
  const { text } = file;
  const newline = lineEndingOf(text);
  const isOnFirstLine = lineStart(text, last.range.start) === lineStart(text, attribute.range.start);
  const unit = isOnFirstLine ? indentationUnit(text, attribute.range.start, last.range) : '';
  const line = `${indentationAt(text, last.range.start)}${unit}${element}`;
  const lastLineEnd = lineEnd(text, last.range.end);
  const hasComment = text.slice(last.range.end, lastLineEnd).trim() !== '';
  if (comma === undefined && hasComment && !isOnFirstLine) {
    return [insertion(lineStart(text, last.range.start), `${line},${newline}`)];
  }
  const end = endOfLineOutsideComments(file, comma === undefined ? last.range.end : comma + 1);
  return comma === undefined
    ? [insertion(last.range.end, ','), insertion(end, `${newline}${line}`)]
    : [insertion(end, `${newline}${line},`)];
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
