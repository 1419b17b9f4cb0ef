import type { TextRange } from '../../base/textRange';
import type { FixEdit } from '../fix';

/**
 * The edit that makes `newText` of the text at `range`, without what both begin and end with. `placeholder` is a
 * part of `newText`, and not of the old one, that is to be typed over: it stays whole and is marked.
 */
export function differingPart(
  text: string,
  range: TextRange,
  newText: string,
  placeholder?: string,
): FixEdit {
  const oldText = text.slice(range.start, range.end);
  const length = Math.min(oldText.length, newText.length);
  let start = 0;
  while (start < length && oldText[start] === newText[start]) start++;
  const typed = placeholder === undefined ? undefined : placeIn(newText, placeholder, start);
  if (typed !== undefined) start = Math.min(start, typed.start);
  const longestEnd = Math.min(length - start, newText.length - (typed?.end ?? 0));
  let end = 0;
  while (end < longestEnd && oldText.at(-1 - end) === newText.at(-1 - end)) end++;
  return {
    range: { start: range.start + start, end: range.end - end },
    newText: newText.slice(start, newText.length - end),
    ...(typed !== undefined && { placeholder: { start: typed.start - start, end: typed.end - start } }),
  };
}

/** Where the placeholder is, that reaches beyond what is the same in the old text. */
function placeIn(newText: string, placeholder: string, same: number): TextRange | undefined {
  const start = newText.indexOf(placeholder, Math.max(0, same - placeholder.length + 1));
  return start < 0 ? undefined : { start, end: start + placeholder.length };
}
