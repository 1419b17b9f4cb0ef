import type { AnalysedFile, AnalysisHost, FolderPolicy, Snapshot } from '../analysis/host';
import { severities, type Finding, type Note } from '../analysis/finding';
import type { TextRange } from '../base/textRange';
import { directoryOf, isWithin, relativePath } from '../base/uri';
import { exitCodes, type ExitCode } from './exitCode';
import type { CheckOptions } from './options';
import type { Report, ReportedFinding, ReportedNote, ReportPlace } from './report/format';

/** One PATH of the command line. */
export interface CheckTarget {
  /** As typed, with `/` between segments. */
  readonly typed: string;
  readonly uri: string;
  readonly kind: 'file' | 'directory';
}

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
  targets: readonly CheckTarget[],
  options: CheckOptions,
  createHost: () => AnalysisHost,
): Promise<CheckOutcome> {
  const reports: Report[] = [];
  for (const target of withoutContained(targets)) {
    const host = createHost();
    const root = target.kind === 'file' ? directoryOf(target.uri) : target.uri;
    host.setFolders([root]);
    host.setPolicies([policyOf(root, options.variableFiles)]);
    const only = target.kind === 'file' ? { only: [root] } : {};
    const snapshot = await host.analyse({ checkCancelled: () => undefined, ...only });
    reports.push(reportOf(snapshot, target, root, options, targets.length > 1));
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

/** The targets without those that others contain, so that nothing is reported twice. */
function withoutContained(targets: readonly CheckTarget[]): readonly CheckTarget[] {
  return targets.filter((target, index) => {
    const contains = (other: CheckTarget, at: number) =>
      other.uri === target.uri ? at < index : other.kind === 'directory' && isWithin(target.uri, other.uri);
    return !targets.some(contains);
  });
}

function reportOf(
  snapshot: Snapshot,
  target: CheckTarget,
  root: string,
  options: CheckOptions,
  isOneOfMany: boolean,
): Report {
  const isWanted = ({ uri }: Finding | Note) =>
    target.kind === 'directory' ? isWithin(uri, target.uri) : uri === target.uri;
  const typedRoot =
    target.kind === 'file' ? target.typed.slice(0, target.typed.lastIndexOf('/') + 1) : target.typed;
  const prefix = isOneOfMany && typedRoot !== '' ? `${typedRoot.replace(/\/+$/, '')}/` : '';
  const shown = (uri: string) => prefix + relativePath(uri, root);
  const place = (uri: string, range: TextRange) => placeOf(shown(uri), snapshot.file(uri), range);
  const findings = snapshot.findings
    .filter((finding) => isWanted(finding) && isAtLeast(finding, options.minSeverity))
    .map((finding): ReportedFinding => ({
      finding,
      place: place(finding.uri, finding.range),
      module: relativePath(finding.module, root),
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
  return { findings, notes, files: snapshot.files, modules: snapshot.modules };
}

function placeOf(file: string, analysed: AnalysedFile | undefined, range: TextRange): ReportPlace {
  const start = analysed?.lines.positionAt(range.start) ?? { line: 0, character: 0 };
  const end = analysed?.lines.positionAt(range.end) ?? start;
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function lineAt(file: AnalysedFile | undefined, offset: number): string {
  if (file === undefined) return '';
  const { line } = file.lines.positionAt(offset);
  const start = file.lines.offsetAt({ line, character: 0 });
  return /^.*/.exec(file.text.slice(start))?.[0] ?? '';
}

function isAtLeast(finding: Finding, minimum: Finding['severity']): boolean {
  return severities.indexOf(finding.severity) >= severities.indexOf(minimum);
}

function fails(finding: Finding, failOn: CheckOptions['failOn']): boolean {
  return failOn !== 'never' && isAtLeast(finding, failOn);
}

function joinReports(reports: readonly Report[]): Report {
  return {
    findings: reports.flatMap((report) => report.findings),
    notes: reports.flatMap((report) => report.notes),
    files: reports.reduce((sum, report) => sum + report.files, 0),
    modules: reports.reduce((sum, report) => sum + report.modules, 0),
  };
}
