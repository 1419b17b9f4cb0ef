import { strict as assert } from 'node:assert';
import type { Editor } from './editor';
import { overviewFiles } from './overviewExample';
import { EditorSession } from './session';
import { stepByStep } from './stepByStep';
import { until, when } from './waiting';
import { testWelcome } from './welcome';
import { Workbench } from './workbench';

/** The tests of what gives an overview, used as a person does. They build on each other, from top to bottom. */
export function describeOverviewWindow(editor: Editor): void {
  describe('its overview in the window', function () {
    this.timeout(120_000);
    let session: EditorSession;
    let workbench: Workbench;

    before(async () => {
      session = await EditorSession.start(editor, { files: overviewFiles });
      workbench = new Workbench(session.page);
      await session.open();
    });

    stepByStep('overview', () => session.page);

    after(async () => {
      await session.stop();
    });

    it('lists what was found by root module and resource, with a badge', async () => {
      await workbench.openView('Holdfast');
      for (const row of ['live', 'test', 'aws_ebs_volume.data', 'aws_instance.bastion']) {
        await workbench.sideBarRow(row).first().waitFor();
      }
      await workbench.sideBarRow('availability_zone ← data.aws_availability_zones.available.names').waitFor();
      assert.equal(await workbench.badge('Holdfast').innerText(), '3');
    });

    it('goes to the argument from a row, by the keyboard alone', async () => {
      await workbench.sideBarRow('ami ← data.aws_ami.linux.id').first().click();
      await workbench.text.waitFor();
      await session.page.keyboard.press('ArrowUp');
      await session.page.keyboard.press('ArrowDown');
      await session.page.keyboard.press('Enter');
      assert.match(await workbench.activeTab(), /main\.tf/);
    });

    it('hides what its filter leaves out, and shows it again', async () => {
      await workbench.runToQuestion('Holdfast: Filter Replacement Risks…', 'Filter Replacement Risks');
      await workbench.togglePick('Rebuild');
      await workbench.togglePick('Routine');
      await session.page.keyboard.press('Enter');
      await workbench.sideBarRow('aws_instance.bastion').waitFor({ state: 'detached' });
      await workbench.sideBarRow('aws_ebs_volume.data').waitFor();
      await workbench.sideBar.getByText('The filter shows 1 of 4 findings').waitFor();
      await workbench.run('Holdfast: Clear Filter of Replacement Risks');
      await workbench.sideBarRow('aws_instance.bastion').waitFor();
    });

    it('says above a source what it can replace, and above a resource when', async () => {
      await workbench.codeLens('Can replace 2 resources').waitFor();
      await workbench.codeLens('Replaced when data.aws_ami.linux finds a newer answer').first().waitFor();
    });

    it('draws the paths, and goes to the code by Enter', async () => {
      await workbench.run('Holdfast: Show Replacement Paths');
      const page = workbench.webview();
      await page.locator('g.node', { hasText: 'aws_instance.bastion.ami' }).waitFor();
      assert.equal(await page.locator('#choice option:checked').innerText(), 'live');
      await page.locator('#choice').selectOption({ label: 'Whole workspace' });
      const shared = page.locator('g.node', { hasText: 'var.image' });
      await until('both root modules', async () => when((await page.locator('g.node.source').count()) === 4));
      assert.equal(await shared.count(), 1);
      await page.locator('g.node', { hasText: 'aws_ebs_volume' }).focus();
      await session.page.keyboard.press('Enter');
      await until('the code', async () => when((await workbench.activeTab()).includes('main.tf')));
    });

    it('explains the argument at the caret', async () => {
      await workbench.run('Holdfast: Explain This Argument');
      await until('the explanation', async () =>
        when((await workbench.hoverText()).includes('forces replacement')),
      );
      await workbench.closeHover();
    });

    it('tells what is known of the type at the caret', async () => {
      await workbench.runToQuestion('Holdfast: Show Facts for This Type…', 'Show Facts');
      await session.page.keyboard.press('Enter');
      await until('the facts', async () =>
        when((await workbench.activeTab()).includes('aws_ebs_volume.txt')),
      );
      await until('their text', async () =>
        when(
          (await workbench.text.last().innerText()).replaceAll('\u00a0', ' ').includes('of hashicorp/aws'),
        ),
      );
    });

    testWelcome(() => ({ session, workbench }));
  });
}
