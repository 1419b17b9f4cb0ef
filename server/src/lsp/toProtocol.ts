import { say } from '../base/language';
import {
  DiagnosticSeverity,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type Range,
} from 'vscode-languageserver';
import type { Finding, Note, PathStep, Severity } from '../analysis/finding';
import type { AnalysedFile, Snapshot } from '../analysis/host';
import type { LineIndex } from '../base/lineIndex';
import type { TextRange } from '../base/textRange';
import { baseName } from '../base/uri';
import type { ClientFeatures } from './clientFeatures';
import { textRange } from './fromProtocol';
import type { FindingKey } from './messages';

/** Who reports, as every client shows it beside the message. */
export const diagnosticSource = 'holdfast';

/** Notes are told, not judged: they say where the analysis is blind. What the user told us wrong is an error. */
export function noteSeverity({ kind }: Note): Severity {
  return kind === 'invalid-configuration' ? 'error' : 'information';
}

/** The page about a rule, in the client's language. */
export function ruleDocumentation(rule: string): string {
  return `https://github.com/holdfast-tf/holdfast/blob/main/${say`docs/rules`}/${rule}.md`;
}

const protocolSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  hint: DiagnosticSeverity.Hint,
  information: DiagnosticSeverity.Information,
  warning: DiagnosticSeverity.Warning,
  error: DiagnosticSeverity.Error,
};

/** A place on the way of a value, and what happens there. */
type Step = Omit<PathStep, 'label'>;

/** What a conversion needs besides the finding: where its files' lines begin, and what the client takes. */
export interface ConversionContext {
  readonly snapshot: Snapshot;
  readonly features: ClientFeatures;
  /** The client's own spelling of an engine URI. */
  readonly spelling: (uri: string) => string;
}

/** The protocol's range for offsets in the text that `lines` indexes. */
export function toRange(range: TextRange, lines: LineIndex): Range {
  return { start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}

/** The diagnostic of a finding in `file`. */
export function findingDiagnostic(
  finding: Finding,
  file: AnalysedFile,
  context: ConversionContext,
): Diagnostic {
  const { features } = context;
  const lines = features.relatedInformation ? [] : stepLines(reasons(finding), context.snapshot);
  return {
    range: toRange(finding.range, file.lines),
    severity: protocolSeverity[finding.severity],
    source: diagnosticSource,
    code: finding.rule,
    // Lists of problems show the first line; the way is told beside it, each hop with its place.
    message: [finding.summary, ...lines.map((line) => `  ${line}`), ...finding.details].join('\n'),
    ...(features.codeDescription ? { codeDescription: { href: ruleDocumentation(finding.rule) } } : {}),
    ...(features.relatedInformation ? { relatedInformation: relatedInformation(finding, context) } : {}),
    ...(features.diagnosticData ? { data: findingKey(finding) } : {}),
  };
}

/** The diagnostic of a note in `file`. */
export function noteDiagnostic(note: Note, file: AnalysedFile | undefined): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    // A file that could not be read has no text to point into.
    range: file === undefined ? { start, end: start } : toRange(note.range, file.lines),
    severity: protocolSeverity[noteSeverity(note)],
    source: diagnosticSource,
    code: note.kind,
    message: note.message,
  };
}

/**
 * Whether a diagnostic that the client sends back is about `finding`: by its data, which outlives edits
 * elsewhere in the file, or by its code and place in `file` where the client drops data.
 */
export function isDiagnosticOf(diagnostic: Diagnostic, finding: Finding, file: AnalysedFile): boolean {
  const data: unknown = diagnostic.data;
  if (isObject(data)) return isKeyOf(data, finding);
  const { start, end } = textRange(diagnostic.range, file.lines);
  return diagnostic.code === finding.rule && start === finding.range.start && end === finding.range.end;
}

/** Whether a key that the client sends back, which may be anything, is that of `finding`. */
export function isKeyOf(key: unknown, finding: Finding): boolean {
  if (!isObject(key)) return false;
  const sent = new Map<string, unknown>(Object.entries(key));
  return Object.entries(findingKey(finding)).every(([name, value]) => sent.get(name) === value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What a diagnostic or command carries so that its finding is found again in a later analysis. */
export function findingKey({ rule, module, address, attribute, source }: Finding): FindingKey {
  return { rule, module, address, attribute, source };
}

function relatedInformation(
  finding: Finding,
  { snapshot, spelling }: ConversionContext,
): DiagnosticRelatedInformation[] {
  return reasons(finding).flatMap(({ uri, range, message }) => {
    const file = snapshot.file(uri);
    if (file === undefined) return [];
    return [{ location: { uri: spelling(uri), range: toRange(range, file.lines) }, message }];
  });
}

/** What happens on the way of a value, as lines of text that begin with their place: `main.tf:11: data.aws_ami.x …`. */
export function stepLines(steps: readonly Step[], snapshot: Snapshot): readonly string[] {
  return steps.map(({ uri, range, message }) => {
    const line = snapshot.file(uri)?.lines.positionAt(range.start).line;
    const place = line === undefined ? baseName(uri) : `${baseName(uri)}:${String(line + 1)}`;
    return `${place}: ${message}`;
  });
}

/** The way of the value and what it does where it ends. */
function reasons({ path, uri, range, effect }: Finding): readonly Step[] {
  return effect === undefined ? path : [...path, { uri, range, message: effect }];
}
