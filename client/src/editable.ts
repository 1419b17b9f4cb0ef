import * as vscode from 'vscode';
import type { CodeActionMiddleware } from 'vscode-languageclient';
import { guidanceCommand } from './guidance';

/** On a file system that cannot be written to, nothing is offered but what only explains something. */
export const editableOnly: NonNullable<CodeActionMiddleware['provideCodeActions']> = async (
  document,
  range,
  context,
  token,
  next,
) => {
  const actions = await next(document, range, context, token);
  const isReadOnly = vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false;
  return isReadOnly ? actions?.filter(explains) : actions;
};

function explains(action: vscode.Command | vscode.CodeAction): boolean {
  const { command } = action;
  return (typeof command === 'string' ? command : command?.command) === guidanceCommand;
}
