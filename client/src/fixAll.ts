import * as vscode from 'vscode';
import type { fixAllCommand, FixAllParams } from '../../server/src/lsp/messages';

/** A copy, checked against the original by the compiler: only types may come from the server's code. */
const serverCommand: typeof fixAllCommand = 'holdfast.fixAll';

/**
 * Applies every safe fix in the active editor's document. The server chooses them, and hands them to the editor, which
 * shows each in its preview before anything changes.
 */
export async function applyFixesInFile(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Holdfast: There is no file in the active editor.'),
    );
    return;
  }
  await applyFixes({ scope: { uri: document.uri.toString() } });
}

/** Does the same for all files of the workspace. */
export async function applyFixesInWorkspace(): Promise<void> {
  await applyFixes({ scope: {} });
}

async function applyFixes(params: FixAllParams): Promise<void> {
  const known = await vscode.commands.getCommands(true);
  if (known.includes(serverCommand)) await vscode.commands.executeCommand(serverCommand, params);
  else
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Holdfast: The server is not running, so there is nothing to apply.'),
    );
}
