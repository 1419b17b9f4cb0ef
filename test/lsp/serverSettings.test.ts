import assert from 'node:assert/strict';
import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { LspClient } from '../support/lspClient';
import { eachInWorkspace, type Workspace } from './workspace';

describe('The server’s settings', () => {
  let workspace: Workspace;
  let section: unknown;

  eachInWorkspace((fresh) => {
    workspace = fresh;
    workspace.copyExample('nothing-changed');
    section = {};
  });

  function start(): Promise<LspClient> {
    return workspace.start({ configuration: () => section });
  }

  async function change(client: LspClient, settings: unknown): Promise<void> {
    section = settings;
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  const silencing: readonly (readonly [name: string, section: unknown])[] = [
    ['enable', { enable: false }],
    ['minSeverity', { minSeverity: 'error' }],
    ['exclude', { exclude: ['**/main.tf'] }],
  ];
  for (const [name, settings] of silencing) {
    it(`silence findings by ${name}, from the start and while running`, async () => {
      section = settings;
      const client = await start();
      const main = workspace.uri('main.tf');
      await client.settled();
      await client.until('nothing to be shown', () => client.messages(main).length === 0);
      await change(client, {});
      await client.until('the finding', () => client.messages(main).length === 1);
      await change(client, settings);
      await client.until('the finding to go', () => client.messages(main).length === 0);
      assert.deepEqual(client.complaints(), []);
    });
  }

  it('are replaced by defaults where they are wrong, with a warning', async () => {
    section = { enable: 'no', exclude: [''] };
    const client = await start();
    await client.settled();
    assert.equal(client.messages(workspace.uri('main.tf')).length, 1);
    assert.deepEqual(client.complaints(), [
      'holdfast.enable must be true or false, but is "no"; its default is used.',
      'holdfast.exclude must be a list of glob patterns, but is [""]; its default is used.',
    ]);
  });

  it('are taken from a client that sends them unasked', async () => {
    const client = await workspace.start({ capabilities: {} });
    const main = workspace.uri('main.tf');
    await client.settled();
    assert.equal(client.messages(main).length, 1);
    const settings = { holdfast: { minSeverity: 'error' } };
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    await client.until('the finding to go', () => client.messages(main).length === 0);
  });
});
