import { strict as assert } from 'node:assert';
import type { Editor } from './editor';
import { example } from './example';
import { memoryFilesExtension } from './memoryFiles/manifest';
import { EditorSession } from './session';
import { stepByStep } from './stepByStep';
import { Workbench } from './workbench';

const problem = 'aws_instance.rds_access_ec2';

/** The tests of a folder that is not on a disk, in an editor that has one. They build on each other. */
export function describeVirtualWorkspace(editor: Editor): void {
  describe('in a virtual workspace', function () {
    this.timeout(120_000);
    let session: EditorSession;
    let workbench: Workbench;

    before(async () => {
      const extension = memoryFilesExtension({ 'main.tf': example });
      session = await EditorSession.start(editor, { files: {}, extensions: extension });
      workbench = new Workbench(session.page);
      await session.open([], 'memfs://host/app');
    });

    stepByStep('virtual', () => session.page);

    after(async () => {
      await session.stop();
    });

    it('reads the files through the editor, in a server of its own process', async () => {
      await workbench.openFile('main.tf');
      await workbench.showProblems();
      await workbench.problemRow(problem).first().waitFor();
      assert.equal(session.languageServers().length, 1);
    });

    it('fixes them', async () => {
      await workbench.goToProblem(problem);
      await workbench.openQuickFixes();
      await workbench.chooseQuickFix(/^Ignore changes to ami/);
      await workbench.problems.getByText('No problems have been detected').waitFor();
      await workbench.save();
    });
  });
}
