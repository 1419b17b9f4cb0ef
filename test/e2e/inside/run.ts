import { appendFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { resultsVariable, setVariable, type ScenarioResult } from './scenario';
import { scenarioSets } from './scenarios';
import { TerraformFolder } from './terraformFolder';

/** Called by the extension host: runs all scenarios and writes down each result as soon as it is there. */
export async function run(): Promise<void> {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  const root = workspaceFile ? path.dirname(workspaceFile.fsPath) : workspaceFolders?.[0]?.uri.fsPath;
  const results = process.env[resultsVariable];
  const set = new Map(Object.entries(scenarioSets)).get(process.env[setVariable] ?? '');
  if (root === undefined || results === undefined || set === undefined) {
    throw new Error('Started without a workspace, a set of scenarios, or a place for results.');
  }
  for (const { title, folder, run: runScenario } of set) {
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
