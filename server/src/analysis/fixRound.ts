import { say } from '../base/language';
import { rangesTouch } from '../base/textRange';
import type { Finding, FileEdits, Fix } from './finding';
import { chooseFix, type FixChoice, type LeftReason } from './fixChoice';
import type { Snapshot } from './host';

/** A finding, and the fix that is applied for it. */
export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** A finding for which nothing is applied. */
export interface LeftFinding {
  readonly finding: Finding;
  readonly reason: LeftReason;
}

/** What to do about the findings of one snapshot, all at the same time. */
export interface FixRound {
  /** Their edits keep out of each other's way, or are the very same. */
  readonly applied: readonly AppliedFix[];
  readonly left: readonly LeftFinding[];
}

/** Why a finding is left whose fix has to wait. */
export function inTheWay(): LeftReason {
  return {
    kind: 'collision',
    message: say`Its fix changes the same place as another one: running again applies it.`,
  };
}

function withoutEffect(): LeftReason {
  return { kind: 'no-effect', message: say`Its fix was applied, and it is still found.` };
}

/**
 * Chooses one fix for each finding that `choice` names, in the order of the findings. What `attempted` holds (see
 * `attemptOf`) was applied before to no effect, and is not chosen again.
 */
export async function planRound(
  snapshot: Snapshot,
  choice: FixChoice,
  attempted: ReadonlySet<string>,
): Promise<FixRound> {
  const findings = choice.findings(snapshot);
  const choices = await Promise.all(findings.map((finding) => chooseFix(finding, snapshot, choice)));
  const applied: AppliedFix[] = [];
  const left: LeftFinding[] = [];
  findings.forEach((finding, index) => {
    const chosen = choices[index];
    if (chosen === undefined) return;
    if (!('files' in chosen)) left.push({ finding, reason: chosen });
    else if (attempted.has(attemptOf({ finding, fix: chosen })))
      left.push({ finding, reason: withoutEffect() });
    else if (isInTheWay(chosen, applied)) left.push({ finding, reason: inTheWay() });
    else applied.push({ finding, fix: chosen });
  });
  return { applied, left };
}

/** What tells a finding from all others of its snapshot, and finds it again in a later one. */
export function findingKey({ rule, module, address, attribute, source }: Finding): string {
  return JSON.stringify([rule, module, address, attribute, source]);
}

/**
 * What an application of a fix has in common with another one that would do the same again. A finding may need its
 * fix several times: in each of the calls through which it arrives.
 */
export function attemptOf({ finding, fix }: AppliedFix): string {
  return JSON.stringify([findingKey(finding), finding.callers, fix.title]);
}

/** Whether it touches what another one changes, without doing the same. */
function isInTheWay(fix: Fix, applied: readonly AppliedFix[]): boolean {
  return applied.some(({ fix: other }) => !isSame(fix, other) && collide(fix.files, other.files));
}

/** Whether two fixes make the same edits. */
export function isSame(one: Fix, other: Fix): boolean {
  return JSON.stringify(one.files) === JSON.stringify(other.files);
}

function collide(one: readonly FileEdits[], other: readonly FileEdits[]): boolean {
  return one.some(({ uri, edits }) =>
    other.some(
      (file) =>
        file.uri === uri &&
        edits.some(({ range }) => file.edits.some((edit) => rangesTouch(range, edit.range))),
    ),
  );
}
