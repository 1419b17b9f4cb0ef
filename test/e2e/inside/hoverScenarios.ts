import { strict as assert } from 'node:assert';
import { example, exampleReference } from '../example';
import type { Scenario } from './scenario';

/** What is shown where the mouse rests, and what a project file changes. */
export const hoverScenarios: readonly Scenario[] = [
  {
    title: 'says on hover what forces replacement, and what drifts',
    folder: 'hover',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      assert.match(await folder.hover('main.tf', 'ami  '), /forces replacement[^]*hashicorp\/aws/);
      assert.match(await folder.hover('main.tf', 'data "aws_ami"'), /drifts[^]*To pin it/);
      assert.match(await folder.hover('main.tf', exampleReference), /drifts[^]*picks the newest/);
    },
  },
  {
    title: 'follows the project file, and marks what is wrong in it',
    folder: 'project-file',
    files: { 'main.tf': example },
    async run(folder) {
      await folder.theProblem('main.tf');
      folder.write('holdfast.yaml', 'neutral: [aws_ami]\n');
      await folder.untilProblems('main.tf', 0);
      folder.write('holdfast.yaml', 'neutral: aws_ami\n');
      const problem = await folder.theProblem('holdfast.yaml');
      assert.equal(problem.severity, folder.api.DiagnosticSeverity.Error);
      assert.match(problem.message, /`neutral` must be a list/);
      await folder.theProblem('main.tf');
      folder.delete('holdfast.yaml');
      await folder.untilProblems('holdfast.yaml', 0);
    },
  },
];
