import type { CancellationToken, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdits, Finding, Fix } from '../analysis/finding';
import type { AnalysedFile, Snapshot } from '../analysis/host';
import { analysedDocument } from './analysedDocument';
import type { ClientFeatures } from './clientFeatures';
import type { DiagnosticsPublisher } from './diagnosticsPublisher';
import type { DiagnosticsScheduler } from './diagnosticsScheduler';
import type { OpenDocuments } from './openDocuments';
import { editOf } from './workspaceEdits';

/** Where code actions get what they offer. */
export interface CodeActionSources {
  readonly features: ClientFeatures;
  readonly documents: Pick<OpenDocuments, 'spelling' | 'version'>;
  readonly scheduler: Pick<DiagnosticsScheduler, 'upToDate'>;
  readonly publisher: Pick<DiagnosticsPublisher, 'visibleFindings'>;
}

/**
 * One code action request together with the analysis of exactly the text that it is about. Its methods throw
 * `Cancelled` where the client gave up, and `ContentModified` where a document moved on: an edit at a stale
 * place never gets out.
 */
export class ActionRequest {
  private constructor(
    readonly params: CodeActionParams,
    readonly uri: string,
    /** The document's text that `params.range` and all findings refer to. */
    readonly file: AnalysedFile,
    readonly snapshot: Snapshot,
    private readonly sources: CodeActionSources,
    private readonly check: () => void,
  ) {}

  /** Waits until the document's present text is analysed; undefined where it is none of ours. */
  static async prepare(
    params: CodeActionParams,
    token: CancellationToken,
    sources: CodeActionSources,
  ): Promise<ActionRequest | undefined> {
    const document = await analysedDocument(params.textDocument.uri, token, sources);
    if (document === undefined) return undefined;
    const { uri, file, snapshot, check } = document;
    return new ActionRequest(params, uri, file, snapshot, sources, check);
  }

  get features(): ClientFeatures {
    return this.sources.features;
  }

  /** The findings that the client was shown in this document. */
  findings(): readonly Finding[] {
    return this.sources.publisher.visibleFindings(this.snapshot).filter(({ uri }) => uri === this.uri);
  }

  /** The remedies for `finding`, the preferred first. */
  async fixes(finding: Finding): Promise<readonly Fix[]> {
    const fixes = await this.snapshot.fixesFor(finding);
    this.check();
    return fixes;
  }

  /** The protocol's form of these edits; undefined where one of the files was not analysed. */
  edit(files: readonly FileEdits[]): WorkspaceEdit | undefined {
    return editOf(files, { ...this.sources, snapshot: this.snapshot });
  }

  /** The client's spelling of an engine URI. */
  spelling(uri: string): string {
    return this.sources.documents.spelling(uri);
  }
}
