import * as vscode from 'vscode';
import type { AnalysisServer } from '../client';
import { commandNames } from '../commands';

/** Registers *Explain This Argument*: what the mouse would show, for those who use keys. */
export function registerExplainArgument(server: AnalysisServer): vscode.Disposable {
  return vscode.commands.registerTextEditorCommand(commandNames.explainArgument, (editor) => {
    void explain(editor, server);
  });
}

async function explain(editor: vscode.TextEditor, server: AnalysisServer): Promise<void> {
  const place = await explainedPlace(editor, server);
  if (place === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Holdfast knows nothing of this place. It explains arguments that force replacement, and data sources.',
      ),
    );
    return;
  }
  // The editor explains what is at its caret.
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection);
  await vscode.commands.executeCommand('editor.action.showHover');
}

/** The caret's place, or the start of its line, where the argument's name stands. */
async function explainedPlace(
  { document, selection: { active } }: vscode.TextEditor,
  server: AnalysisServer,
): Promise<vscode.Position | undefined> {
  const first = document.lineAt(active.line).firstNonWhitespaceCharacterIndex;
  const textDocument = { uri: document.uri.toString() };
  for (const position of [active, active.with({ character: first })]) {
    const { line, character } = position;
    const params = { textDocument, position: { line, character } };
    const hover = await server.ask<unknown>('textDocument/hover', params).catch(() => null);
    if (hover !== null) return position;
  }
  return undefined;
}
