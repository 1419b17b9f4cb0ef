import { appendFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { resultsVariable, type ScenarioResult } from './scenario';
import { scenarios } from './scenarios';
import { TerraformFolder } from './terraformFolder';

/** Called by the extension host: runs all scenarios and writes down each result as soon as it is there. */
export async function run(): Promise<void> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const results = process.env[resultsVariable];
  if (root === undefined || results === undefined) throw new Error('Started without a workspace or results.');
  for (const { title, folder, run: runScenario } of scenarios) {
    const result: ScenarioResult = await runScenario(
      new TerraformFolder(vscode, path.join(root, folder)),
    ).then(
      () => ({ title }),
      (error: unknown) => ({
        title,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    appendFileSync(results, `${JSON.stringify(result)}\n`);
  }
}
