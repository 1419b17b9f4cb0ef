import { containsRange, type TextRange } from '../../base/textRange';
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

/**
 * Takes elements out of a list in which others stay: with their lines, in a list of several lines. Undefined where
 * something else is on such a line, and where a comment would go that may belong to what stays.
 */
export function removeFromList(
  file: FixableFile,
  { elements, range }: TupleExpression,
  gone: readonly Expression[],
): readonly FixEdit[] | undefined {
  const isOneLine = !file.text.slice(range.start, range.end).includes('\n');
  const removals = isOneLine
    ? gapsLeftBy(elements, gone)
    : gone.map((element) => wholeLine(file, element, range.end));
  const known = removals.filter((removal) => removal !== undefined);
  const losesComment =
    isOneLine &&
    known.some((removal) => file.syntax.comments.some((one) => containsRange(removal, one.range)));
  if (losesComment || known.length < removals.length) return undefined;
  return known.map((removal) => ({ range: removal, newText: '' }));
}

/** From each run of elements that go up to the next one, or from the one before it. */
function gapsLeftBy(elements: readonly Expression[], gone: readonly Expression[]): readonly TextRange[] {
  return elements.flatMap((element, index) => {
    const previous = elements[index - 1];
    if (!gone.includes(element) || (previous !== undefined && gone.includes(previous))) return [];
    const next = elements.slice(index).find((other) => !gone.includes(other));
    if (next !== undefined) return [{ start: element.range.start, end: next.range.start }];
    return [{ start: previous?.range.end ?? element.range.start, end: elements.at(-1)?.range.end ?? 0 }];
  });
}

function wholeLine(file: FixableFile, { range }: Expression, listEnd: number): TextRange | undefined {
  const { text, syntax } = file;
  const comma = findComma(file, range.end, listEnd);
  const isOwn = comma !== undefined && text.slice(range.end, comma).trim() === '';
  const end = isOwn ? comma + 1 : range.end;
  const line = { start: lineStart(text, range.start), end: lineEnd(text, end) };
  const comment = syntax.comments.find((one) => one.range.start >= end && one.range.start < line.end);
  const isAlone =
    text.slice(line.start, range.start).trim() === '' &&
    text.slice(end, comment?.range.start ?? line.end).trim() === '' &&
    !text.slice(line.end, comment?.range.end ?? line.end).includes('\n');
  return isAlone ? { start: line.start, end: text.indexOf('\n', line.end) + 1 } : undefined;
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
