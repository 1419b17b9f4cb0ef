import type { AnalysedFile, AnalysisHost, FolderPolicy, Snapshot } from '../analysis/host';
import type { Finding, Note } from '../analysis/finding';
import type { TextRange } from '../base/textRange';
import { relativePath } from '../base/uri';
import { exitCodes, type ExitCode } from './exitCode';
import type { CheckOptions } from './options';
import type { Report, ReportedFinding, ReportedNote } from './report/format';
import { fails, isAtLeast } from './severity';
import { isIn, placeOf, requestFor, rootOf, shownPath, withoutContained, type Target } from './target';

/** What a check has to say and how the process ends. */
export interface CheckOutcome {
  readonly output: string;
  readonly exitCode: ExitCode;
}

/**
 * Checks directories (everything below them) and single files (their module is read, only they are
 * reported). Paths in the report are relative to the target; with several targets, as typed.
 */
export async function check(
  targets: readonly Target[],
  options: CheckOptions,
  createHost: () => AnalysisHost,
): Promise<CheckOutcome> {
  const reports: Report[] = [];
  for (const target of withoutContained(targets)) {
    const host = createHost();
    host.setFolders([rootOf(target)]);
    host.setPolicies([policyOf(rootOf(target), options.variableFiles)]);
    const snapshot = await host.analyse(requestFor(target));
    reports.push(reportOf(snapshot, target, options, targets.length > 1));
  }
  const report = joinReports(reports);
  return { output: options.format.write(report), exitCode: exitCodeOf(report, options) };
}

/** Variable files (URIs) for every root module below a directory (a URI). */
export function policyOf(folder: string, variableFiles: readonly string[]): FolderPolicy {
  return { folder, severities: [], variableFiles: [{ roots: '**', files: variableFiles }] };
}

/** A defect, and a configuration of ours that is wrong, count for more than any finding: what they hide may be worse. */
function exitCodeOf(report: Report, options: CheckOptions): ExitCode {
  const has = (kind: Note['kind']) => report.notes.some(({ note }) => note.kind === kind);
  if (has('analysis-failed')) return exitCodes.internal;
  if (has('invalid-configuration')) return exitCodes.usage;
  const isFailing = report.findings.some(({ finding }) => fails(finding, options.failOn));
  return isFailing ? exitCodes.findings : exitCodes.clean;
}

function reportOf(snapshot: Snapshot, target: Target, options: CheckOptions, isOneOfMany: boolean): Report {
  const isWanted = ({ uri }: Finding | Note) => isIn(uri, target);
  const place = (uri: string, range: TextRange) =>
    placeOf(shownPath(uri, target, isOneOfMany), snapshot.file(uri), range);
  const wanted = snapshot.findings.filter(isWanted);
  const loud = wanted.filter((finding) => isAtLeast(finding, options.minSeverity));
  const findings = loud.map((finding): ReportedFinding => ({
    finding,
    place: place(finding.uri, finding.range),
    module: relativePath(finding.module, rootOf(target)),
    path: finding.path.map((step) => ({
      place: place(step.uri, step.range),
      label: step.label,
      message: step.message,
    })),
    sourceLine: lineAt(snapshot.file(finding.uri), finding.range.start),
  }));
  const notes = snapshot.notes
    .filter((note) => note.kind === 'invalid-configuration' || isWanted(note))
    .map((note): ReportedNote => ({ note, place: place(note.uri, note.range) }));
  const quieter = wanted.length - loud.length;
  return { findings, quieter, notes, files: snapshot.files, modules: snapshot.modules };
}

function lineAt(file: AnalysedFile | undefined, offset: number): string {
  if (file === undefined) return '';
  const { line } = file.lines.positionAt(offset);
  const start = file.lines.offsetAt({ line, character: 0 });
  return /^.*/.exec(file.text.slice(start))?.[0] ?? '';
}

function joinReports(reports: readonly Report[]): Report {
  return {
    findings: reports.flatMap((report) => report.findings),
    quieter: reports.reduce((sum, report) => sum + report.quieter, 0),
    notes: reports.flatMap((report) => report.notes),
    files: reports.reduce((sum, report) => sum + report.files, 0),
    modules: reports.reduce((sum, report) => sum + report.modules, 0),
  };
}
