import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { childOf } from '../../server/src/base/uri';
import { canonicalUri } from '../../server/src/lsp/fromProtocol';
import { createNodeFileSystem } from '../../server/src/node/nodeFileSystem';

describe('The Node file system', () => {
  const fileSystem = createNodeFileSystem();
  let path = '';
  let uri = '';

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'holdfast (ä) '));
    uri = canonicalUri(pathToFileURL(path).href) ?? '';
  });

  afterEach(async () => {
    await rm(path, { recursive: true });
  });

  it('reads text, without a byte-order mark', async () => {
    await writeFile(join(path, 'main.tf'), '\uFEFFa = "é"\r\n');
    assert.equal(await fileSystem.readFile(childOf(uri, 'main.tf')), 'a = "é"\r\n');
  });

  it('has nothing to say about files that are missing, no files, no UTF-8 or not on disk', async () => {
    await writeFile(join(path, 'latin1.tf'), Buffer.from([0x61, 0xe9, 0x62]));
    for (const missing of [
      childOf(uri, 'none.tf'),
      uri,
      childOf(uri, 'latin1.tf'),
      'vscode-vfs://x/main.tf',
    ]) {
      assert.equal(await fileSystem.readFile(missing), undefined);
    }
    for (const missing of [childOf(uri, 'none'), childOf(uri, 'latin1.tf'), 'vscode-vfs://x/y']) {
      assert.deepEqual(await fileSystem.readDirectory(missing), []);
    }
  });

  it('lists files and directories, follows links, and leaves out those that lead nowhere', async () => {
    await writeFile(join(path, 'it’s [a] #1.tf'), '');
    await mkdir(join(path, 'modules'));
    await symlink(join(path, 'modules'), join(path, 'linked'));
    await symlink(path, join(path, 'modules', 'cycle'));
    await symlink(join(path, 'gone'), join(path, 'dangling'));
    const entries = await fileSystem.readDirectory(uri);
    assert.deepEqual(
      [...entries].sort((one, other) => one.name.localeCompare(other.name)),
      [
        { name: 'it’s [a] #1.tf', kind: 'file', isLink: false },
        { name: 'linked', kind: 'directory', isLink: true },
        { name: 'modules', kind: 'directory', isLink: false },
      ],
    );
    assert.equal(await fileSystem.readFile(childOf(uri, 'it’s [a] #1.tf')), '');
  });

  it('reads the root of the disk', async () => {
    const entries = await fileSystem.readDirectory(canonicalUri('file:///') ?? '');
    assert.notEqual(entries.length, 0);
  });

  it('reads more files than it reads at a time', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `${String(index)}.tf`);
    await Promise.all(names.map((name) => writeFile(join(path, name), name)));
    const texts = await Promise.all(names.map((name) => fileSystem.readFile(childOf(uri, name))));
    assert.deepEqual(texts, names);
  });
});
