import type { Attribute, Body } from '../../syntax/ast';
import type { FixableFile, FixEdit } from '../fix';
import { partAlignment } from './assignmentAlignment';
import { realignComments } from './commentAlignment';
import { lineStart } from './layout';

/**
 * `edits` together with those that keep the layout where a line of its own is put above `attribute`: that parts the
 * arguments, and the comments behind them, which stood in one column.
 */
export function partLines(
  file: FixableFile,
  body: Body,
  attribute: Attribute,
  edits: readonly FixEdit[],
): readonly FixEdit[] {
  const parted = [...edits, ...partAlignment(file.text, body, attribute)];
  return realignComments(file, parted, lineStart(file.text, attribute.range.start));
}
