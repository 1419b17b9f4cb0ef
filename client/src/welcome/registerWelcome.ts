import * as vscode from 'vscode';
import { commandNames } from '../commands';
import { openSample, showSampleInItsWindow } from './sample';

/** The walkthrough's name in `package.json`. */
const walkthrough = 'welcome';

/** Registers *Get Started*, which opens the walkthrough, and *Open the Sample*, its first step. */
export function registerWelcome(context: vscode.ExtensionContext): readonly vscode.Disposable[] {
  void showSampleInItsWindow(context);
  return [
    vscode.commands.registerCommand(commandNames.getStarted, () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${context.extension.id}#${walkthrough}`,
        false,
      ),
    ),
    vscode.commands.registerCommand(commandNames.openSample, () => openSample(context)),
  ];
}
