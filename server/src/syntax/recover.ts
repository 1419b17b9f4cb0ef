import type { TextRange } from '../base/textRange';

/**
 * Cuts a file's text where a top-level block seems to begin: a line that starts in column 0 with a word,
 * labels and an opening brace. Half-typed text can make the parser swallow the block behind it (an
 * unclosed `[` or `"`); parsed piece by piece, the neighbours survive. Text before the first header is the
 * first piece; the pieces cover the whole text.
 */
export function cutAtBlockHeaders(text: string): readonly TextRange[] {
  const header = /^[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\n]*"|[\w-]+))*[ \t]*\{/gm;
  const starts: number[] = [];
  for (const match of text.matchAll(header)) starts.push(match.index);
  const cuts = starts[0] === 0 ? starts : [0, ...starts];
  return cuts.map((start, position) => ({ start, end: cuts[position + 1] ?? text.length }));
}
