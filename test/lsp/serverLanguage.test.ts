import assert from 'node:assert/strict';
import { MarkupContent } from 'vscode-languageserver';
import { useStateRequest, type StateAnswer } from '../../server/src/lsp/messages';
import type { LspClient } from '../support/lspClient';
import { eachInWorkspace, type Workspace } from './workspace';

describe('The server’s language', () => {
  let workspace: Workspace;
  let main = '';

  eachInWorkspace((fresh) => {
    workspace = fresh;
    workspace.copyExample('nothing-changed');
    main = workspace.uri('main.tf');
  });

  async function start(locale?: string): Promise<LspClient> {
    const client = await workspace.start(locale === undefined ? {} : { initialize: { locale } });
    await client.open(main);
    await client.settled();
    return client;
  }

  it('is the client’s: Japanese', async () => {
    const client = await start('ja');
    assert.deepEqual(client.messages(main), [
      '何も編集しなくても、aws_instance.rds_access_ec2 が置き換えられることがあります。`ami` が data.aws_ami.amazon_linux に依存しているためです。\n`user_data` がないため、手作業でインストールしたものはすべて失われます。',
    ]);
    const actions = await client.codeActions(main, client.rangeOf(main, 'data.aws_ami.amazon_linux.id'));
    assert.ok(actions.some(({ title }) => title === 'ami の変更を無視する'));
    const hover = await client.hover(main, 'data "aws_ami"');
    assert.ok(hover !== null && MarkupContent.is(hover.contents));
    assert.match(hover.contents.value, /固定するには: /);
  });

  it('is that of pages and problems, too', async () => {
    workspace.write('holdfast.yaml', 'exclude: nothing');
    workspace.write('state.json', 'no state');
    const client = await start('ja');
    const hrefs = (client.diagnostics.get(main) ?? []).map(({ codeDescription }) => codeDescription?.href);
    assert.match(hrefs[0] ?? '', /\/docs\/ja\/rules\/drifting-replacement\.md$/);
    assert.deepEqual(client.messages(workspace.uri('holdfast.yaml')), [
      '`exclude`: 値が正しくありません (`nothing` が指定されています)。必要な値: リスト。',
    ]);
    const params = { root: workspace.uri('.').replace(/\/\.$/, ''), file: workspace.uri('state.json') };
    const answer = await client.connection.sendRequest<StateAnswer>(useStateRequest, params);
    assert.match('error' in answer ? answer.error : '', /^ファイルが JSON ではありません。/);
  });

  it('is English for every other client', async () => {
    for (const locale of [undefined, 'en-GB', 'xx', '']) {
      const client = await start(locale);
      assert.match(client.messages(main)[0] ?? '', / can be replaced without an edit: /);
    }
  });
});
