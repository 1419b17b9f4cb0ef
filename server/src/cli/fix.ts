import type { Fix, Finding } from '../analysis/finding';
import type { FixChoice } from '../analysis/fixChoice';
import {
  rehearseFixes,
  type FixedFinding,
  type Rehearsal,
  type RemainingFinding,
} from '../analysis/fixRehearsal';
import type { AnalysedFile, AnalysisHost, Snapshot } from '../analysis/host';
import { baseName } from '../base/uri';
import { exitCodes, type ExitCode } from './exitCode';
import { whyNotWritable } from './filesOnDisk';
import type { FixOptions } from './fixOptions';
import type { FileOutcome, FixReport, ReportedFix, ReportedLeft } from './fixReport/report';
import { changeFiles, type ChangedFile } from './changedFiles';
import { fails, isAtLeast } from './severity';
import { useState } from './givenState';
import { isIn, placeOf, requestFor, rootOf, shownPath, withoutContained, type Target } from './target';

/** What was fixed, and how the process ends. */
export interface FixOutcome {
  readonly report: FixReport;
  readonly exitCode: ExitCode;
}

/** What fixing would do within one target. */
interface TargetRehearsal {
  readonly target: Target;
  readonly rehearsal: Rehearsal;
}

/**
 * Fixes the findings in directories (everything below them) and single files, on disk unless it is a dry run. What
 * does not lie within its target is not edited. `directory` (a path) is where a diff would be applied, if it can be.
 */
export async function fix(
  targets: readonly Target[],
  options: FixOptions,
  createHost: () => AnalysisHost,
  directory: string,
): Promise<FixOutcome> {
  const rehearsals: TargetRehearsal[] = [];
  const changed = new Map<string, ChangedFile>();
  for (const target of withoutContained(targets)) {
    const host = createHost();
    host.setFolders([rootOf(target)]);
    if (options.state !== undefined) await useState(host, target, options.state);
    for (const { uri, after } of changed.values()) host.setDocument(uri, after, 0);
    const rehearsal = await rehearseFixes(host, requestFor(target), choiceFor(target, options));
    rehearsals.push({ target, rehearsal });
    for (const { before, text, edits } of rehearsal.files) {
      const known = changed.get(before.uri);
      const fixes = edits.flatMap(({ causes }) => causes.map((cause) => cause.fix));
      changed.set(before.uri, {
        uri: before.uri,
        before: known?.before ?? before.text,
        after: text,
        together: [...(known?.together ?? []), ...fixes.flatMap(({ files }) => files.map(({ uri }) => uri))],
      });
    }
  }
  const { files, base } = await changeFiles([...changed.values()], options.isDryRun, directory);
  const shown = (uri: string) => {
    const { target } = rehearsals.find((one) => isIn(uri, one.target)) ?? {};
    return target === undefined ? baseName(uri) : shownPath(uri, target, targets.length > 1);
  };
  const report: FixReport = {
    ...joined(rehearsals.map((one) => findingsOf(one, files, shown))),
    files: files.map((file) => ({ ...file, file: shown(file.uri) })),
    isDryRun: options.isDryRun,
    base,
  };
  return { report, exitCode: exitCodeOf(report, options) };
}

function choiceFor(target: Target, options: FixOptions): FixChoice {
  const { rules, kinds, acceptance, minSeverity } = options;
  const isWanted = (finding: Finding) =>
    isIn(finding.uri, target) &&
    isAtLeast(finding, minSeverity) &&
    (rules === undefined || rules.includes(finding.rule));
  return {
    findings: (snapshot) => snapshot.findings.filter(isWanted),
    ...(kinds === undefined ? {} : { kinds }),
    ...(acceptance === undefined ? {} : { values: { accept: acceptance } }),
    refusal: async (uri) =>
      isIn(uri, target) ? whyNotWritable(uri) : `${baseName(uri)} would have to be edited as well.`,
  };
}

type ReportedFindings = Pick<FixReport, 'fixed' | 'left' | 'notes'>;

/** What became of a target's findings, given what became of the files. */
function findingsOf(
  { target, rehearsal }: TargetRehearsal,
  files: readonly FileOutcome[],
  shown: (uri: string) => string,
): ReportedFindings {
  const failed = new Map(files.map(({ uri, problem }) => [uri, problem]));
  const placed = (finding: Finding, file: AnalysedFile | undefined) => ({
    finding,
    place: placeOf(shown(finding.uri), file, finding.range),
  });
  const isWritten = (uri: string) => files.some((file) => file.uri === uri && file.status === 'written');
  const fixed: ReportedFix[] = [];
  const left = rehearsal.remaining.map((one): ReportedLeft => {
    const { finding, snapshot } = asInFile(one, rehearsal.before, isWritten(one.finding.uri));
    return { ...placed(finding, snapshot.file(finding.uri)), reason: one.reason };
  });
  for (const one of rehearsal.fixed) {
    const problem = one.uris.map((uri) => failed.get(uri)).find((reason) => reason !== undefined);
    const { finding, place } = placed(one.finding, one.snapshot.file(one.finding.uri));
    if (problem === undefined) fixed.push({ finding, place, fixes: fixesOf(one) });
    else left.push({ finding, place, reason: { kind: 'not-written', message: problem } });
  }
  const notes = rehearsal.before.notes
    .filter(({ uri, kind }) => kind === 'invalid-configuration' || isIn(uri, target))
    .map((note) => ({ note, place: placeOf(shown(note.uri), rehearsal.before.file(note.uri), note.range) }));
  return { fixed, left, notes };
}

/** A finding that remains, where it is found in the file on disk. */
function asInFile(
  one: RemainingFinding,
  before: Snapshot,
  isWritten: boolean,
): { readonly finding: Finding; readonly snapshot: Snapshot } {
  return isWritten || one.before === undefined ? one : { finding: one.before, snapshot: before };
}

function fixesOf({ fixes }: FixedFinding): readonly Fix[] {
  const byTitle = new Map(fixes.map((one) => [one.title, one]));
  return [...byTitle.values()];
}

function joined(parts: readonly ReportedFindings[]): ReportedFindings {
  return {
    fixed: parts.flatMap(({ fixed }) => fixed),
    left: parts.flatMap(({ left }) => left),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** What keeps us from working counts for more than any finding. */
function exitCodeOf({ files, left, notes }: FixReport, { failOn }: FixOptions): ExitCode {
  const isFailed = files.some(({ status }) => status === 'failed');
  if (isFailed || notes.some(({ note }) => note.kind === 'analysis-failed')) return exitCodes.internal;
  if (notes.some(({ note }) => note.kind === 'invalid-configuration')) return exitCodes.usage;
  return left.some(({ finding }) => fails(finding, failOn)) ? exitCodes.findings : exitCodes.clean;
}
