/**
 * The editor's side of Holdfast: starts the language server, shows how it is doing, and offers to start it
 * again. It knows nothing of Terraform beyond file names; every finding and every fix comes from the server.
 */
import * as vscode from 'vscode';
import { AnalysisServer } from './client';
import { registerCommands } from './commands';
import { StatusItem } from './status';

let server: AnalysisServer | undefined;

/** Called by the editor when the first Terraform file shows up. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Holdfast', { log: true });
  const status = new StatusItem();
  server = new AnalysisServer(context.asAbsolutePath('dist/server/server.js'), log, status);
  const trustGranted = vscode.workspace.onDidGrantWorkspaceTrust(() => server?.restart());
  context.subscriptions.push(log, status, trustGranted, ...registerCommands(server, log));
  // Nobody waits for this: the editor has other extensions to activate.
  void server.start();
}

/** Called by the editor before it ends the extension; resolves when the server has ended. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
