import type { CancellationToken, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver';
import type { Finding, Fix } from '../analysis/finding';
import type { AnalysedFile, Snapshot } from '../analysis/host';
import { analysedDocument } from './analysedDocument';
import type { ClientFeatures } from './clientFeatures';
import { rehearse, rehearsedEdit, type FixAllSources } from './fixAll';
import { editOf } from './workspaceEdits';

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
    private readonly sources: FixAllSources,
    private readonly check: () => void,
  ) {}

  /** Waits until the document's present text is analysed; undefined where it is none of ours. */
  static async prepare(
    params: CodeActionParams,
    token: CancellationToken,
    sources: FixAllSources,
  ): Promise<ActionRequest | undefined> {
    const document = await analysedDocument(params.textDocument.uri, token, sources);
    if (document === undefined) return undefined;
    const { uri, file, snapshot, check } = document;
    return new ActionRequest(params, uri, file, snapshot, sources, check);
  }

  get features(): ClientFeatures {
    return this.sources.features;
  }

  /** The findings that the client was shown, in all documents. */
  get visible(): readonly Finding[] {
    return this.sources.publisher.visibleFindings(this.snapshot);
  }

  /** Those in this document. */
  findings(): readonly Finding[] {
    return this.visible.filter(({ uri }) => uri === this.uri);
  }

  /** The remedies for `finding`, the preferred first. */
  async fixes(finding: Finding): Promise<readonly Fix[]> {
    const fixes = await this.snapshot.fixesFor(finding);
    this.check();
    return fixes;
  }

  /** The protocol's form of a fix; undefined where one of its files was not analysed. */
  edit(fix: Fix): WorkspaceEdit | undefined {
    return editOf(fix, { ...this.sources, snapshot: this.snapshot });
  }

  /** Every safe fix of this document; undefined where there is none. */
  async editOfAll(): Promise<WorkspaceEdit | undefined> {
    const rehearsal = await rehearse({ uri: this.uri }, this.check, this.sources);
    this.check();
    return rehearsal.files.length === 0 ? undefined : rehearsedEdit(rehearsal, this.sources, false);
  }

  /** The client's spelling of an engine URI. */
  spelling(uri: string): string {
    return this.sources.documents.spelling(uri);
  }
}
