import type { FixKind } from '../fixes/fix';
import { fixKinds } from '../fixes/index';

/** A kind of fix in words, for lists of fixes. */
export type FixSummary = Omit<FixKind, 'make'>;

/** All kinds of fix, in the order in which they are documented. Words in capitals differ from case to case. */
export const fixSummaries: readonly FixSummary[] = fixKinds.map(
  ({ id, name, titles, offered, writes, cost }) => ({ id, name, titles, offered, writes, cost }),
);
