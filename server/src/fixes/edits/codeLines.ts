/** A line of code, with what `terraform fmt` keeps in columns. Columns count in UTF-16 units. */
export interface CodeLine {
  readonly text: string;
  /** The same number for a line before and after a change; none for a new one. */
  readonly old?: number;
  /** Of an argument on this one line: where its name ends and where its `=` stands. */
  readonly keyEnd?: number;
  readonly equals?: number;
  /** Where a comment behind the code begins. */
  readonly comment?: number;
}

/**
 * The lines `after` a change with the `=` of neighbouring arguments in one column, and the comments behind
 * neighbouring lines, wherever the change has to do with it and they stood in one `before`.
 */
export function aligned(before: readonly CodeLine[], after: readonly CodeLine[]): readonly CodeLine[] {
  return [equals, comment].reduce((lines, column) => evened(before, lines, column), after);
}

function evened(
  before: readonly CodeLine[],
  after: readonly CodeLine[],
  column: Column,
): readonly CodeLine[] {
  const oldRuns = runsOf(before, column);
  const oldRunOf = new Map(oldRuns.flatMap((run) => run.map(({ old }) => [old, run] as const)));
  return runsOf(after, column).flatMap((run) => {
    const met = new Set(run.flatMap(({ old }) => (old === undefined ? [] : (oldRunOf.get(old) ?? []))));
    const isTidy = [...new Set(run.map(({ old }) => oldRunOf.get(old)))].every(
      (one) => one === undefined || isEven(one, column),
    );
    const [first] = run;
    const isTouched = widths(run, column) !== widths([...met], column);
    return isTouched && isTidy && first !== undefined && column.at(first) !== undefined
      ? even(run, column)
      : run;
  });
}

/** A column that lines share: where it is in a line, how far left it can move, and the line with it elsewhere. */
interface Column {
  readonly at: (line: CodeLine) => number | undefined;
  readonly least: (line: CodeLine) => number;
  readonly moved: (line: CodeLine, to: number) => CodeLine;
}

const equals: Column = {
  at: (line) => line.equals,
  least: ({ keyEnd = 0 }) => keyEnd + 1,
  moved: (line, to) => {
    const { text, keyEnd = 0, equals: from = 0, comment: behind } = line;
    return {
      ...line,
      text: text.slice(0, keyEnd).padEnd(to) + text.slice(from),
      equals: to,
      ...(behind !== undefined && { comment: behind + to - from }),
    };
  },
};

const comment: Column = {
  at: (line) => line.comment,
  least: ({ text, comment: from }) => text.slice(0, from).trimEnd().length + 1,
  moved: (line, to) => ({
    ...line,
    text: line.text.slice(0, line.comment).trimEnd().padEnd(to) + line.text.slice(line.comment),
    comment: to,
  }),
};

/** The lines in runs: those that have the column and follow each other are one, any other line is one by itself. */
function runsOf(lines: readonly CodeLine[], { at }: Column): readonly (readonly CodeLine[])[] {
  const runs: CodeLine[][] = [];
  let open: CodeLine[] | undefined;
  for (const line of lines) {
    const has = at(line) !== undefined;
    if (open !== undefined && has) open.push(line);
    else runs.push([line]);
    open = has ? (open ?? runs.at(-1)) : undefined;
  }
  return runs;
}

function isEven(run: readonly CodeLine[], { at }: Column): boolean {
  return run.every((line) => at(line) === at(run[0] ?? line));
}

/** How far left each line could move, in words. */
function widths(run: readonly CodeLine[], { at, least }: Column): string {
  return run
    .filter((line) => at(line) !== undefined)
    .map((line) => `${String(line.old)}:${String(least(line))}`)
    .join();
}

/** The lines with the column as far left as it goes for all of them. */
function even(run: readonly CodeLine[], column: Column): readonly CodeLine[] {
  const to = Math.max(...run.map(column.least));
  return run.map((line) => (column.at(line) === to ? line : column.moved(line, to)));
}
