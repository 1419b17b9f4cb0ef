import type { TextRange } from './textRange';

/** One replacement of text, by offsets in the text before it. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** A replacement, and what it is made for. */
export interface TracedEdit<Cause> extends TextEdit {
  readonly causes: readonly Cause[];
}

/** `text` after `edits`, which do not overlap; those at one place in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const { range, newText } of sorted(edits, ({ range: { start } }) => start)) {
    result += text.slice(position, range.start) + newText;
    position = range.end;
  }
  return result + text.slice(position);
}

/** Later edits, and the earlier ones that they touch; the range is one of the text between the two. */
interface Cluster<Cause> {
  range: TextRange;
  readonly earlier: TracedEdit<Cause>[];
  readonly later: TracedEdit<Cause>[];
}

/**
 * The edits that do at once what `earlier` and then `later` do; `between` is the text after `earlier`. What touches
 * becomes one edit. Both lists are free of overlaps, and so is the result, which is sorted.
 */
export function composeEdits<Cause>(
  between: string,
  earlier: readonly TracedEdit<Cause>[],
  later: readonly TracedEdit<Cause>[],
): readonly TracedEdit<Cause>[] {
  let growth = 0;
  return clusters(earlier, later).map((cluster): TracedEdit<Cause> => {
    const { start, end } = cluster.range;
    const before = growth;
    for (const edit of cluster.earlier) growth += growthOf(edit);
    const inside = cluster.later.map(({ range, newText }) => ({ range: moved(range, -start), newText }));
    return {
      range: { start: start - before, end: end - growth },
      newText: applyEdits(between.slice(start, end), inside),
      causes: [...new Set([...cluster.earlier, ...cluster.later].flatMap(({ causes }) => causes))],
    };
  });
}

function clusters<Cause>(
  earlier: readonly TracedEdit<Cause>[],
  later: readonly TracedEdit<Cause>[],
): readonly Cluster<Cause>[] {
  let growth = 0;
  const placed = sorted(earlier, ({ range: { start } }) => start).map((edit): Cluster<Cause> => {
    const start = edit.range.start + growth;
    growth += growthOf(edit);
    return { range: { start, end: start + edit.newText.length }, earlier: [edit], later: [] };
  });
  const all = [
    ...placed,
    ...later.map((edit): Cluster<Cause> => ({ range: edit.range, earlier: [], later: [edit] })),
  ];
  const joined: Cluster<Cause>[] = [];
  for (const next of sorted(all, ({ range: { start } }) => start)) {
    const last = joined.at(-1);
    if (last === undefined || next.range.start > last.range.end) {
      joined.push(next);
      continue;
    }
    last.range = { start: last.range.start, end: Math.max(last.range.end, next.range.end) };
    last.earlier.push(...next.earlier);
    last.later.push(...next.later);
  }
  return joined;
}

function growthOf({ range, newText }: TextEdit): number {
  return newText.length - (range.end - range.start);
}

function moved({ start, end }: TextRange, by: number): TextRange {
  return { start: start + by, end: end + by };
}

function sorted<T>(edits: readonly T[], startOf: (edit: T) => number): readonly T[] {
  return [...edits].sort((one, other) => startOf(one) - startOf(other));
}
