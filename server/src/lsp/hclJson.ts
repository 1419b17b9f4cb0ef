import type { CancellationToken } from 'vscode-languageserver';
import { analysedDocument, type DocumentSources } from './analysedDocument';
import type { HclJsonParams, HclJsonResult } from './messages';

/** Answers `holdfast/hclJson` for the document's present text. */
export async function hclJson(
  { uri }: HclJsonParams,
  token: CancellationToken,
  sources: DocumentSources,
): Promise<HclJsonResult> {
  const document = await analysedDocument(uri, token, sources);
  return (await document?.snapshot.hclJson(document.uri)) ?? null;
}
