import * as vscode from 'vscode';
import type { GuidanceParams, showGuidanceCommand } from '../../server/src/lsp/messages';

/** A copy, checked against the original by the compiler: only types may come from the server's code. */
export const guidanceCommand: typeof showGuidanceCommand = 'holdfast.showGuidance';

/** Shows how to do by hand what no edit can do; quick fixes of the server carry the command. */
export async function showGuidance({ title, guidance, documentation }: GuidanceParams): Promise<void> {
  const openDocumentation = vscode.l10n.t('Open Documentation');
  const chosen = await vscode.window.showInformationMessage(`${title}: ${guidance}`, openDocumentation);
  if (chosen !== undefined) await vscode.env.openExternal(vscode.Uri.parse(documentation, true));
}
