import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { fullCapabilities, type LspClient } from '../support/lspClient';
import { eachInWorkspace, type Workspace } from './workspace';

const reference = 'data.aws_ami.amazon_linux.id';

describe('The server’s code actions', () => {
  let workspace: Workspace;
  let main = '';

  eachInWorkspace((fresh) => {
    workspace = fresh;
    workspace.copyExample('nothing-changed');
    main = workspace.uri('main.tf');
  });

  async function startWithDocument(): Promise<LspClient> {
    const client = await workspace.start();
    await client.open(main);
    await client.settled();
    assert.equal(client.messages(main).length, 1);
    return client;
  }

  async function quickFixes(client: LspClient): Promise<readonly CodeAction[]> {
    const diagnostics = [...(client.diagnostics.get(main) ?? [])];
    return client.codeActions(main, client.rangeOf(main, reference), { diagnostics, only: ['quickfix'] });
  }

  async function apply(client: LspClient, action: CodeAction | undefined): Promise<void> {
    assert.ok(action?.edit !== undefined, 'there is such an action, and it has an edit');
    await client.apply(action.edit);
    await client.settled();
  }

  it('make the finding go away, each by itself', async () => {
    const client = await startWithDocument();
    const before = client.text(main);
    const actions = await quickFixes(client);
    assert.ok(actions.length >= 2);
    for (const { title } of actions) {
      // Edits belong to one version of the text, so each action is asked for anew.
      await apply(
        client,
        (await quickFixes(client)).find((action) => action.title === title),
      );
      assert.deepEqual(client.messages(main), [], `${title}:\n${client.text(main)}`);
      await client.type(main, client.text(main), before);
      await client.settled();
      assert.equal(client.messages(main).length, 1);
    }
  });

  it('come with the diagnostics that the client named', async () => {
    const client = await startWithDocument();
    const sent = client.diagnostics.get(main);
    for (const action of await quickFixes(client)) assert.deepEqual(action.diagnostics, sent);
  });

  it('are about the text as it is now, even right after an edit', async () => {
    const client = await startWithDocument();
    await client.type(main, 'resource "aws_instance"', '# One more line\n\nresource "aws_instance"');
    const [action] = await quickFixes(client);
    await apply(client, action);
    assert.deepEqual(client.messages(main), []);
  });

  it('fix everything that is safe in one action, for those who ask', async () => {
    const client = await startWithDocument();
    const range = client.rangeOf(main, reference);
    const [action, ...rest] = await client.codeActions(main, range, { only: ['source.fixAll'] });
    assert.deepEqual(rest, []);
    assert.equal(action?.kind, 'source.fixAll.holdfast');
    await apply(client, action);
    assert.deepEqual(client.messages(main), []);
  });

  it('fit a client that takes neither versions nor snippets', async () => {
    const workspaceEdit = {};
    const capabilities = {
      ...fullCapabilities,
      workspace: { ...fullCapabilities.workspace, workspaceEdit },
    };
    const client = await workspace.start({ capabilities });
    await client.open(main);
    await client.settled();
    const actions = await quickFixes(client);
    for (const { edit } of actions) assert.deepEqual(Object.keys(edit ?? {}), ['changes']);
    await apply(client, actions[0]);
    assert.deepEqual(client.messages(main), []);
  });
});
