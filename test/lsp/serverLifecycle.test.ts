import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ExitNotification } from 'vscode-languageserver';
import { version } from '../../package.json';
import { eachInWorkspace, type Workspace } from './workspace';

describe('The server’s process', () => {
  let workspace: Workspace;

  eachInWorkspace((fresh) => {
    workspace = fresh;
  });

  it('introduces itself with what it can do', async () => {
    const client = await workspace.start();
    const { serverInfo, capabilities } = client.initializeResult;
    assert.deepEqual(serverInfo, { name: 'holdfast', version });
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: ['quickfix', 'source.fixAll.holdfast'],
    });
    assert.equal(await client.stop(), 0);
    assert.equal(client.stderr, '');
  });

  it('answers what it does not know with an error, and goes on', async () => {
    workspace.copyExample('nothing-changed');
    const client = await workspace.start();
    await assert.rejects(client.connection.sendRequest('textDocument/unheardOf', {}), /unheardOf/);
    await client.settled();
    assert.equal(client.diagnostics.size, 1);
  });

  it('ends with 1 when it is told to exit without a shutdown', async () => {
    const client = await workspace.start();
    await client.connection.sendNotification(ExitNotification.type);
    assert.equal(await client.exitCode(), 1);
  });

  it('ends when its input is closed', async () => {
    const client = await workspace.start();
    client.process.stdin.end();
    assert.equal(await client.exitCode(), 1);
  });

  it('ends when the editor’s process is gone', async () => {
    const editor = spawn(process.execPath, ['-e', '']);
    await once(editor, 'exit');
    const client = await workspace.start({ initialize: { processId: editor.pid ?? null } });
    assert.equal(await client.exitCode(), 1);
  }).timeout(20_000);
});
