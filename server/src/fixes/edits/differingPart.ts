import type { TextRange } from '../../base/textRange';
import type { FixEdit } from '../fix';

/**
 * The edit that makes `newText` of the text at `range`, without what both begin and end with. `placeholder` is a
 * part of `newText` that is to be typed over: it stays whole and is marked.
 */
export function differingPart(text: string, range: TextRange, newText: string, placeholder?: string): FixEdit {
  const oldText = text.slice(range.start, range.end);
  const typed = placeholder === undefined ? -1 : newText.indexOf(placeholder);
  const longest = Math.min(oldText.length, newText.length);
  const longestStart = typed < 0 ? longest : Math.min(longest, typed);
  let start = 0;
  while (start < longestStart && oldText[start] === newText[start]) start++;
  const behind = typed < 0 ? 0 : typed + (placeholder ?? '').length;
  const longestEnd = Math.min(longest - start, newText.length - behind);
  let end = 0;
  while (end < longestEnd && oldText.at(-1 - end) === newText.at(-1 - end)) end++;
  const edit = {
    range: { start: range.start + start, end: range.end - end },
    newText: newText.slice(start, newText.length - end),
  };
  if (typed < 0) return edit;
  return { ...edit, placeholder: { start: typed - start, end: behind - start } };
}
