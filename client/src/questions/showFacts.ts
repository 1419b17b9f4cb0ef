import * as vscode from 'vscode';
import type { factsRequest, FactsParams, FactsResult } from '../../../server/src/lsp/messages';
import type { AnalysisServer } from '../client';
import { commandNames } from '../commands';
import { blockTypeAt } from './blockType';
import type { ReadOnlyDocuments } from './readOnlyDocuments';

/** A copy, checked against the original by the compiler. */
const factsMethod: typeof factsRequest = 'holdfast/facts';

/** Registers *Show Facts for This Type…*, which opens what is known of a type as a document. */
export function registerShowFacts(
  server: AnalysisServer,
  documents: ReadOnlyDocuments,
): readonly vscode.Disposable[] {
  return [
    documents.provide('facts', async ({ path, query }) => {
      const type = path.slice(path.lastIndexOf('/') + 1).replace(/\.txt$/, '');
      return (await factsOf(server, type, query))?.text ?? '';
    }),
    vscode.commands.registerCommand(commandNames.showFacts, () => ask(server, documents)),
  ];
}

async function ask(server: AnalysisServer, documents: ReadOnlyDocuments): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const here = editor?.document.uri.toString() ?? '';
  const value = editor === undefined ? '' : blockTypeAt(editor.document, editor.selection.active.line);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show Facts for This Type'),
    prompt: vscode.l10n.t('A resource type or data source, such as aws_instance'),
    value,
    validateInput: (text) =>
      /^\s*\w*\s*$/.test(text) ? undefined : vscode.l10n.t('A type is one word, such as aws_instance.'),
  });
  const type = typed?.trim() ?? '';
  if (type !== '') await show(type, here, server, documents);
}

async function show(
  type: string,
  here: string,
  server: AnalysisServer,
  documents: ReadOnlyDocuments,
): Promise<void> {
  const facts = await factsOf(server, type, here);
  if (facts === undefined) return;
  const { text, near } = facts;
  if (text !== null) {
    await documents.open('facts', `${type}.txt`, here);
    return;
  }
  const message = vscode.l10n.t('Nothing is known of a type “{0}”.', type);
  const chosen = await vscode.window.showInformationMessage(message, ...near);
  if (chosen !== undefined) await show(chosen, here, server, documents);
}

function factsOf(server: AnalysisServer, type: string, uri: string): Promise<FactsResult | undefined> {
  const params: FactsParams = uri === '' ? { type } : { type, uri };
  return server.tryAsk<FactsResult>(factsMethod, params);
}
