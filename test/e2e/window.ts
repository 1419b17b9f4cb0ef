import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ec2Endpoint } from '../support/ec2Endpoint';
import type { Editor } from './editor';
import { example, exampleReference } from './example';
import { EditorSession, writeFiles } from './session';
import { stepByStep } from './stepByStep';
import { until, when } from './waiting';
import { Workbench } from './workbench';

/** Text of the finding's row in the Problems panel, and of the row for the data source under it. */
const problem = 'aws_instance.rds_access_ec2';
const source = 'main.tf[Ln 11, Col 1]';

/** What the endpoint lists. */
const newestImage = 'ami-0b2c3d4e5f6071829';
const offeredImage = {
  imageId: newestImage,
  name: 'amzn2-newest',
  creationDate: '2026-01-01T00:00:00.000Z',
};

/**
 * The tests that use the editor's window as a person does. They build on each other, from top to bottom; after
 * one that fails the others are skipped, and a picture of the window is in `.e2e/failed-window.png`.
 */
export function describeWindow(editor: Editor): void {
  describe('its window', function () {
    this.timeout(120_000);
    let session: EditorSession;
    let aws: Ec2Endpoint;
    let workbench: Workbench;

    before(async () => {
      aws = await Ec2Endpoint.start(() => ({ images: [offeredImage] }));
      session = await EditorSession.start(editor, {
        files: { 'main.tf': example },
        environment: awsEnvironment(aws),
      });
      workbench = new Workbench(session.page);
      await session.open();
    });

    stepByStep('window', () => session.page);

    after(async () => {
      await aws.stop();
      await session.stop();
    });

    it('colours a configuration although no other extension knows Terraform', async () => {
      await workbench.openFile('main.tf');
      await until('colours', async () => when((await workbench.colours()) >= 5));
    });

    it('underlines the finding and lists it with the way from its source', async () => {
      await workbench.showProblems();
      await workbench.problemRow(problem).first().waitFor();
      await workbench.problemRow(source).waitFor();
      await workbench.goToProblem(problem);
      await workbench.warningSquiggles.first().waitFor();
    });

    it('tells how many findings there are in the language status', async () => {
      await untilStatus(workbench, /Holdfast: 1 finding(?!s)/);
    });

    it('does not say that nothing was found where it is switched off', async () => {
      const says = async (text: RegExp): Promise<true | undefined> =>
        when(text.test(await workbench.languageStatus.first().innerText()));
      writeFiles(session.workspace, { '.vscode/settings.json': '{ "holdfast.enable": false }' });
      await until('that nothing is analysed', () => says(/Holdfast: Nothing is analysed/));
      writeFiles(session.workspace, { '.vscode/settings.json': '{}' });
      await until('the count', () => says(/Holdfast: 1 finding/));
    });

    it('explains the finding where it is', async () => {
      await workbench.goToProblem(problem);
      await workbench.showHover();
      await until('the hover', async () =>
        when((await workbench.hoverText()).includes('aws_instance.rds_access_ec2')),
      );
      await workbench.closeHover();
    });

    it('asks AWS for images on request, lets one be chosen, and pins to it', async () => {
      await workbench.goToProblem(problem);
      await workbench.openQuickFixes();
      await workbench.chooseQuickFix(/^Pin ami to the newest image…$/);
      await workbench.chooseFromList('amzn2-newest');
      await workbench.text.getByText(newestImage).waitFor();
      await workbench.problems.getByText('No problems have been detected').waitFor();
      await workbench.undo();
      await workbench.problemRow(problem).first().waitFor();
    });

    it('applies a fix from the menu, and saving writes it to disk', async () => {
      await workbench.goToProblem('aws_instance.rds_access_ec2');
      await workbench.openQuickFixes();
      await workbench.chooseQuickFix(/^Ignore changes to ami/);
      await workbench.problems.getByText('No problems have been detected').waitFor();
      await workbench.save();
      const text = await until('the fix to be on disk', () => {
        const now = readFileSync(path.join(session.workspace, 'main.tf'), 'utf8');
        // An editor empties a file before it writes it; whole, it is longer than before by the fix.
        return now.length <= example.length ? undefined : now;
      });
      assert.match(text, /ignore_changes = \[ami\]/);
      assert.ok(text.includes(`= ${exampleReference}`));
    });

    it('has kept quiet so far', async () => {
      assert.deepEqual(await workbench.notifications.allInnerTexts(), []);
    });

    it('starts its server again after a crash, and after a second one says that it stopped', async () => {
      const first = await killServer(session);
      await until('a new server', () => when(others(session, first).length === 1));
      await workbench.typeAtEnd('\n# again');
      const second = await killServer(session);
      const notification = await workbench.untilNotified('Holdfast stopped working');
      assert.deepEqual(others(session, second), []);
      await workbench.run('Holdfast: Explain This Argument');
      await workbench.untilNotified('Holdfast could not do that: The server is not running.');
      await notification.getByRole('button', { name: 'Restart server' }).click();
      await until('the server that was asked for', () => when(session.languageServers().length === 1));
    });

    it('starts another server in place of one that hangs', async () => {
      await untilStatus(workbench, /Holdfast: No findings/);
      const hung = await until('the language server', () => session.languageServers()[0]);
      process.kill(hung, 'SIGSTOP');
      await workbench.run('Holdfast: Restart Server');
      await until('another server alone', () =>
        when(session.languageServers().length === 1 && others(session, hung).length === 1),
      );
      await untilStatus(workbench, /Holdfast: No findings/);
    });
  });
}

/** What a user's own environment may say, here of an endpoint of the test's. */
function awsEnvironment({ url }: Ec2Endpoint): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_EC2: url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
}

/** Ends the language server as a crash would, and gives the id it had. */
async function killServer(session: EditorSession): Promise<number> {
  const server = await until('the language server', () => session.languageServers()[0]);
  process.kill(server, 'SIGKILL');
  await until('the language server to end', () => when(!session.languageServers().includes(server)));
  return server;
}

function others(session: EditorSession, known: number): readonly number[] {
  return session.languageServers().filter((server) => server !== known);
}

/** Waits until the item behind the `{}` in the status bar says something. */
async function untilStatus(workbench: Workbench, text: RegExp): Promise<void> {
  await workbench.showLanguageStatus();
  await until(`the status ${String(text)}`, async () =>
    when(text.test(await workbench.languageStatus.first().innerText())),
  );
}
