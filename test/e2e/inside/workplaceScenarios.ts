import { strict as assert } from 'node:assert';
import { example } from '../example';
import { until, when } from '../waiting';
import type { Scenario } from './scenario';

/** Where people work, besides one folder of files of their own that they trust. */
export const workplaceScenarios: readonly Scenario[] = [
  {
    title: 'checks every folder of the workspace',
    folder: 'first',
    files: { 'main.tf': example },
    async run(folder) {
      assert.ok((folder.api.workspace.workspaceFolders?.length ?? 0) > 1);
      await folder.theProblem('main.tf');
    },
  },
  {
    title: 'goes by the settings of each folder',
    folder: 'quiet',
    files: {
      'main.tf': example,
      '.vscode/settings.json': JSON.stringify({ 'holdfast.minSeverity': 'error' }),
    },
    async run(folder) {
      await folder.untilProblems('main.tf', 0);
      const settings = folder.api.workspace.getConfiguration('holdfast', folder.uri('main.tf'));
      const { WorkspaceFolder } = folder.api.ConfigurationTarget;
      await settings.update('minSeverity', 'warning', WorkspaceFolder);
      await folder.theProblem('main.tf');
      await settings.update('minSeverity', 'error', WorkspaceFolder);
      await folder.untilProblems('main.tf', 0);
    },
  },
  {
    title: 'lets a folder go, and takes it in again',
    folder: 'leaving',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      const { workspace } = folder.api;
      const all = workspace.workspaceFolders ?? [];
      const index = all.findIndex(({ name }) => name === 'leaving');
      const uri = all[index]?.uri;
      assert.ok(uri !== undefined && index > 0);
      assert.ok(workspace.updateWorkspaceFolders(index, 1));
      await folder.untilProblems('main.tf', 0);
      assert.ok(workspace.updateWorkspaceFolders(workspace.workspaceFolders?.length ?? 0, 0, { uri }));
      await folder.theProblem('main.tf');
    },
  },
  {
    title: 'works where nobody trusts the workspace, and runs nothing there',
    folder: 'untrusted',
    files: { 'main.tf': example },
    async run(folder) {
      assert.equal(folder.api.workspace.isTrusted, false);
      const problem = await folder.theProblem('main.tf');
      await folder.open('main.tf');
      assert.match(await folder.hover('main.tf', 'ami  '), /forces replacement/);
      const titles = (await folder.quickFixes('main.tf', problem)).map(({ title }) => title);
      assert.ok(titles.includes('Ignore changes to ami'), titles.join());
      const commands = await folder.api.commands.getCommands(true);
      assert.ok(commands.includes('holdfast.pullState'));
    },
  },
  {
    title: 'reports on files that are not to be written',
    folder: 'readonly',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.open('main.tf');
      await folder.theProblem('main.tf');
      assert.match(await folder.hover('main.tf', 'ami  '), /forces replacement/);
    },
  },
  {
    title: 'stands beside an extension that knows Terraform too',
    folder: 'neighbour',
    files: { 'main.tf': example },
    async run(folder) {
      const { document } = await folder.open('main.tf');
      assert.equal(document.languageId, 'terraform');
      const codes = () => folder.problems('main.tf').map(({ source }) => source ?? 'neighbour');
      await until('both', () => when(codes().sort().join() === 'holdfast,neighbour'));
      const hover = await folder.hover('main.tf', 'ami  ');
      assert.match(hover, /The neighbour explains this/);
      assert.match(hover, /forces replacement/);
    },
  },
];
