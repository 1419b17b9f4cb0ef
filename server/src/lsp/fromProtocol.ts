import type { Range } from 'vscode-languageserver';
import type { LineIndex } from '../base/lineIndex';
import type { TextRange } from '../base/textRange';

export { canonicalUri } from '../base/uri';

/** The offsets of a protocol range in the text that `lines` indexes. */
export function textRange(range: Range, lines: LineIndex): TextRange {
  return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
}
