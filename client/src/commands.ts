import * as vscode from 'vscode';
import type { AnalysisServer } from './client';

/** The commands that `package.json` declares, by the names that everything else in the client uses too. */
export const commandNames = {
  restartServer: 'holdfast.restartServer',
  showOutput: 'holdfast.showOutput',
  checkWorkspace: 'holdfast.checkWorkspace',
  explainArgument: 'holdfast.explainArgument',
  showFacts: 'holdfast.showFacts',
  showHclJson: 'holdfast.showHclJson',
  copyBugReport: 'holdfast.copyBugReport',
  showPaths: 'holdfast.showPaths',
  filterRisks: 'holdfast.filterRisks',
  clearFilter: 'holdfast.clearFilter',
  openRisk: 'holdfast.openRisk',
  fixRisk: 'holdfast.fixRisk',
  acceptRisk: 'holdfast.acceptRisk',
  openDocumentation: 'holdfast.openDocumentation',
  /** The editor's own, for the view `holdfast.risks`. */
  focusRisks: 'holdfast.risks.focus',
} as const;

/** Registers the commands that are about the server itself; each other feature registers its own. */
export function registerCommands(
  server: AnalysisServer,
  log: vscode.LogOutputChannel,
): readonly vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(commandNames.restartServer, () => server.restart()),
    vscode.commands.registerCommand(commandNames.showOutput, () => {
      log.show();
    }),
  ];
}
