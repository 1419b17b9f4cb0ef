import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repository, type Editor } from './editor';
import { example } from './example';
import { EditorSession } from './session';
import { Workbench } from './workbench';

const manifest = JSON.parse(readFileSync(path.join(repository, 'package.nls.ja.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

/** The tests of a window whose language is Japanese: the editor's own words stay English, without a language pack. */
export function describeLanguageWindow(editor: Editor): void {
  describe('its window in Japanese', function () {
    this.timeout(120_000);
    let session: EditorSession;
    let workbench: Workbench;

    before(async () => {
      session = await EditorSession.start(editor, { files: { 'main.tf': example } });
      await session.page.addInitScript({ content: "globalThis._VSCODE_NLS_LANGUAGE = 'ja';" });
      workbench = new Workbench(session.page);
      await session.open();
      await workbench.openFile('main.tf');
    });

    after(async () => {
      await session.stop();
    });

    it('has the server’s words in the Problems panel and above blocks', async () => {
      await workbench.showProblems();
      await workbench
        .problemRow('aws_instance.rds_access_ec2 が置き換えられることがあります')
        .first()
        .waitFor();
      await workbench.problemRow('最新のイメージを選びます').first().waitFor();
      await workbench.codeLens('1 個のリソースを置き換える可能性があります').waitFor();
    });

    it('has the client’s words in the tree, and the manifest’s at its top', async () => {
      await workbench.openView('Holdfast');
      const title = manifest['view.risks'] ?? '';
      assert.match(title, /置き換え/);
      await workbench.sideBar.getByText(title).first().waitFor();
      await workbench.sideBarRow('1 件').first().waitFor();
    });
  });
}
