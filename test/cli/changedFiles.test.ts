import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { changeFiles, type ChangedFile } from '../../server/src/cli/changedFiles';
import { writeTogether } from '../../server/src/cli/filesOnDisk';

describe('Changed files', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'holdfast-write-'));
    for (const name of ['a.tf', 'b.tf', 'c.tf']) writeFileSync(at(name), `${name} before`);
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function at(name: string): string {
    return path.join(directory, name);
  }

  function uriOf(name: string): string {
    return pathToFileURL(at(name)).href;
  }

  function changed(name: string, after = `${name} after`, before = `${name} before`): ChangedFile {
    return { uri: uriOf(name), before, after, together: [uriOf(name)] };
  }

  function texts(): readonly string[] {
    return readdirSync(directory).map((name) => readFileSync(at(name), 'utf8'));
  }

  it('are not overwritten where somebody else changed them, nor are those that belong to them', async () => {
    const tied = { ...changed('b.tf'), together: [uriOf('a.tf'), uriOf('b.tf')] };
    const { files } = await changeFiles(
      [changed('a.tf', 'a', 'older'), tied, changed('c.tf')],
      false,
      directory,
    );
    assert.deepEqual(
      new Map(files.map(({ uri, status }) => [uri, status])),
      new Map([
        [uriOf('a.tf'), 'failed'],
        [uriOf('b.tf'), 'failed'],
        [uriOf('c.tf'), 'written'],
      ]),
    );
    assert.match(files[0]?.problem ?? '', /a\.tf was changed by somebody else/);
    assert.deepEqual(texts(), ['a.tf before', 'b.tf before', 'c.tf after']);
  });

  it('are restored where one that belongs to them cannot be written', async () => {
    const missing = path.join(directory, 'no', 'such', 'directory.tf');
    await assert.rejects(
      writeTogether([
        { path: at('a.tf'), before: 'a.tf before', after: 'a.tf after' },
        { path: missing, before: '', after: 'x' },
      ]),
      /ENOENT/,
    );
    assert.deepEqual(texts(), ['a.tf before', 'b.tf before', 'c.tf before']);
  });

  it('are refused under a second name with another text, in a dry run too', async () => {
    symlinkSync('a.tf', at('d.tf'));
    const other = { ...changed('d.tf', 'otherwise', 'a.tf before') };
    for (const isDryRun of [true, false]) {
      const { files } = await changeFiles([changed('a.tf'), other], isDryRun, directory);
      assert.match(files[1]?.problem ?? '', /d\.tf is another name of a file/);
    }
    assert.equal(readFileSync(at('a.tf'), 'utf8'), 'a.tf after');
  });

  it('are shown relative to where they all are, if that is not where the diff would be applied', async () => {
    const elsewhere = path.join(directory, 'other');
    const { files, base } = await changeFiles([changed('a.tf')], true, elsewhere);
    assert.equal(base, directory);
    assert.match(files[0]?.diff ?? '', /^--- a\/a\.tf$/m);
    assert.deepEqual(texts(), ['a.tf before', 'b.tf before', 'c.tf before']);
  });
});
