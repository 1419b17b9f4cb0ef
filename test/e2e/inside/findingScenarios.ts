import { strict as assert } from 'node:assert';
import { example, exampleReference } from '../example';
import type { Scenario } from './scenario';

const dataBlock = 'data "aws_ami" "amazon_linux"';

/** A second instance on the example's image. */
const otherInstance = `resource "aws_instance" "other" {
  ami           = ${exampleReference}
  instance_type = "t2.micro"
}
`;

/** What is found, when, and how it is shown. */
export const findingScenarios: readonly Scenario[] = [
  {
    title: 'shows the one finding of the example, at the reference, with the way from the data source',
    folder: 'finding',
    files: { 'main.tf': example },
    async run(folder) {
      const { document } = await folder.open('main.tf');
      const problem = await folder.theProblem('main.tf');
      assert.equal(problem.source, 'holdfast');
      assert.equal(problem.severity, folder.api.DiagnosticSeverity.Warning);
      assert.equal(
        typeof problem.code === 'object' ? problem.code.value : problem.code,
        'drifting-replacement',
      );
      assert.equal(document.getText(problem.range), exampleReference);
      assert.match(document.lineAt(problem.range.start.line).text, /^\s*ami\s*=/);
      assert.match(problem.message, /aws_instance\.rds_access_ec2/);
      const [start] = problem.relatedInformation ?? [];
      assert.deepEqual(
        start?.location.range.start,
        document.positionAt(example.indexOf(dataBlock)),
        JSON.stringify(problem.relatedInformation),
      );
    },
  },
  {
    title: 'counts what is typed and not saved',
    folder: 'unsaved',
    files: { 'main.tf': example },
    async run(folder) {
      const editor = await folder.open('main.tf');
      await folder.theProblem('main.tf');
      const latest = 'most_recent = true';
      const at = editor.document.positionAt(example.indexOf(latest));
      const old = new folder.api.Range(at, at.translate(0, latest.length));
      assert.ok(
        await editor.edit((edit) => {
          edit.replace(old, 'most_recent = false');
        }),
      );
      await folder.untilProblems('main.tf', 0);
      assert.ok(editor.document.isDirty);
      await folder.api.commands.executeCommand('undo');
      await folder.theProblem('main.tf');
    },
  },
  {
    title: 'notices files that other programs create and delete',
    folder: 'outside',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      folder.write('other.tf', otherInstance);
      const problem = await folder.theProblem('other.tf');
      assert.match(problem.message, /aws_instance\.other/);
      folder.delete('other.tf');
      await folder.untilProblems('other.tf', 0);
      await folder.theProblem('main.tf');
    },
  },
  {
    title: 'follows its settings while it runs',
    folder: 'settings',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      const settings = folder.api.workspace.getConfiguration('holdfast');
      const values = { minSeverity: 'error', enable: false, exclude: ['settings'] };
      for (const [name, value] of Object.entries(values)) {
        await settings.update(name, value);
        await folder.untilProblems('main.tf', 0);
        await settings.update(name, undefined);
        await folder.theProblem('main.tf');
      }
    },
  },
  {
    title: 'finds the same after its server was restarted by command',
    folder: 'restart',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      let emptied = false;
      const listener = folder.api.languages.onDidChangeDiagnostics(() => {
        emptied ||= folder.problems('main.tf').length === 0;
      });
      await folder.api.commands.executeCommand('holdfast.restartServer');
      await folder.theProblem('main.tf');
      listener.dispose();
      assert.ok(emptied, 'The findings of the old server never went away.');
    },
  },
];
