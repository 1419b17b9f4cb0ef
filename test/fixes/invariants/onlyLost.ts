import { severities, type Finding, type Note } from '../../../server/src/analysis/finding';
import type { Snapshot } from '../../../server/src/analysis/host';
import type { AppliedFix } from './appliedFix';

/** What makes two findings the same: what `analysis/mergedFindings.ts` takes for one. */
function keyOf({ rule, module, address, attribute, source }: Finding): string {
  return [rule, module, address, attribute, source].join(' ');
}

/**
 * Whether the finding of a fix is still there afterwards. Where it came through several module calls and comes through
 * fewer now, this call's part of it is gone.
 */
export function isLeft({ finding }: AppliedFix, after: Snapshot): boolean {
  const left = after.findings.find((other) => keyOf(other) === keyOf(finding));
  return left !== undefined && left.callers.length >= finding.callers.length;
}

/** What a fix brought to a workspace besides: other findings, louder ones, other notes; in sentences. */
export function broughtBy({ finding }: AppliedFix, before: Snapshot, after: Snapshot): readonly string[] {
  const known = new Map(before.findings.map((one) => [keyOf(one), one]));
  const others = after.findings.filter((one) => keyOf(one) !== keyOf(finding));
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  return [
    ...others.filter((one) => !known.has(keyOf(one))).map((one) => `a new finding: ${keyOf(one)}`),
    ...others.flatMap((one) => {
      const old = known.get(keyOf(one));
      if (old === undefined) return [];
      const isLouder = rank(one) > rank(old);
      const isSurer = one.certainty === 'certain' && old.certainty === 'possible';
      return isLouder || isSurer ? [`${keyOf(one)} is ${one.severity}, ${one.certainty} now`] : [];
    }),
    ...newNotes(before, after),
  ];
}

/** A comment that accepted something for a time may come to accept nothing: one note about it takes another's place. */
function newNotes(before: Snapshot, after: Snapshot): readonly string[] {
  const known = before.notes.map(({ uri }) => uri);
  const isKnown = ({ uri }: Note): boolean => {
    const at = known.indexOf(uri);
    if (at >= 0) known.splice(at, 1);
    return at >= 0;
  };
  return after.notes.filter((note) => !isKnown(note)).map(({ message }) => `a new note: ${message}`);
}
