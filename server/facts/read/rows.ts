/** Lists of rows: joined, simplified, in one order. */
import { type FieldTest, always, combine, mapTest } from '../eval/fieldTest';
import type { ForceNewRow } from './facts';

const order = { count: 0, value: 1, children: 2 } as const;

/**
 * Simplifies a row's condition by what is given when the row is asked for: the argument itself changed, and
 * has a value.
 */
export function simplified(row: ForceNewRow): ForceNewRow {
  const { path, covers, when } = row;
  if (!when) return row;
  const test = mapTest(when, (leaf): FieldTest =>
    leaf.kind === 'changed' && leaf.field === path ? always : leaf,
  );
  if (test.kind === 'known') return test.value ? { path, covers } : { path, covers, when: test };
  return { path, covers, when: test };
}

function merged(left: ForceNewRow, right: ForceNewRow): ForceNewRow {
  const covers = order[left.covers] >= order[right.covers] ? left.covers : right.covers;
  if (!left.when || !right.when) return { path: left.path, covers };
  return { path: left.path, covers, when: combine('any', [left.when, right.when]) };
}

/** One row per path, sorted; rows that never apply and rows inside a block that is covered whole are left out. */
export function tidied(rows: readonly ForceNewRow[]): ForceNewRow[] {
  const byPath = new Map<string, ForceNewRow>();
  for (const row of rows.map(simplified)) {
    if (row.when?.kind === 'known') continue;
    const other = byPath.get(row.path);
    byPath.set(row.path, other ? simplified(merged(other, row)) : row);
  }
  const whole = [...byPath.values()].filter((row) => row.covers === 'children' && !row.when);
  return [...byPath.values()]
    .filter((row) => !whole.some((block) => row.path.startsWith(`${block.path}.`)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
