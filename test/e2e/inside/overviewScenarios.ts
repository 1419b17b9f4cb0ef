import { strict as assert } from 'node:assert';
import { example, exampleReference } from '../example';
import { until, when } from '../waiting';
import type { Scenario } from './scenario';
import type { TerraformFolder } from './terraformFolder';

const lens = 'Can replace 1 resource';

/** The document of ours in front, once it is there. */
async function untilShown(folder: TerraformFolder, path: string): Promise<string> {
  return until(`the document ${path}`, () => {
    const document = folder.api.window.activeTextEditor?.document;
    const isThere = document?.uri.scheme === 'holdfast' && document.uri.path === path;
    return isThere && document.getText() !== '' ? document.getText() : undefined;
  });
}

/** What shows findings in other ways than one by one, and what answers questions. */
export const overviewScenarios: readonly Scenario[] = [
  {
    title: 'shows code lenses that lead to the places they speak of, unless a setting says no',
    folder: 'lenses',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.open('main.tf');
      await folder.theProblem('main.tf');
      const lenses = await until('the lens', async () => {
        const all = await folder.codeLenses('main.tf');
        return all.has(lens) ? all : undefined;
      });
      assert.ok(lenses.has('Replaced when data.aws_ami.amazon_linux finds a newer answer'));
      const command = lenses.get(lens);
      assert.equal(command?.command, 'holdfast.peek');
      await folder.api.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
      const settings = folder.api.workspace.getConfiguration('holdfast');
      await settings.update('codeLens', false);
      await until('no lenses', async () => when((await folder.codeLenses('main.tf')).size === 0));
      await settings.update('codeLens', undefined);
      await until('the lenses again', async () => when((await folder.codeLenses('main.tf')).has(lens)));
    },
  },
  {
    title: 'accepts a finding from its row in the list',
    folder: 'accept-from-list',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.open('main.tf');
      const { range } = await folder.theProblem('main.tf');
      const place = { uri: folder.uri('main.tf').toString(), range };
      await folder.run('acceptRisk', { kind: 'finding', id: '', risk: { place } });
      await folder.untilProblems('main.tf', 0);
      const text = folder.api.window.activeTextEditor?.document.getText() ?? '';
      assert.match(text, /# holdfast:ignore drifting-replacement -- /);
    },
  },
  {
    title: 'has one server after it was restarted twice at once',
    folder: 'restarts',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      await Promise.all([folder.run('restartServer'), folder.run('restartServer')]);
      await folder.open('main.tf');
      await folder.theProblem('main.tf');
      // The second server would be at it by the time that the first has answered to this.
      await folder.run('checkWorkspace');
      await folder.theProblem('main.tf');
    },
  },
  {
    title: 'opens one panel with the paths, however often it is asked for',
    folder: 'panel',
    files: { 'main.tf': example },
    async run(folder) {
      const tabs = (): number =>
        folder.api.window.tabGroups.all
          .flatMap((group) => group.tabs)
          .filter(({ label }) => label === 'Replacement Paths').length;
      await folder.run('showPaths');
      await until('the panel', () => when(tabs() === 1));
      await folder.run('showPaths');
      assert.equal(tabs(), 1);
      await folder.api.commands.executeCommand('workbench.action.closeActiveEditor');
      await until('the panel to close', () => when(tabs() === 0));
    },
  },
  {
    title: 'shows the HCL JSON of a file, and keeps it up to date',
    folder: 'hcl-json',
    files: { 'main.tf': 'locals {\n  a = 1\n}\n' },
    async run(folder) {
      const { document } = await folder.open('main.tf');
      await folder.run('showHclJson');
      const text = await untilShown(folder, '/hcl-json/main.tf.jsonc');
      assert.deepEqual(JSON.parse(text), { locals: [{ a: 1 }] });
      const edit = new folder.api.WorkspaceEdit();
      edit.replace(document.uri, new folder.api.Range(1, 6, 1, 7), '2');
      assert.ok(await folder.api.workspace.applyEdit(edit));
      await until('the new text', async () =>
        when((await untilShown(folder, '/hcl-json/main.tf.jsonc')).includes('"a": 2')),
      );
    },
  },
  {
    title: 'checks everything again when asked to',
    folder: 'check',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      await folder.run('checkWorkspace');
      await folder.theProblem('main.tf');
    },
  },
  {
    title: 'copies a bug report without code and paths',
    folder: 'bug-report',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      await folder.run('copyBugReport');
      const text = await folder.api.env.clipboard.readText();
      assert.match(text, /\| Server \| \d+\.\d+\.\d+ \|/);
      assert.match(text, /\| Findings \| [1-9]\d* \|/);
      assert.match(text, /\| Findings by rule \| .*drifting-replacement: \d/);
      for (const secret of [exampleReference, 'rds_access_ec2', 'bug-report', 'main.tf']) {
        assert.ok(!text.includes(secret), `${secret} is in ${text}`);
      }
    },
  },
];
