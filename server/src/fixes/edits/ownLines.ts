import { containsRange, type TextRange } from '../../base/textRange';
import type { Attribute, Body } from '../../syntax/ast';
import { encodeTemplateMarkers } from '../../syntax/stringLiteral';
import type { FixableFile, FixEdit } from '../fix';
import { isolateAlignment } from './assignmentAlignment';
import { indentationAt, indentationUnit, lineEnd, lineEndingOf, lineStart } from './layout';
import { writtenLines, writtenValue, type WritableValue } from './writtenValue';

/** A list or map that makes its line longer than this gets a line for each member. */
const longestLine = 100;

/**
 * The edits that put `value` on lines of its own in place of all of an argument: a list or map that is too long for one
 * line, or a text of several lines as a heredoc. Undefined where it is better written on one line, or has to be.
 */
export function ownLinesEdits(
  file: FixableFile,
  range: TextRange,
  value: WritableValue,
  index: string | undefined,
): readonly FixEdit[] | undefined {
  const { text } = file;
  const argument = argumentAt(file, range);
  const isLast = text.slice(range.end, lineEnd(text, range.end)).trim() === '';
  if (argument === undefined || !isLast) return undefined;
  if (typeof value === 'string') {
    const heredoc = heredocOf(file, value);
    return heredoc === undefined ? undefined : [{ range, newText: heredoc }];
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const before = range.start - lineStart(text, range.start);
  if (before + writtenValue(value).length <= longestLine) return undefined;
  const { body, attribute } = argument;
  const unit = indentationUnit(text, attribute.range.start, body.range);
  const lines = writtenLines(value, unit);
  const indentation = indentationAt(text, attribute.range.start);
  const newText = lines.join(lineEndingOf(text) + indentation) + (index === undefined ? '' : `[${index}]`);
  return [...isolateAlignment(text, body, attribute), { range, newText }];
}

/**
 * A heredoc ends with a line break, takes the file's line endings over, and has no escapes: only a text that all of
 * this suits is written as one.
 */
function heredocOf({ text }: FixableFile, value: string): string | undefined {
  const isPlain = /^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*\n$/u.test(value) && value.trimEnd().includes('\n');
  const isSuited = isPlain && lineEndingOf(text) === '\n' && !/^\s*EOT\s*$/m.test(value);
  return isSuited ? `<<EOT\n${encodeTemplateMarkers(value)}EOT` : undefined;
}

/** The argument whose whole value is at `range`, if its line holds nothing else, and the body that it is in. */
function argumentAt(
  { text, syntax }: FixableFile,
  range: TextRange,
): { readonly body: Body; readonly attribute: Attribute } | undefined {
  let body = syntax.blocks.find((block) => containsRange(block.range, range))?.body;
  for (let inner = body; inner !== undefined;) {
    body = inner;
    inner = inner.blocks.find((block) => containsRange(block.range, range))?.body;
  }
  const attribute = body?.attributes.find(
    ({ value }) => value.range.start === range.start && value.range.end === range.end,
  );
  if (body === undefined || attribute === undefined) return undefined;
  const before = text.slice(lineStart(text, attribute.range.start), attribute.range.start);
  return before.trim() === '' ? { body, attribute } : undefined;
}
