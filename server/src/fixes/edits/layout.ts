/** How the text around an edit is laid out, so that the edit looks as if it had always been there. */

import type { TextRange } from '../../base/textRange';

/** The line ending that the text uses, by its first line; `\n` for a single line. */
export function lineEndingOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** The white space at the start of the line that holds `offset`. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

/** The offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset behind the last character of the line that holds `offset`, before its line ending. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' && newline > offset ? newline - 1 : newline;
}

/**
 * What one more level of nesting adds: what the lines inside `body` have beyond the line of `blockStart`,
 * or where none of them tells, a tab in a file that indents by tabs, else the two spaces of `terraform fmt`.
 */
export function indentationUnit(text: string, blockStart: number, body: TextRange): string {
  const outer = indentationAt(text, blockStart);
  const inner = /\n([ \t]+)[^\s}]/.exec(text.slice(body.start, body.end))?.[1] ?? '';
  if (inner.startsWith(outer) && inner.length > outer.length) return inner.slice(outer.length);
  return /\n([ \t]+)[^\s]/.exec(text)?.[1]?.startsWith('\t') === true ? '\t' : '  ';
}
