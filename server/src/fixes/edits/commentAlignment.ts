import type { FixableFile, FixEdit } from '../fix';
import { lineEnd, lineStart } from './layout';

/** A line with a comment behind its code. Lengths in UTF-16 units. */
interface CommentedLine {
  readonly start: number;
  readonly codeEnd: number;
  readonly commentStart: number;
}

/**
 * `edits`, which change the lengths of lines of code, together with the edits that bring the comments behind those
 * lines and their neighbours back into one column, if they stood in one before. A line that is put in at the start of
 * the one at `partedAt` (an offset) parts what is above it from what is below.
 */
export function realignComments(
  file: FixableFile,
  edits: readonly FixEdit[],
  partedAt?: number,
): readonly FixEdit[] {
  const isOneLine = ({ range }: FixEdit) =>
    lineStart(file.text, range.start) === lineStart(file.text, range.end);
  if (!edits.every(isOneLine)) return edits;
  const touched = edits.map(({ range }) => range.end);
  if (partedAt !== undefined) touched.push(partedAt, partedAt - 1);
  const seen = new Set<number>();
  const paddings = touched.flatMap((offset) => {
    const lines = runAround(file, offset);
    const [first] = lines;
    if (first === undefined || seen.has(first.start) || !isAligned(lines)) return [];
    seen.add(first.start);
    const isAbove = ({ start }: CommentedLine) => partedAt !== undefined && start < partedAt;
    return [lines.filter(isAbove), lines.filter((line) => !isAbove(line))].flatMap((part) =>
      aligned(part, edits, lines.length === part.length),
    );
  });
  return [...paddings, ...edits].sort((a, b) => a.range.start - b.range.start);
}

function isAligned(lines: readonly CommentedLine[]): boolean {
  const columns = lines.map(({ start, commentStart }) => commentStart - start);
  return columns.every((column) => column === columns[0]);
}

/** A line whose neighbours have no comments keeps its distance, unless it had neighbours before. */
function aligned(
  lines: readonly CommentedLine[],
  edits: readonly FixEdit[],
  isWhole: boolean,
): readonly FixEdit[] {
  if (lines.length === 1 && isWhole) return [];
  const lengthOf = ({ start, codeEnd }: CommentedLine): number => {
    const own = edits.filter(({ range }) => range.start >= start && range.end <= codeEnd);
    const growths = own.map(({ range, newText }) => newText.length - (range.end - range.start));
    return growths.reduce((sum, growth) => sum + growth, codeEnd - start);
  };
  const column = Math.max(...lines.map(lengthOf)) + 1;
  return lines
    .map((line) => ({
      range: { start: line.codeEnd, end: line.commentStart },
      newText: ' '.repeat(column - lengthOf(line)),
    }))
    .filter(({ range, newText }) => newText.length !== range.end - range.start);
}

/** The unbroken run of such lines around `offset`; empty where its own line is none. */
function runAround(file: FixableFile, offset: number): readonly CommentedLine[] {
  const own = offset < 0 ? undefined : commentedLine(file, offset);
  if (own === undefined) return [];
  return [...neighbours(file, own, 'above').reverse(), own, ...neighbours(file, own, 'below')];
}

/** The unbroken run of such lines above or below one of them, the nearest first. */
function neighbours(file: FixableFile, own: CommentedLine, side: 'above' | 'below'): CommentedLine[] {
  const found: CommentedLine[] = [];
  for (let line: CommentedLine | undefined = own; line !== undefined;) {
    const offset: number = side === 'above' ? line.start - 1 : file.text.indexOf('\n', line.start) + 1;
    line = offset <= 0 ? undefined : commentedLine(file, offset);
    if (line !== undefined) found.push(line);
  }
  return found;
}

function commentedLine({ text, syntax }: FixableFile, offset: number): CommentedLine | undefined {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const comment = syntax.comments.find(
    ({ range }) => range.start >= start && range.start < end && range.end >= end,
  );
  // `terraform fmt` leaves a block comment where it is, also at the end of a line: it is no column of its own.
  if (comment === undefined || text.startsWith('/*', comment.range.start)) return undefined;
  const code = text.slice(start, comment.range.start).trimEnd();
  return code === '' ? undefined : { start, codeEnd: start + code.length, commentStart: comment.range.start };
}
