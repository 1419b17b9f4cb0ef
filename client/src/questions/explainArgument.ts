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
  if (place === 'unanswered') return;
  if (place === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Holdfast knows nothing of this place. It explains arguments that force replacement, and data sources.',
      ),
    );
    return;
  }
  await moveCaret(editor, place);
  // With the focus in it: whoever asks by keys goes on by keys.
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
}

/** The editor explains what is at its caret, and stops explaining when the caret moves: so that comes first. */
async function moveCaret(editor: vscode.TextEditor, place: vscode.Position): Promise<void> {
  const { selection } = editor;
  if (selection.isEmpty && selection.active.isEqual(place)) return;
  await new Promise<void>((resolve) => {
    const listener = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor !== editor) return;
      listener.dispose();
      resolve();
    });
    editor.selection = new vscode.Selection(place, place);
  });
}

/**
 * The caret's place, or the start of its line, where the argument's name stands; undefined where nothing is known of
 * either. That the server cannot answer was said to the user.
 */
async function explainedPlace(
  { document, selection: { active } }: vscode.TextEditor,
  server: AnalysisServer,
): Promise<vscode.Position | undefined | 'unanswered'> {
  const first = document.lineAt(active.line).firstNonWhitespaceCharacterIndex;
  const textDocument = { uri: document.uri.toString() };
  for (const position of [active, active.with({ character: first })]) {
    const { line, character } = position;
    const params = { textDocument, position: { line, character } };
    const hover = await server.tryAsk<object | null>('textDocument/hover', params);
    if (hover === undefined) return 'unanswered';
    if (hover !== null) return position;
  }
  return undefined;
}
