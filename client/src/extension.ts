/**
 * The editor's side of Holdfast: starts the language server, shows how it is doing and what it found, and carries
 * out commands. It knows nothing of Terraform beyond file names; every finding and every fix comes from the server.
 */
import * as vscode from 'vscode';
import { registerCopyBugReport } from './bugReport/copyBugReport';
import { registerCheckWorkspace } from './checkWorkspace';
import { AnalysisServer } from './client';
import { registerCommands } from './commands';
import { whenSchemesChange } from './documents';
import { registerPaths } from './paths/panel';
import { registerPeek } from './peek';
import { registerExplainArgument } from './questions/explainArgument';
import { ReadOnlyDocuments } from './questions/readOnlyDocuments';
import { registerShowFacts } from './questions/showFacts';
import { hclJsonDocuments, registerShowHclJson } from './questions/showHclJson';
import type { Platform } from './platform';
import { RiskStore } from './riskStore';
import { StatusItem } from './status';
import { registerRiskActions } from './tree/riskActions';
import { RiskTree } from './tree/riskTree';
import { registerWelcome } from './welcome/registerWelcome';

let server: AnalysisServer | undefined;

/** Sets everything up; returns before the server runs. */
export function activateOn(platform: Platform, context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Holdfast', { log: true });
  server = new AnalysisServer(platform, context, log);
  const status = new StatusItem();
  const store = new RiskStore(server, log);
  const documents = new ReadOnlyDocuments();
  context.subscriptions.push(
    log,
    status,
    server.onDidChangeStatus((now) => {
      status.show(now);
      if (now.state === 'ready') documents.refresh(hclJsonDocuments);
    }),
    store,
    new RiskTree(store, context.workspaceState),
    documents,
    ...registerCommands(server, log),
    ...registerRiskActions(),
    ...registerPaths(context, store),
    ...registerShowFacts(server, documents),
    ...registerShowHclJson(server, documents),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server?.restart()),
    whenSchemesChange(() => server?.restart()),
    ...registerWelcome(context),
    registerPeek(),
    registerExplainArgument(server),
    registerCheckWorkspace(server),
    registerCopyBugReport(context, platform, server, store),
  );
  // Nobody waits for this: the editor has other extensions to activate.
  void server.start();
}

/** Called by the editor before it ends the extension; resolves when the server has ended. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
