import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  FileChangeType,
  type DidChangeWatchedFilesRegistrationOptions,
} from 'vscode-languageserver';
import { uriOf, type LspClient } from '../support/lspClient';
import { Workspace } from './workspace';

/** The URIs of the files that have diagnostics, without what all have in common. */
function reported(client: LspClient, workspace: Workspace): readonly string[] {
  return [...client.diagnostics]
    .filter(([, diagnostics]) => diagnostics.length > 0)
    .map(([uri]) => uri.slice(workspace.uri('.').length + 1))
    .sort();
}

describe('The server, when files change outside the editor,', () => {
  let workspace: Workspace;
  let client: LspClient;

  const deleted = FileChangeType.Deleted;
  const created = FileChangeType.Created;

  beforeEach(async () => {
    workspace = new Workspace();
    workspace.copyExample('nothing-changed', 'app');
    client = await workspace.start();
    await client.settled();
  });

  afterEach(async () => {
    await workspace.dispose();
  });

  it('asks to be told of all files that it reads, and of directories', async () => {
    await client.until('the registrations', () => client.registrations.length === 2);
    const watched = client.registrations.find(
      ({ method }) => method === DidChangeWatchedFilesNotification.method,
    );
    const options = watched?.registerOptions as DidChangeWatchedFilesRegistrationOptions;
    assert.deepEqual(
      options.watchers.map(({ globPattern, kind }) => [globPattern, kind]),
      [
        ['**/*.{tf,tofu,tfvars}', undefined],
        ['**/*.{tf,tofu,tfvars}.json', undefined],
        ['**/terraform.tfstate', undefined],
        ['**/.terraform/environment', undefined],
        ['**/.terraform.lock.hcl', undefined],
        ['**/.terraform/modules/modules.json', undefined],
        ['**/holdfast.{yaml,yml,json}', undefined],
        ['**/*', 5],
      ],
    );
    assert.notEqual(client.initializeResult.capabilities.workspace?.fileOperations?.didRename, undefined);
  });

  it('finds what a new file brings', async () => {
    workspace.copyExample('nothing-changed', 'new');
    await client.filesChanged({ [workspace.uri('new/main.tf')]: created });
    await client.settled();
    assert.deepEqual(reported(client, workspace), ['app/main.tf', 'new/main.tf']);
  });

  it('notices a changed file', async () => {
    workspace.write('app/main.tf', '');
    await client.filesChanged({ [workspace.uri('app/main.tf')]: FileChangeType.Changed });
    await client.settled();
    assert.deepEqual(reported(client, workspace), []);
  });

  it('moves the findings of a renamed file', async () => {
    renameSync(join(workspace.path, 'app/main.tf'), join(workspace.path, 'app/web.tf'));
    await client.filesChanged({
      [workspace.uri('app/main.tf')]: deleted,
      [workspace.uri('app/web.tf')]: created,
    });
    await client.settled();
    assert.deepEqual(reported(client, workspace), ['app/web.tf']);
  });

  it('withdraws the findings of a deleted file', async () => {
    rmSync(join(workspace.path, 'app/main.tf'));
    await client.filesChanged({ [workspace.uri('app/main.tf')]: deleted });
    await client.settled();
    assert.deepEqual(reported(client, workspace), []);
  });

  it('understands one event for a whole directory', async () => {
    mkdirSync(join(workspace.path, 'deep'));
    renameSync(join(workspace.path, 'app'), join(workspace.path, 'deep/app'));
    await client.filesChanged({ [workspace.uri('app')]: deleted, [workspace.uri('deep')]: created });
    await client.settled();
    assert.deepEqual(reported(client, workspace), ['deep/app/main.tf']);
  });

  it('goes by the editor’s file tree as well', async () => {
    renameSync(join(workspace.path, 'app'), join(workspace.path, 'web'));
    await client.connection.sendNotification(DidRenameFilesNotification.type, {
      files: [{ oldUri: workspace.uri('app'), newUri: workspace.uri('web') }],
    });
    await client.settled();
    assert.deepEqual(reported(client, workspace), ['web/main.tf']);

    rmSync(join(workspace.path, 'web'), { recursive: true });
    await client.connection.sendNotification(DidDeleteFilesNotification.type, {
      files: [{ uri: workspace.uri('web') }],
    });
    await client.settled();
    assert.deepEqual(reported(client, workspace), []);
  });

  it('lets the text in the editor count, whatever happens to the file', async () => {
    const main = workspace.uri('app/main.tf');
    await client.open(main);
    await client.type(main, 'most_recent = true', 'most_recent = false');
    await client.filesChanged({ [main]: FileChangeType.Changed });
    await client.settled();
    assert.deepEqual(reported(client, workspace), []);
  });

  it('takes folders in and lets them go', async () => {
    const other = new Workspace();
    other.copyExample('nothing-changed');
    const main = other.uri('main.tf');
    const folder = { uri: uriOf(other.path), name: 'other' };
    const change = async (added: boolean): Promise<void> => {
      const event = { added: added ? [folder] : [], removed: added ? [] : [folder] };
      await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
    };
    await change(true);
    await client.until('the new folder’s finding', () => client.messages(main).length === 1);
    await change(false);
    await client.until('the finding to go', () => client.messages(main).length === 0);
    assert.deepEqual(reported(client, workspace), ['app/main.tf']);
    await other.dispose();
  });

  it('serves several folders', async () => {
    const other = new Workspace();
    other.copyExample('nothing-changed');
    const both = await other.start({ folders: [workspace.path, other.path] });
    await both.settled();
    assert.deepEqual(
      [...both.diagnostics.keys()].sort(),
      [workspace.uri('app/main.tf'), other.uri('main.tf')].sort(),
    );
    await other.dispose();
  });
});
