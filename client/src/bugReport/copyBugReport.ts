import * as vscode from 'vscode';
import type { AnalysisServer } from '../client';
import { commandNames } from '../commands';
import type { Platform } from '../platform';
import type { RiskStore } from '../riskStore';
import { bugReportText, type BugReport } from './text';

/** Extensions that deal with the same files. */
const neighbours = ['hashicorp.terraform', 'opentofu.vscode-opentofu', 'gamunu.opentofu'];

/** What the report uses of our own description. */
interface Manifest {
  readonly version: string;
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

/** Registers *Copy a Bug Report*. */
export function registerCopyBugReport(
  context: vscode.ExtensionContext,
  platform: Platform,
  server: AnalysisServer,
  store: RiskStore,
): vscode.Disposable {
  const manifest = context.extension.packageJSON as Manifest;
  return vscode.commands.registerCommand(commandNames.copyBugReport, async () => {
    await vscode.env.clipboard.writeText(bugReportText(report(manifest, platform, server, store)));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('A bug report is in the clipboard: versions and counts, no code and no paths.'),
    );
  });
}

function report(
  { version, contributes }: Manifest,
  { system, runtime }: Platform,
  server: AnalysisServer,
  { status, risks = [] }: RiskStore,
): BugReport {
  const reported = 'files' in status ? status : undefined;
  return {
    versions: {
      extension: version,
      server: server.version,
      editor: `${vscode.env.appName} ${vscode.version}`,
      system,
      runtime,
      extensions: versionsOf(neighbours),
    },
    surroundings: surroundings(),
    state: status.state,
    counts: {
      'Workspace folders': vscode.workspace.workspaceFolders?.length ?? 0,
      Modules: reported?.modules ?? 0,
      Files: reported?.files ?? 0,
      Findings: reported?.findings ?? 0,
      Notes: reported?.notes ?? 0,
    },
    rules: countBy(risks.map(({ rule }) => rule)),
    settings: Object.keys(contributes.configuration.properties).filter(isChanged),
  };
}

function surroundings(): readonly string[] {
  const { uiKind, remoteName } = vscode.env;
  return [
    uiKind === vscode.UIKind.Web ? 'web' : 'desktop',
    ...(remoteName === undefined ? [] : [`remote: ${remoteName}`]),
    vscode.workspace.isTrusted ? 'trusted workspace' : 'untrusted workspace',
  ];
}

function versionsOf(ids: readonly string[]): Readonly<Record<string, string>> {
  const found = ids.flatMap((id) => vscode.extensions.getExtension(id) ?? []);
  return Object.fromEntries(
    found.map(({ id, packageJSON }) => [id, (packageJSON as { readonly version: string }).version]),
  );
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** Whether somebody set this setting, for any place. */
function isChanged(name: string): boolean {
  const scopes = [undefined, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
  return scopes.some((scope) => {
    const found = vscode.workspace.getConfiguration(undefined, scope).inspect(name);
    const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
    return values.some((value) => value !== undefined);
  });
}
