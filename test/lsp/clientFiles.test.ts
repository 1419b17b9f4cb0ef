import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { FileSystem } from '../../server/src/base/fileSystem';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { eachInWorkspace, type Workspace } from './workspace';

const example = readFileSync('examples/nothing-changed/main.tf', 'utf8');
const folder = 'memfs://host/an%20app';
const main = `${folder}/main.tf`;

/** What the server asked for, by URI. */
function recorded(files: FileSystem, asked: string[]): FileSystem {
  return {
    readFile: (uri) => {
      asked.push(uri);
      return files.readFile(uri);
    },
    readDirectory: (uri) => {
      asked.push(uri);
      return files.readDirectory(uri);
    },
  };
}

describe('The server on a disk, for a client with files of its own,', () => {
  let workspace: Workspace;
  let files: MemoryFileSystem;
  let asked: string[];

  eachInWorkspace((fresh) => {
    workspace = fresh;
    workspace.copyExample('nothing-changed', 'app');
    files = new MemoryFileSystem();
    files.write(main, example);
    asked = [];
  });

  function folders(): { readonly workspaceFolders: { readonly uri: string; readonly name: string }[] } {
    return {
      workspaceFolders: [
        { uri: workspace.uri('app'), name: 'app' },
        { uri: folder, name: 'an app' },
      ],
    };
  }

  it('asks for the root of a file system by its path', async () => {
    files.write('memfs://host/main.tf', example);
    const client = await workspace.start({
      files: {
        readFile: (uri) => files.readFile(uri),
        readDirectory: (uri) => {
          asked.push(uri);
          return files.readDirectory(uri.replace(/\/$/, ''));
        },
      },
      initialize: { workspaceFolders: [{ uri: 'memfs://host/', name: 'host' }] },
    });
    await client.settled();
    assert.equal(asked[0], 'memfs://host/');
    assert.ok(asked.includes('memfs://host/an%20app'));
    assert.equal(client.messages('memfs://host/main.tf', 'drifting-replacement').length, 1);
  });

  it('analyses both, and asks the client for nothing that is on disk', async () => {
    const client = await workspace.start({ files: recorded(files, asked), initialize: folders() });
    await client.settled();
    const onDisk = client.messages(workspace.uri('app/main.tf'), 'drifting-replacement');
    assert.equal(onDisk.length, 1);
    assert.deepEqual(client.messages(main, 'drifting-replacement'), onDisk);
    assert.ok(asked.includes(main));
    assert.deepEqual(
      asked.filter((uri) => !uri.startsWith('memfs:')),
      [],
    );
  });

  it('goes by what the client says when one of its files changes', async () => {
    const client = await workspace.start({ files, initialize: folders() });
    await client.settled();
    files.write(main, '');
    await client.filesChanged({ [main]: 2 });
    await client.until('the finding to go', () => client.messages(main).length === 0);
    assert.equal(client.messages(workspace.uri('app/main.tf'), 'drifting-replacement').length, 1);
  });

  it('takes for unreadable what the client fails to read', async () => {
    const failing: FileSystem = {
      readFile: () => Promise.reject(new Error('no network')),
      readDirectory: (uri) => files.readDirectory(uri),
    };
    const client = await workspace.start({ files: failing, initialize: folders() });
    await client.settled();
    assert.deepEqual(client.messages(main, 'drifting-replacement'), []);
    assert.equal(client.messages(workspace.uri('app/main.tf'), 'drifting-replacement').length, 1);
  });

  it('keeps to what it knows where the client fails for a moment', async () => {
    let fails = false;
    const failing = <Result>(read: (uri: string) => Promise<Result>): ((uri: string) => Promise<Result>) => {
      return (uri) => (fails ? Promise.reject(new Error('no network')) : read(uri));
    };
    const client = await workspace.start({
      files: {
        readFile: failing((uri) => files.readFile(uri)),
        readDirectory: failing((uri) => files.readDirectory(uri)),
      },
      initialize: folders(),
    });
    await client.settled();
    client.forget();
    fails = true;
    await client.filesChanged({ [main]: 2 });
    await client.settled();
    assert.deepEqual(client.published, []);
    fails = false;
    files.write(main, '');
    await client.filesChanged({ [main]: 2 });
    await client.until('the finding to go', () => client.messages(main).length === 0);
  });

  it('asks no client that does not offer it', async () => {
    const client = await workspace.start({
      files: recorded(files, asked),
      initialize: { ...folders(), initializationOptions: { statusNotifications: true } },
    });
    await client.settled();
    assert.deepEqual(client.messages(main), []);
    assert.deepEqual(asked, []);
  });
});
