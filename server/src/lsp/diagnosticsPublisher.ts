import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Finding, Note } from '../analysis/finding';
import type { Snapshot } from '../analysis/host';
import type { ClientFeatures } from './clientFeatures';
import type { Configuration } from './configuration';
import type { Moment } from './diagnosticsScheduler';
import type { OpenDocuments } from './openDocuments';
import { findingDiagnostic, noteDiagnostic, noteSeverity, type ConversionContext } from './toProtocol';

/** What the client was last told about one file. */
interface Published {
  readonly uri: string;
  /** The list as JSON: compared as a whole, so that a hash collision cannot hide a change. */
  readonly list: string;
  /** The version of the open document that it was sent for; undefined where that was closed since, or never open. */
  readonly version: number | undefined;
}

/** How much of a snapshot the client gets to see. */
export interface VisibleCounts {
  readonly findings: number;
  readonly notes: number;
}

/** Sends the difference between what the client knows and what a snapshot says; it decides nothing else. */
export class DiagnosticsPublisher {
  private readonly published = new Map<string, Published>();
  private counts: VisibleCounts = { findings: 0, notes: 0 };
  /** The files that were broken when the client was last told something; undefined before that. */
  private broken: ReadonlySet<string> | undefined;

  constructor(
    private readonly features: ClientFeatures,
    private readonly configuration: Pick<Configuration, 'shows'>,
    private readonly documents: Pick<OpenDocuments, 'spelling' | 'version' | 'uris'>,
    private readonly send: (params: PublishDiagnosticsParams) => void,
  ) {}

  /** The findings of `snapshot` that the settings let through. */
  visibleFindings(snapshot: Snapshot): readonly Finding[] {
    return snapshot.findings.filter(({ uri, severity }) => this.configuration.shows(uri, severity));
  }

  /**
   * Brings the client up to date with `snapshot`; tells nothing that it was told already. A text that typing has just
   * broken is most likely whole again after a few more keys: until the user pauses, what is known stays, so that
   * nothing goes and comes back under their eyes.
   */
  publish(snapshot: Snapshot, moment: Moment): VisibleCounts {
    const { broken } = snapshot;
    const known = this.broken;
    if (moment === 'typing' && known && [...broken].some((uri) => !known.has(uri))) return this.counts;
    this.broken = broken;
    const findings = this.visibleFindings(snapshot);
    const notes = snapshot.notes.filter((note) => this.configuration.shows(note.uri, noteSeverity(note)));
    const lists = this.listsOf(snapshot, findings, notes);
    for (const [uri, list] of lists) this.publishFile(uri, list, snapshot, moment);
    for (const uri of this.published.keys()) {
      if (!lists.has(uri)) this.withdraw(uri);
    }
    this.counts = { findings: findings.length, notes: notes.length };
    return this.counts;
  }

  /** Notes that the document `uri` was closed: where it is opened again, whatever the client kept may be gone. */
  closed(uri: string): void {
    const before = this.published.get(uri);
    if (before !== undefined) this.published.set(uri, { ...before, version: undefined });
  }

  /** Every open document that was analysed, and every file with something to say. */
  private listsOf(
    snapshot: Snapshot,
    findings: readonly Finding[],
    notes: readonly Note[],
  ): ReadonlyMap<string, Diagnostic[]> {
    const context: ConversionContext = {
      snapshot,
      features: this.features,
      spelling: (uri) => this.documents.spelling(uri),
    };
    const lists = new Map<string, Diagnostic[]>();
    const add = (uri: string, ...diagnostics: readonly Diagnostic[]): void => {
      const list = lists.get(uri);
      if (list === undefined) lists.set(uri, [...diagnostics]);
      else list.push(...diagnostics);
    };
    for (const uri of this.documents.uris()) {
      if (snapshot.file(uri) !== undefined) add(uri);
    }
    for (const finding of findings) {
      const file = snapshot.file(finding.uri);
      if (file !== undefined) add(finding.uri, findingDiagnostic(finding, file, context));
    }
    for (const note of notes) add(note.uri, noteDiagnostic(note, snapshot.file(note.uri)));
    return lists;
  }

  private publishFile(uri: string, diagnostics: Diagnostic[], snapshot: Snapshot, moment: Moment): void {
    const version = this.documents.version(uri);
    // Positions in a text that the editor has left behind would mislead; its next analysis is on the way.
    if (version !== undefined && version !== snapshot.file(uri)?.version) return;

    const before = this.published.get(uri);
    const now: Published = {
      uri: this.documents.spelling(uri),
      list: JSON.stringify(diagnostics),
      version,
    };
    if (before !== undefined && before.uri !== now.uri) this.withdraw(uri);
    if (before !== undefined && !isNews(now, before, moment)) return;
    this.published.set(uri, now);
    const versioned = version !== undefined && this.features.diagnosticVersion ? { version } : {};
    this.send({ uri: now.uri, ...versioned, diagnostics });
  }

  private withdraw(uri: string): void {
    const before = this.published.get(uri);
    this.published.delete(uri);
    if (before !== undefined && before.list !== '[]') this.send({ uri: before.uri, diagnostics: [] });
  }
}

/**
 * Whether a list is sent. A document that was just opened is always answered, even with nothing: some clients show only
 * that. After a pause, so is one that was edited, even with the same: some clients (eglot) let what they show drift with
 * the text, and have to be told that it stayed where it was.
 */
function isNews(now: Published, before: Published, moment: Moment): boolean {
  if (now.uri !== before.uri || now.list !== before.list) return true;
  if (now.version === undefined || now.version === before.version) return false;
  return before.version === undefined || (moment === 'settled' && now.list !== '[]');
}
