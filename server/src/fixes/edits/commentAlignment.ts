import type { FixableFile, FixEdit } from '../fix';
import { lineEnd, lineStart } from './layout';

/** A line with a comment behind its code. Lengths in UTF-16 units. */
interface CommentedLine {
  readonly start: number;
  readonly codeEnd: number;
  readonly commentStart: number;
}

/**
 * `edit`, which changes the length of one line's code, together with the edits that bring the comments
 * behind that line and its neighbours back into one column, if they stood in one before.
 */
export function realignComments(file: FixableFile, edit: FixEdit): readonly FixEdit[] {
  const own = commentedLine(file, edit.range.end);
  const isOneLine = lineStart(file.text, edit.range.start) === lineStart(file.text, edit.range.end);
  if (own === undefined || !isOneLine) return [edit];
  const lines = [...neighbours(file, own, 'above').reverse(), own, ...neighbours(file, own, 'below')];
  const columnOf = (line: CommentedLine) => line.commentStart - line.start;
  const isAligned = lines.every((line) => columnOf(line) === columnOf(own));
  if (lines.length === 1 || !isAligned) return [edit];
  const changed = inOneColumn(lines, [edit]);
  return [...changed, edit].sort((a, b) => a.range.start - b.range.start);
}

/**
 * The edits that bring the comments behind lines into one column, above the line that starts at `boundary` and from it
 * on, if they stood in one column before: a line put there parts them. `edits` change the code of the lines around.
 */
export function partComments(
  file: FixableFile,
  boundary: number,
  edits: readonly FixEdit[],
): readonly FixEdit[] {
  const touched = [boundary, boundary - 1, ...edits.map(({ range }) => range.end)];
  const runs = new Map<number, readonly CommentedLine[]>();
  for (const offset of touched.filter((one) => one >= 0)) {
    const own = commentedLine(file, offset);
    if (own === undefined) continue;
    const run = [...neighbours(file, own, 'above').reverse(), own, ...neighbours(file, own, 'below')];
    const [first] = run;
    const isAligned = run.every((line) => line.commentStart - line.start === own.commentStart - own.start);
    if (first !== undefined && isAligned) runs.set(first.start, run);
  }
  return [...runs.values()].flatMap((run) => [
    ...inOneColumn(
      run.filter(({ start }) => start < boundary),
      edits,
    ),
    ...inOneColumn(
      run.filter(({ start }) => start >= boundary),
      edits,
    ),
  ]);
}

function inOneColumn(lines: readonly CommentedLine[], edits: readonly FixEdit[]): readonly FixEdit[] {
  const lengthOf = ({ start, codeEnd }: CommentedLine) =>
    edits
      .filter(({ range }) => start <= range.start && range.end <= codeEnd)
      .reduce((sum, { range, newText }) => sum + newText.length - (range.end - range.start), codeEnd - start);
  const column = Math.max(...lines.map(lengthOf)) + 1;
  return lines
    .map((line) => ({
      range: { start: line.codeEnd, end: line.commentStart },
      newText: ' '.repeat(column - lengthOf(line)),
    }))
    .filter(({ range, newText }) => newText.length !== range.end - range.start);
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
  if (comment === undefined) return undefined;
  const code = text.slice(start, comment.range.start).trimEnd();
  return code === '' ? undefined : { start, codeEnd: start + code.length, commentStart: comment.range.start };
}
