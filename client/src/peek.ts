import * as vscode from 'vscode';
import type { peekCommand, PeekArguments } from '../../server/src/lsp/messages';
import { locationOf } from './places';

/** A copy, checked against the original by the compiler. */
const peekName: typeof peekCommand = 'holdfast.peek';

/** Registers what code lenses do: they show the places that they speak of, in place. */
export function registerPeek(): vscode.Disposable {
  return vscode.commands.registerCommand(peekName, ({ uri, position, places }: PeekArguments) =>
    vscode.commands.executeCommand(
      'editor.action.peekLocations',
      vscode.Uri.parse(uri),
      new vscode.Position(position.line, position.character),
      places.map(locationOf),
      'peek',
    ),
  );
}
