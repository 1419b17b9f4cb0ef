import type { TextRange } from '../../base/textRange';
import type { Attribute, Body } from '../../syntax/ast';
import type { FixEdit } from '../fix';
import { lineEnd } from './layout';

/**
 * The edits that align the `=` of the arguments above `attribute`, and of those from it on, each among
 * themselves, if they stood in one column before: a line put above it parts them.
 */
export function partAlignment(text: string, body: Body, attribute: Attribute): readonly FixEdit[] {
  const run = runAround(text, body, attribute);
  const index = run.indexOf(attribute);
  const isAligned = run.every((one) => paddedWidth(text, one) === paddedWidth(text, attribute));
  if (index <= 0 || !isAligned) return [];
  return [run.slice(0, index), run.slice(index)].flatMap((part) => aligned(text, part));
}

/**
 * The edits for an `attribute` that gets several lines: its own `=` stands in no column any more, and the arguments
 * above and below align among themselves, if they all stood in one column before.
 */
export function isolateAlignment(text: string, body: Body, attribute: Attribute): readonly FixEdit[] {
  const run = runAround(text, body, attribute);
  const index = run.indexOf(attribute);
  const isAligned = run.every((one) => paddedWidth(text, one) === paddedWidth(text, attribute));
  if (index < 0 || !isAligned) return [];
  return [run.slice(0, index), [attribute], run.slice(index + 1)].flatMap((part) => aligned(text, part));
}

/**
 * The arguments of one line each, or with a heredoc, that stand in an unbroken run of lines; empty if `attribute` has
 * several lines. `terraform fmt` aligns across a heredoc, and not across any other value of several lines.
 */
function runAround(text: string, body: Body, attribute: Attribute): readonly Attribute[] {
  let run: Attribute[] = [];
  const sorted = [...body.attributes].sort((a, b) => a.range.start - b.range.start);
  for (const next of sorted) {
    const previous = run.at(-1);
    const isBelow =
      previous !== undefined &&
      /^\r?\n[ \t]*$/.test(text.slice(endOfLastLine(text, previous), next.range.start));
    const written = text.slice(next.value.range.start, next.value.range.end);
    const isOneLine = written.startsWith('<<') || !written.includes('\n');
    if (!isBelow || !isOneLine) {
      if (run.includes(attribute)) return run;
      run = [];
    }
    if (isOneLine) run.push(next);
  }
  return run.includes(attribute) ? run : [];
}

/** A heredoc ends with the line of its marker, whether that line's end counts as part of it or not. */
function endOfLastLine(text: string, { range }: Attribute): number {
  return lineEnd(text, text.slice(0, range.end).trimEnd().length);
}

function aligned(text: string, run: readonly Attribute[]): readonly FixEdit[] {
  const leads = run.map((attribute) => leadOf(text, attribute));
  const width = Math.max(...leads.map(({ start, end }) => end - start)) + 1;
  return leads
    .filter(({ start, equals }) => equals - start !== width)
    .map(({ start, end, equals }) => ({
      range: { start: end, end: equals },
      newText: ' '.repeat(width - (end - start)),
    }));
}

/** From the start of the name to the `=`. */
function paddedWidth(text: string, attribute: Attribute): number {
  const { start, equals } = leadOf(text, attribute);
  return equals - start;
}

/** The name with the comments behind it, and where the `=` is. */
function leadOf(
  text: string,
  { nameRange: { start, end } }: Attribute,
): TextRange & { readonly equals: number } {
  const between = /^(?:\s|\/\*[^]*?\*\/)*/.exec(text.slice(end))?.[0] ?? '';
  return { start, end: end + between.trimEnd().length, equals: end + between.length };
}
