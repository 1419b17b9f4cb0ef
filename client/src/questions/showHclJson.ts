import * as vscode from 'vscode';
import type { hclJsonRequest, HclJsonParams, HclJsonResult } from '../../../server/src/lsp/messages';
import type { AnalysisServer } from '../client';
import { commandNames } from '../commands';
import type { ReadOnlyDocuments } from './readOnlyDocuments';

/** A copy, checked against the original by the compiler. */
const hclJsonMethod: typeof hclJsonRequest = 'holdfast/hclJson';

/** The kind of the documents that this command opens. */
export const hclJsonDocuments = 'hcl-json';

/** Registers *Show HCL JSON of This File*: what the server read, as a document that follows what is typed. */
export function registerShowHclJson(
  server: AnalysisServer,
  documents: ReadOnlyDocuments,
): readonly vscode.Disposable[] {
  return [
    documents.provide(
      hclJsonDocuments,
      async ({ query }) => (await server.ask<HclJsonResult>(hclJsonMethod, aboutFile(query))) ?? '',
    ),
    vscode.commands.registerTextEditorCommand(commandNames.showHclJson, ({ document }) => {
      void show(document.uri, server, documents);
    }),
  ];
}

async function show(uri: vscode.Uri, server: AnalysisServer, documents: ReadOnlyDocuments): Promise<void> {
  const name = uri.path.split('/').at(-1) ?? '';
  const known = await server.tryAsk<HclJsonResult>(hclJsonMethod, aboutFile(uri.toString()));
  if (known === undefined) return;
  if (known === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is not part of what Holdfast analyses.', name),
    );
    return;
  }
  await documents.open(hclJsonDocuments, `${name.replace(/\.json$/, '')}.jsonc`, uri.toString());
}

function aboutFile(uri: string): HclJsonParams {
  return { uri };
}
