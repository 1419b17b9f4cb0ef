import { containsRange, type TextRange } from '../../base/textRange';
import type { Block } from '../../syntax/ast';
import type { FixableFile, FixEdit } from '../fix';
import { argumentAround } from './argumentAround';
import { bodyEdit } from './bodyEdits';
import { indentationAt, indentationUnit, lineEnd, lineStart } from './layout';

/** A line with more characters than this is not written where it can be avoided. */
const longestLine = 100;

/**
 * The edit that writes a list with one element on each line in place of `range`, where the line would be too long
 * otherwise. Undefined where it would not, and where the argument has several lines already, or is JSON.
 */
export function longListEdit(
  file: FixableFile,
  block: Block,
  range: TextRange,
  elements: readonly string[],
): FixEdit | undefined {
  const { text, syntax } = file;
  const found = syntax.language === 'hcl' ? argumentAround(block, range) : undefined;
  const argument = found?.argument;
  if (found === undefined || argument === undefined) return undefined;
  const { holder } = found;
  const { value } = argument;
  const isCommented = (start: number, end: number) =>
    syntax.comments.some((comment) => containsRange({ start, end }, comment.range));
  const start = lineStart(text, argument.range.start);
  const end = lineEnd(text, value.range.end);
  const isInColumn =
    isCommented(value.range.end, end) &&
    (isCommented(lineStart(text, Math.max(start - 1, 0)), start) ||
      isCommented(end, lineEnd(text, Math.min(end + 2, text.length))));
  // The argument is written anew up to its value, and its last line leaves the column in which comments stand.
  if (isCommented(argument.nameRange.end, value.range.start) || isInColumn) return undefined;
  const line = text.slice(lineStart(text, argument.range.start), lineEnd(text, argument.range.start));
  const length = line.length - (range.end - range.start) + elements.join(', ').length + '[]'.length;
  if (length <= longestLine || text.slice(value.range.start, value.range.end).includes('\n'))
    return undefined;
  const indentation = indentationAt(text, argument.range.start);
  const inner = indentation + indentationUnit(text, holder.range.start, holder.body.range);
  const lines = ['[', ...elements.map((element) => `${inner}${element},`), `${indentation}]`];
  const written =
    text.slice(value.range.start, range.start) + lines.join('\n') + text.slice(range.end, value.range.end);
  return bodyEdit(file, holder, { remove: [], set: { name: argument.name, value: written } });
}
