import * as vscode from 'vscode';
import type { checkWorkspaceRequest, StatusParams } from '../../server/src/lsp/messages';
import type { AnalysisServer } from './client';
import { commandNames } from './commands';
import { fileCount } from './words';

/** A copy, checked against the original by the compiler. */
const checkMethod: typeof checkWorkspaceRequest = 'holdfast/checkWorkspace';

/** Registers *Check Workspace*: everything is read anew, and what was found then is shown. */
export function registerCheckWorkspace(server: AnalysisServer): vscode.Disposable {
  return vscode.commands.registerCommand(commandNames.checkWorkspace, async () => {
    const title = vscode.l10n.t('Checking the workspace');
    const checked = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title },
      () => server.tryAsk<StatusParams>(checkMethod),
    );
    if (checked === undefined) return;
    const { findings, files } = checked;
    if (findings > 0) {
      await vscode.commands.executeCommand(commandNames.focusRisks);
      return;
    }
    const message =
      files === 0
        ? vscode.l10n.t('There is no Terraform configuration to check here.')
        : vscode.l10n.t('Nothing was found in {0}.', fileCount(files));
    void vscode.window.showInformationMessage(message);
  });
}
