import { strict as assert } from 'node:assert';
import type * as vscode from 'vscode';
import { deployedImage, example, exampleReference, exampleState } from '../example';
import type { Scenario } from './scenario';

/** The example with `ami` written as `value`. */
function withAmi(value: string): string {
  return example.replace(`= ${exampleReference}`, `= ${value}`);
}

/** The example with a second argument that drifts. */
const withTwoArguments = example.replace(
  `= ${exampleReference}\n`,
  (line) => `${line}  key_name = ${exampleReference}\n`,
);

/** Every fix that is offered, applied to the example. */
export const fixScenarios: readonly Scenario[] = [
  {
    title: 'ignores changes to the argument',
    folder: 'ignore-changes',
    files: { 'main.tf': example },
    async run(folder) {
      const text = await folder.fix('main.tf', /^Ignore changes to ami\b/);
      assert.match(text, /\n\n {2}lifecycle \{\n {4}ignore_changes = \[ami\]\n {2}\}\n\}\n$/);
      assert.ok(text.startsWith(example.slice(0, example.lastIndexOf('}') - 1)), text);
    },
  },
  {
    title: 'pins the image that runs, where a state beside the configuration names it',
    folder: 'pin-deployed',
    files: { 'main.tf': example, 'terraform.tfstate': exampleState },
    async run(folder) {
      assert.equal(
        await folder.fix('main.tf', /^Pin ami to \S+ \(deployed now\)$/),
        withAmi(`"${deployedImage}"`),
      );
    },
  },
  {
    title: 'pins a placeholder of the right form, selected to be typed over, where nothing names the image',
    folder: 'pin-placeholder',
    files: { 'main.tf': example },
    async run(folder) {
      const text = await folder.fix('main.tf', /^Pin ami to a fixed value…$/);
      const [, value] = /^ {2}ami {11}= "(.*)"/m.exec(text) ?? [];
      assert.match(value ?? text, /^ami-\w+$/);
      assert.equal(text, withAmi(`"${String(value)}"`));
      assert.equal(folder.selectedText(), value);
    },
  },
  {
    title: 'accepts the finding with a comment',
    folder: 'accept',
    files: { 'main.tf': example },
    async run(folder) {
      const text = await folder.fix('main.tf', /\b(?:accept|suppress)|holdfast:ignore/i);
      const comments = text.split('\n').filter((line) => line.includes('holdfast:ignore'));
      assert.equal(comments.length, 1, text);
      assert.match(comments[0] ?? '', /# holdfast:ignore drifting-replacement -- \S/);
    },
  },
  {
    title: 'brings all that is safe into one list by the action that saving can run',
    folder: 'fix-all',
    files: { 'main.tf': withTwoArguments },
    async run(folder) {
      const { document } = await folder.open('main.tf');
      await folder.untilProblems('main.tf', 2);
      const actions = await folder.api.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new folder.api.Range(0, 0, 0, 0),
        'source.fixAll.holdfast',
      );
      assert.equal(actions.length, 1, actions.map(({ title }) => title).join(', '));
      const edit = actions[0]?.edit;
      assert.ok(edit !== undefined && (await folder.api.workspace.applyEdit(edit)));
      await folder.untilProblems('main.tf', 0);
      assert.match(document.getText(), /\n {4}ignore_changes = \[ami, key_name\]\n/);
    },
  },
  {
    title: 'offers several fixes, one of them as preferred at most, and the newest image among them',
    folder: 'offers',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.open('main.tf');
      const actions = await folder.quickFixes('main.tf', await folder.theProblem('main.tf'));
      const titles = actions.map(({ title }) => title);
      assert.ok(titles.includes('Pin ami to the newest image…'), titles.join(', '));
      assert.ok(actions.filter(({ isPreferred }) => isPreferred === true).length <= 1);
    },
  },
];
