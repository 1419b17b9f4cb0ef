import type { Block } from '../../syntax/ast';
import type { FixEdit } from '../fix';
import { indentationAt, indentationUnit, lineEndingOf } from './layout';

/** Lines to be added to a body, outermost level without indentation; deeper ones by `unit` as it is given. */
export interface AddedLines {
  readonly lines: (unit: string) => readonly string[];
  /** Whether a blank line sets them apart from what stands above. */
  readonly isSeparated: boolean;
}

/**
 * Puts lines before the closing brace of a block; one written on a single line is opened first. Undefined
 * where code shares the line of a brace of a block of several lines: such a block has no line to add to.
 */
export function appendToBody(text: string, block: Block, added: AddedLines): FixEdit | undefined {
  const { start, end } = block.body.range;
  const newline = lineEndingOf(text);
  const outer = indentationAt(text, block.range.start);
  const unit = indentationUnit(text, block.range.start, block.body.range);
  const lines = added
    .lines(unit)
    .map((line) => `${outer}${unit}${line}${newline}`)
    .join('');
  const inside = text.slice(start, end);
  if (!inside.includes('\n')) {
    const content = inside.trim();
    const first = content === '' ? '' : `${outer}${unit}${content}${newline}`;
    const gap = first !== '' && added.isSeparated ? newline : '';
    return { range: { start, end }, newText: `${newline}${first}${gap}${lines}${outer}` };
  }
  const closingLine = /(\r?\n)[ \t]*$/.exec(inside);
  if (closingLine === null) return undefined;
  const at = start + closingLine.index + (closingLine[1] ?? '').length;
  const isEmpty = inside.trim() === '';
  const endsBlank = /(?:\r?\n[ \t]*){2}$/.test(inside);
  const gap = added.isSeparated && !isEmpty && !endsBlank ? newline : '';
  return { range: { start: at, end: at }, newText: `${gap}${lines}` };
}
