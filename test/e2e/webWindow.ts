import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { repository, type Editor } from './editor';
import { example } from './example';
import { until, when } from './waiting';
import { WebSession } from './webSession';
import { Workbench } from './workbench';

const problem = 'aws_instance.rds_access_ec2';

/** A second module, which nobody opens: what it does is read for the server. */
const files = {
  'main.tf': `${example}\nmodule "web" {\n  source = "./web"\n  image  = data.aws_ami.amazon_linux.id\n}\n`,
  'web/main.tf': 'variable "image" {}\n\nresource "aws_instance" "web" {\n  ami = var.image\n}\n',
};

/** Where pictures of the window go, relative to the repository; none are taken where this is not set. */
const pictures = process.env['HOLDFAST_SCREENSHOTS'];

/** The tests of an editor without Node. They build on each other, from top to bottom. */
export function describeWebWindow(editor: Editor): void {
  describe('in an editor that runs in the browser alone', function () {
    this.timeout(120_000);
    let session: WebSession;
    let workbench: Workbench;
    let broken = false;

    before(async () => {
      session = await WebSession.start(editor, files);
      workbench = new Workbench(session.page);
      await session.open('memfs://host/app');
    });

    beforeEach(function () {
      if (broken) this.skip();
    });

    afterEach(async function () {
      if (this.currentTest?.state !== 'failed') return;
      broken = true;
      await session.page.screenshot({ path: path.join(repository, '.e2e', 'failed-web.png') });
    });

    after(async () => {
      await session.stop();
    });

    async function picture(name: string): Promise<void> {
      if (pictures === undefined) return;
      await workbench.untilStill();
      const folder = path.join(repository, pictures);
      mkdirSync(folder, { recursive: true });
      await session.page.screenshot({ path: path.join(folder, `${name}.png`) });
    }

    it('underlines findings, and lists those of files that are not open', async () => {
      await workbench.openFile('main.tf');
      await workbench.showProblems();
      await workbench.problemRow(problem).first().waitFor();
      await workbench.problemRow('aws_instance.web').first().waitFor();
      await workbench.goToProblem(problem);
      await workbench.warningSquiggles.first().waitFor();
      await picture('web-problems');
    });

    it('explains a finding where it is', async () => {
      assert.match(await workbench.showHover(), /aws_instance\.rds_access_ec2/);
      await picture('web-hover');
      await workbench.closeHover();
    });

    it('lists the risks in its tree, and draws their paths', async () => {
      await workbench.openView('Holdfast');
      await workbench.sideBarRow('aws_instance.rds_access_ec2').first().waitFor();
      await workbench.run('Holdfast: Show Replacement Paths');
      const page = workbench.webview();
      await page.locator('g.node', { hasText: 'aws_instance.rds_access_ec2' }).first().waitFor();
      await picture('web-paths');
    });

    it('says above a source what it can replace', async () => {
      await workbench.codeLens('Can replace 2 resources').waitFor();
    });

    it('fixes by an edit, offers no look-up that it cannot do, and saves', async () => {
      await workbench.goToProblem(problem);
      const titles = await workbench.openQuickFixes();
      assert.ok(titles.some((title) => title.startsWith('Ignore changes to ami')), titles.join('\n'));
      assert.ok(!titles.some((title) => title.includes('newest image…')), titles.join('\n'));
      await workbench.chooseQuickFix(/^Ignore changes to ami/);
      await workbench.problemRow(problem).first().waitFor({ state: 'detached' });
      await workbench.save();
      await until('the fix to be in the editor', async () =>
        when((await workbench.text.innerText()).includes('ignore_changes')),
      );
    });

    it('shows what it read, what it knows, and copies a bug report', async () => {
      await workbench.run('Holdfast: Show HCL JSON of This File');
      await until('the JSON', async () => when((await workbench.activeTab()).includes('main.tf.jsonc')));
    });

    it('has kept quiet', async () => {
      assert.deepEqual(await workbench.notifications.allInnerTexts(), []);
    });
  });
}
