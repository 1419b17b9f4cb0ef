import { containsRange } from '../../base/textRange';
import type { Block } from '../../syntax/ast';
import type { FixableFile, FixEdit } from '../fix';
import { lineEnd, lineEndingOf } from './layout';

/**
 * Puts a top-level block behind another one, with a blank line between them. Undefined where a comment that begins
 * on the line of its closing brace goes on below.
 */
export function blockBehind(
  { text, syntax }: FixableFile,
  block: Block,
  lines: readonly string[],
): FixEdit | undefined {
  const newline = lineEndingOf(text);
  const at = lineEnd(text, block.range.end);
  const isInComment = syntax.comments.some(
    ({ range, text: comment }) =>
      comment.startsWith('/*') && containsRange(range, { start: at, end: at + newline.length }),
  );
  if (isInComment) return undefined;
  const isFollowed = /^\r?\n[ \t]*\S/.test(text.slice(at));
  const newText = ['', '', ...lines, ...(isFollowed ? [''] : [])].join(newline);
  return { range: { start: at, end: at }, newText };
}
