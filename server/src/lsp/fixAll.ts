import { say } from '../base/language';
import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver';
import type { Finding } from '../analysis/finding';
import { rehearseFixes, type Rehearsal, type RemainingFinding } from '../analysis/fixRehearsal';
import { findingKey } from '../analysis/fixRound';
import { baseName } from '../base/uri';
import { throwIfCancelled } from './cancellationToken';
import { analysedDocument, type DocumentSources } from './analysedDocument';
import type { ClientFeatures } from './clientFeatures';
import type { DiagnosticsPublisher } from './diagnosticsPublisher';
import type { Host } from './environment';
import { ContentModified } from './handle';
import type { FixAllAnswer, FixAllParams, LeftFindingAnswer } from './messages';
import type { OpenDocuments } from './openDocuments';
import { toRange } from './toProtocol';
import { workspaceEdit, type PlacedEdits } from './workspaceEdits';

/** Where fixing everything gets what it works on. */
export interface FixAllSources extends DocumentSources {
  readonly features: ClientFeatures;
  readonly documents: Pick<OpenDocuments, 'spelling' | 'version'>;
  readonly publisher: Pick<DiagnosticsPublisher, 'visibleFindings'>;
  readonly host: Pick<Host, 'fork'>;
  /** Directories to keep to; undefined for no limits. */
  readonly limits: () => readonly string[] | undefined;
}

/** Answers `holdfast/fixAll`. Throws `Cancelled` and `ContentModified` as code actions do. */
export async function fixAll(
  { scope, rule }: FixAllParams,
  token: CancellationToken,
  sources: FixAllSources,
): Promise<FixAllAnswer> {
  const check = (): void => {
    throwIfCancelled(token);
  };
  const document = scope.uri === undefined ? undefined : await analysedDocument(scope.uri, token, sources);
  if (scope.uri !== undefined && document === undefined) return { edit: {}, fixed: 0, left: [] };
  if (document === undefined) await sources.scheduler.upToDate(undefined, check);
  const rehearsal = await rehearse({ uri: document?.uri, rule }, check, sources);
  return {
    edit: rehearsedEdit(rehearsal, sources, true),
    fixed: rehearsal.fixed.length,
    left: rehearsal.remaining.map((one) => leftFinding(one, rehearsal, sources)),
  };
}

/** Which findings are to be fixed; those in the file `uri` by edits of that file alone. */
export interface FixAllScope {
  readonly uri: string | undefined;
  readonly rule?: string | undefined;
}

/**
 * What applying every safe fix comes to, for the findings that the client is shown. What it throws is what `check`
 * does. The analysis is up to date when this is called.
 */
export function rehearse(
  { uri, rule }: FixAllScope,
  check: () => void,
  sources: FixAllSources,
): Promise<Rehearsal> {
  const only = sources.limits();
  const isMeant = (finding: Finding) =>
    (uri === undefined || finding.uri === uri) && (rule === undefined || finding.rule === rule);
  return rehearseFixes(
    sources.host.fork(),
    { checkCancelled: check, ...(only === undefined ? {} : { only }) },
    {
      findings: (snapshot) => sources.publisher.visibleFindings(snapshot).filter(isMeant),
      refusal: (other) =>
        uri === undefined || other === uri
          ? undefined
          : say`${baseName(other)} would have to be edited as well.`,
    },
  );
}

/**
 * The protocol's form of what was rehearsed; with `isConfirmed`, the client asks for each fix where it can. Throws
 * `ContentModified` where a document moved on.
 */
export function rehearsedEdit(
  { files }: Rehearsal,
  { documents, features }: FixAllSources,
  isConfirmed: boolean,
): WorkspaceEdit {
  const placed = files.map(({ before, edits }): PlacedEdits => {
    const { uri, version, lines } = before;
    if (documents.version(uri) !== version) throw new ContentModified();
    const withPurposes = edits.map(({ range, newText, causes }) => {
      const purposes = causes.map(({ finding, fix: { title, cost } }) => ({
        key: findingKey(finding),
        title,
        cost,
      }));
      return { range, newText, ...(isConfirmed ? { purposes } : {}) };
    });
    return { uri: documents.spelling(uri), version, lines, edits: withPurposes };
  });
  return workspaceEdit(placed, features, isConfirmed);
}

function leftFinding(
  { finding, before, snapshot, reason }: RemainingFinding,
  rehearsal: Rehearsal,
  { documents }: FixAllSources,
): LeftFindingAnswer {
  // The client has the texts of before, where the finding was there then.
  const shown = before ?? finding;
  const file = (before === undefined ? snapshot : rehearsal.before).file(shown.uri);
  const start = { line: 0, character: 0 };
  return {
    message: shown.summary,
    uri: documents.spelling(shown.uri),
    range: file === undefined ? { start, end: start } : toRange(shown.range, file.lines),
    reason: reason.message,
  };
}
