import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Editor } from './editor';
import { deployedImage, example, exampleState } from './example';
import { EditorSession, writeFiles } from './session';
import { stepByStep } from './stepByStep';
import { until, when } from './waiting';
import { Workbench } from './workbench';

const problem = 'aws_instance.rds_access_ec2';
/** The image in the state that is pulled. */
const pulledImage = 'ami-0fedcba9876543210';

/**
 * The tests of what says what is deployed, and of a window without a folder. They build on each other, from top to
 * bottom.
 */
export function describeStateWindow(editor: Editor): void {
  describe('its window, asked what is deployed', function () {
    this.timeout(120_000);
    let session: EditorSession;
    let workbench: Workbench;
    let folder: string;

    before(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'hf-state-'));
      const pulled = exampleState.replaceAll(deployedImage, pulledImage);
      writeFiles(folder, {
        'given.json': exampleState,
        'pulled.json': pulled,
        'bin/terraform': `#!/bin/sh\n[ "$*" = "state pull" ] && cat '${folder}/pulled.json'\n`,
      });
      chmodSync(path.join(folder, 'bin/terraform'), 0o755);
      session = await EditorSession.start(editor, {
        files: { 'main.tf': example },
        environment: {
          PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
          // Started from a terminal: otherwise the editor goes by the PATH of a login shell.
          VSCODE_CLI: '1',
        },
      });
      workbench = new Workbench(session.page);
      await session.open();
    });

    stepByStep('state', () => session.page);

    after(async () => {
      await session.stop();
      rmSync(folder, { recursive: true });
    });

    async function untilOffered(image: string): Promise<void> {
      await workbench.goToProblem(problem);
      await until(`${image} to be offered`, async () => {
        const titles = await workbench.openQuickFixes();
        await session.page.keyboard.press('Escape');
        return when(titles.includes(`Pin ami to ${image} (deployed now)`));
      });
    }

    it('goes by a state file that is pointed to', async () => {
      await workbench.openFile('main.tf');
      await workbench.showProblems();
      await workbench.problemRow(problem).first().waitFor();
      await workbench.runToQuestion('Holdfast: Use a State File…', 'Of which root module?');
      await session.page.keyboard.press('Enter');
      await session.page.locator('.quick-input-title', { hasText: 'What is deployed' }).waitFor();
      await session.page.keyboard.press('Enter');
      await session.page.locator('.quick-input-title', { hasText: 'A state, or the JSON' }).waitFor();
      await workbench.chooseFile(path.join(folder, 'given.json'));
      await workbench.untilNotified('1 resource in the state');
      await untilOffered(deployedImage);
    });

    it('pulls the state when it is asked to, after saying what it runs', async () => {
      await workbench.runToQuestion('Holdfast: Pull the State…', 'Of which root module?');
      await session.page.keyboard.press('Enter');
      await session.page.locator('.quick-input-title', { hasText: 'Which program' }).waitFor();
      await session.page.keyboard.press('Enter');
      await session.page.locator('.monaco-dialog-box', { hasText: 'terraform state pull' }).waitFor();
      await workbench.pressInDialog('Run');
      await untilOffered(pulledImage);
    });

    it('checks a file that is opened without a folder, and nothing around it', async () => {
      await session.openAlone('main.tf');
      await workbench.text.waitFor();
      await workbench.showProblems();
      await workbench.problemRow(problem).first().waitFor();
    });
  });
}
