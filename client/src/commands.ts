import * as vscode from 'vscode';
import type { AnalysisServer } from './client';
import { applyFixesInFile, applyFixesInWorkspace } from './fixAll';
import { guidanceCommand, showGuidance } from './guidance';

/** The commands that `package.json` declares, by the names that everything else in the client uses too. */
export const commandNames = {
  restartServer: 'holdfast.restartServer',
  showOutput: 'holdfast.showOutput',
  applyFixesInFile: 'holdfast.applyFixesInFile',
  applyFixesInWorkspace: 'holdfast.applyFixesInWorkspace',
} as const;

/** Registers every command of the extension. */
export function registerCommands(
  server: AnalysisServer,
  log: vscode.LogOutputChannel,
): readonly vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(commandNames.restartServer, () => server.restart()),
    vscode.commands.registerCommand(commandNames.showOutput, () => {
      log.show();
    }),
    vscode.commands.registerCommand(commandNames.applyFixesInFile, applyFixesInFile),
    vscode.commands.registerCommand(commandNames.applyFixesInWorkspace, applyFixesInWorkspace),
    vscode.commands.registerCommand(guidanceCommand, showGuidance),
  ];
}
