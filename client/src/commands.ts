import * as vscode from 'vscode';
import type { FindingReference, pinToNewestImageCommand } from '../../server/src/lsp/messages';
import type { AnalysisServer } from './client';
import { applyFixesInFile, applyFixesInWorkspace } from './fixAll';
import { guidanceCommand, showGuidance } from './guidance';
import { pinToNewestImage } from './newestImage';
import { pullState, useState } from './state';

/** A copy, checked against the original by the compiler. */
const newestImage: typeof pinToNewestImageCommand = 'holdfast.pinToNewestImage';

/**
 * The commands by the names that everything else in the client uses too: those that `package.json` declares, and
 * those that code actions run.
 */
export const commandNames = {
  getStarted: 'holdfast.getStarted',
  openSample: 'holdfast.openSample',
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
  applyFixesInFile: 'holdfast.applyFixesInFile',
  applyFixesInWorkspace: 'holdfast.applyFixesInWorkspace',
  useState: 'holdfast.useState',
  pullState: 'holdfast.pullState',
  pinToNewestImage: newestImage,
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
    vscode.commands.registerCommand(commandNames.applyFixesInFile, applyFixesInFile),
    vscode.commands.registerCommand(commandNames.applyFixesInWorkspace, applyFixesInWorkspace),
    vscode.commands.registerCommand(guidanceCommand, showGuidance),
    vscode.commands.registerCommand(commandNames.useState, () => useState(server)),
    vscode.commands.registerCommand(commandNames.pullState, () => pullState(server)),
    vscode.commands.registerCommand(commandNames.pinToNewestImage, (reference: FindingReference) =>
      pinToNewestImage(server, reference),
    ),
  ];
}
