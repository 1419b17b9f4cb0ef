import { strict as assert } from 'node:assert';
import type { Editor } from './editor';
import { example } from './example';
import { Camera, picturesFolder } from './pictures/camera';
import { stepByStep } from './stepByStep';
import { until, when } from './waiting';
import { WebSession } from './webSession';
import { Workbench } from './workbench';

const problem = 'aws_instance.rds_access_ec2';

/** A second module, which nobody opens: what it does is read for the server. */
const files = {
  'main.tf': `${example}\nmodule "web" {\n  source = "./web"\n  image  = data.aws_ami.amazon_linux.id\n}\n`,
  'web/main.tf': 'variable "image" {}\n\nresource "aws_instance" "web" {\n  ami = var.image\n}\n',
};

/** The tests of an editor without Node. They build on each other, from top to bottom. */
export function describeWebWindow(editor: Editor): void {
  describe('in an editor that runs in the browser alone', function () {
    this.timeout(120_000);
    let session: WebSession;
    let workbench: Workbench;

    before(async () => {
      session = await WebSession.start(editor, files, picturesFolder === undefined ? 1 : 2);
      workbench = new Workbench(session.page);
      await session.open('memfs://host/app');
    });

    stepByStep('web', () => session.page);

    after(async () => {
      await session.stop();
    });

    async function picture(name: string): Promise<void> {
      if (picturesFolder === undefined) return;
      await new Camera(session.page, picturesFolder).take(`docs/images/${name}.png`);
    }

    it('underlines findings, and lists those of files that are not open', async () => {
      await workbench.openFile('main.tf');
      await workbench.showProblems();
      await workbench.problemRow(problem).first().waitFor();
      await workbench.problemRow('aws_instance.web').first().waitFor();
      await workbench.goToProblem(problem);
      await workbench.warningSquiggles.first().waitFor();
    });

    it('explains a finding where it is', async () => {
      assert.match(await workbench.showHover(), /aws_instance\.rds_access_ec2/);
      await workbench.closeHover();
    });

    it('says above a resource when it is replaced', async () => {
      await workbench.codeLens('Replaced when data.aws_ami.amazon_linux finds a newer answer').waitFor();
    });

    it('fixes by an edit, which the file system keeps, and offers no look-up that it cannot do', async () => {
      await workbench.goToProblem(problem);
      const titles = await workbench.openQuickFixes();
      assert.ok(!titles.some((title) => title.includes('newest image…')), titles.join('\n'));
      await workbench.chooseQuickFix(/^Ignore changes to ami/);
      await workbench.problemRow(problem).first().waitFor({ state: 'detached' });
      await workbench.save();
      await workbench.problemRow('aws_instance.web').first().waitFor();
      await workbench.undo();
      await workbench.problemRow(problem).first().waitFor();
      await workbench.save();
    });

    it('lists the risks in its tree, and draws their paths', async () => {
      // Not by its icon, over which the badge lies by now.
      await workbench.run('View: Show Holdfast');
      await workbench.sideBarRow('aws_instance.rds_access_ec2').first().waitFor();
      await workbench.run('Holdfast: Show Replacement Paths');
      const page = workbench.webview();
      await page.locator('g.node', { hasText: 'aws_instance.rds_access_ec2' }).first().waitFor();
      await picture('web');
    });

    it('starts its worker anew', async () => {
      const before = session.page.workers();
      await workbench.run('Holdfast: Restart Server');
      await until('another worker in place of one', () => {
        const now = session.page.workers();
        const stayed = now.filter((worker) => before.includes(worker)).length;
        return when(now.length === before.length && stayed === before.length - 1);
      });
      await workbench.problemRow(problem).first().waitFor();
    });

    it('has kept quiet so far', async () => {
      assert.deepEqual(await workbench.notifications.allInnerTexts(), []);
    });

    it('says so where its worker cannot be loaded, and starts it when it can be', async () => {
      const giveBack = session.withholdServer();
      await workbench.run('Holdfast: Restart Server');
      const notification = await workbench.untilNotified('Holdfast stopped working');
      giveBack();
      await notification.getByRole('button', { name: 'Restart server' }).click();
      await workbench.problemRow(problem).first().waitFor();
    });

    it('hears of a file that changes outside of its editors', async () => {
      await workbench.run('Test: Empty the Module');
      await workbench.problemRow('aws_instance.web').first().waitFor({ state: 'detached' });
      await workbench.problemRow(problem).first().waitFor();
    });

    it('offers fixes where files can be written to', async () => {
      await workbench.run('Test: List Code Actions');
      await workbench.untilNotified(/Offered: .*Ignore changes to ami/);
    });

    it('reports the same, and offers no fixes, on a file system that cannot be written to', async () => {
      await session.open('memro://host/app');
      await workbench.openFile('main.tf');
      await workbench.showProblems();
      await workbench.problemRow('aws_instance.web').first().waitFor();
      await workbench.run('Test: List Code Actions');
      await workbench.untilNotified('Offered: nothing');
    });

    it('warns in its sample where no folder is open', async () => {
      await session.open();
      await workbench.run('Holdfast: Open the Sample');
      await workbench.codeLens('Can replace 1 resource').waitFor();
    });

    it('offers nothing for which a program would have to be started', async () => {
      assert.deepEqual(await workbench.listedCommands('Holdfast: Pull the State'), []);
      assert.notDeepEqual(await workbench.listedCommands('Holdfast: Use a State File'), []);
    });
  });
}
