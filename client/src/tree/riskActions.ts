import * as vscode from 'vscode';
import { commandNames } from '../commands';
import { reveal } from '../places';
import type { FindingNode } from './groups';

/** The kind of the server's fix that accepts a finding with a comment. */
const acceptKind = 'quickfix.holdfast.accept';

/** Registers what can be done with a row of the tree. */
export function registerRiskActions(): readonly vscode.Disposable[] {
  return [
    register(commandNames.openRisk, async ({ risk }) => {
      await reveal(risk.place, { preserveFocus: true, preview: true });
    }),
    register(commandNames.fixRisk, async ({ risk }) => {
      await toArgument(risk.place);
      await vscode.commands.executeCommand('editor.action.quickFix');
    }),
    register(commandNames.acceptRisk, async ({ risk }) => {
      await toArgument(risk.place);
      // Where several arguments meet, the editor asks which one.
      await vscode.commands.executeCommand('editor.action.codeAction', {
        kind: acceptKind,
        apply: 'ifSingle',
      });
    }),
    register(commandNames.openDocumentation, async ({ risk }) => {
      await vscode.env.openExternal(vscode.Uri.parse(risk.documentation));
    }),
  ];
}

/** Puts the caret where the finding is: what a menu offers depends on it. */
async function toArgument(place: FindingNode['risk']['place']): Promise<void> {
  const editor = await reveal(place);
  editor.selection = new vscode.Selection(editor.selection.start, editor.selection.start);
}

function register(command: string, work: (node: FindingNode) => Promise<void>): vscode.Disposable {
  return vscode.commands.registerCommand(command, work);
}
