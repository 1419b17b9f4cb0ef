import type { CancellationToken } from 'vscode-languageserver';
import type { AnalysedFile, Snapshot } from '../analysis/host';
import { throwIfCancelled } from './cancellationToken';
import type { DiagnosticsScheduler } from './diagnosticsScheduler';
import { canonicalUri } from './fromProtocol';
import { ContentModified } from './handle';
import type { OpenDocuments } from './openDocuments';

/** Where a request finds the analysis of its document. */
export interface DocumentSources {
  readonly documents: Pick<OpenDocuments, 'version'>;
  readonly scheduler: Pick<DiagnosticsScheduler, 'upToDate'>;
}

/** A document together with the analysis of exactly its present text. */
export interface AnalysedDocument {
  readonly uri: string;
  readonly file: AnalysedFile;
  readonly snapshot: Snapshot;
  /** Throws `Cancelled` where the client gave up, and `ContentModified` where the document moved on. */
  readonly check: () => void;
}

/**
 * Waits until the document's present text is analysed, or everything where `isWhole`; undefined where it is none of
 * ours. Throws as `check` does.
 */
export async function analysedDocument(
  clientUri: string,
  token: CancellationToken,
  { documents, scheduler }: DocumentSources,
  isWhole = false,
): Promise<AnalysedDocument | undefined> {
  const uri = canonicalUri(clientUri);
  if (uri === undefined) return undefined;
  const version = documents.version(uri);
  const check = (): void => {
    throwIfCancelled(token);
    if (documents.version(uri) !== version) throw new ContentModified();
  };
  const snapshot = await scheduler.upToDate(isWhole ? undefined : uri, check);
  check();
  const file = snapshot?.file(uri);
  if (snapshot === undefined || file === undefined) return undefined;
  if (file.version !== version) throw new ContentModified();
  return { uri, file, snapshot, check };
}
