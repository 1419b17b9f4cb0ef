import assert from 'node:assert/strict';
import type { Snapshot } from '../../server/src/analysis/host';
import { Cancelled } from '../../server/src/base/cancellation';
import { analyse, createHost, filesInMemory, root, syntax, uriOf } from '../support/engine';

const data = 'data "aws_ami" "linux" {\n  most_recent = true\n  owners = ["amazon"]\n}\n';
const web = 'resource "aws_instance" "web" {\n  ami = data.aws_ami.linux.id\n}\n';
const pinned = 'resource "aws_instance" "web" {\n  ami = "ami-1"\n}\n';

function addresses({ findings }: Snapshot): readonly string[] {
  return findings.map(({ address }) => address);
}

/** A host that counts the blocks it has converted. */
async function countingHost(files: Readonly<Record<string, string>>) {
  const fileSystem = filesInMemory(files);
  const converted: string[] = [];
  const { hclToJson } = await syntax();
  const host = await createHost(fileSystem, {
    hclToJson: (name, text) => {
      converted.push(text);
      return hclToJson(name, text);
    },
  });
  return { host, fileSystem, converted };
}

describe('the analysis host', () => {
  it('takes an editor’s text before the file’s, until the document is closed', async () => {
    const host = await createHost(filesInMemory({ 'data.tf': data, 'main.tf': pinned }));
    assert.deepEqual(addresses(await analyse(host)), []);

    host.setDocument(uriOf('main.tf'), web, 7);
    const open = await analyse(host);
    assert.deepEqual(addresses(open), ['aws_instance.web']);
    assert.equal(open.file(uriOf('main.tf'))?.version, 7);
    assert.equal(open.file(uriOf('main.tf'))?.text, web);

    host.closeDocument(uriOf('main.tf'));
    const closed = await analyse(host);
    assert.deepEqual(addresses(closed), []);
    assert.equal(closed.file(uriOf('main.tf'))?.version, undefined);
  });

  it('reads a closed document again: it may have been saved', async () => {
    const fileSystem = filesInMemory({ 'data.tf': data, 'main.tf': pinned });
    const host = await createHost(fileSystem);
    await analyse(host);
    host.setDocument(uriOf('main.tf'), web, 1);
    fileSystem.write(uriOf('main.tf'), web);
    host.closeDocument(uriOf('main.tf'));
    assert.deepEqual(addresses(await analyse(host)), ['aws_instance.web']);
  });

  it('analyses documents that were never saved', async () => {
    const host = await createHost(filesInMemory({ 'data.tf': data }));
    host.setDocument(uriOf('new.tf'), web, 1);
    host.setDocument('file:///elsewhere/new.tf', data + web, 1);
    host.setDocument(uriOf('notes.txt'), data + web, 1);
    assert.deepEqual(addresses(await analyse(host)), ['aws_instance.web']);
    host.closeDocument(uriOf('new.tf'));
    assert.deepEqual(addresses(await analyse(host)), []);
  });

  it('believes what it read until it is told otherwise', async () => {
    const fileSystem = filesInMemory({ 'data.tf': data, 'main.tf': web });
    const host = await createHost(fileSystem);
    assert.deepEqual(addresses(await analyse(host)), ['aws_instance.web']);
    fileSystem.write(uriOf('main.tf'), pinned);
    assert.deepEqual(addresses(await analyse(host)), ['aws_instance.web']);
    assert.equal(fileSystem.reads.get(uriOf('main.tf')), 1);
    host.invalidate([uriOf('main.tf')]);
    assert.deepEqual(addresses(await analyse(host)), []);
    assert.equal(fileSystem.reads.get(uriOf('data.tf')), 1);
  });

  it('reads nothing again after an edit, what is not there included', async () => {
    const fileSystem = filesInMemory({ 'data.tf': data, 'main.tf': pinned });
    const host = await createHost(fileSystem);
    await analyse(host);
    const before = new Map(fileSystem.reads);
    host.setDocument(uriOf('main.tf'), `${pinned}\n`, 2);
    await analyse(host);
    assert.deepEqual(fileSystem.reads, before);
    host.invalidate([uriOf('.terraform/modules/modules.json')]);
    await analyse(host);
    assert.equal(fileSystem.reads.get(uriOf('.terraform/modules/modules.json')), 2);
  });

  it('reads what lies around many root modules side by side, since files can be far away', async () => {
    const fileSystem = filesInMemory({ 'a/main.tf': data + web, 'b/main.tf': data + web });
    const asked = new Set<string>();
    let answer = (): void => undefined;
    const allAsked = new Promise<void>((resolve) => (answer = resolve));
    const host = await createHost({
      readDirectory: (uri) => fileSystem.readDirectory(uri),
      readFile: async (uri) => {
        if (/modules\.json$|lock\.hcl$/.test(uri)) {
          asked.add(uri);
          if (asked.size === 4) answer();
          await allAsked;
        }
        return fileSystem.readFile(uri);
      },
    });
    assert.equal((await analyse(host)).findings.length, 2);
  });

  it('can be stopped before all files were read', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `m${String(index)}/main.tf`);
    const fileSystem = filesInMemory(Object.fromEntries(names.map((name) => [name, pinned])));
    const host = await createHost(fileSystem);
    const checkCancelled = () => {
      if (fileSystem.reads.size > 0) throw new Cancelled();
    };
    await assert.rejects(host.analyse({ checkCancelled }), Cancelled);
    assert.ok(fileSystem.reads.size < 200, `${String(fileSystem.reads.size)} files were read`);
  });

  it('believes nothing that it read of a folder before that was closed', async () => {
    const lock = '.terraform.lock.hcl';
    const fileSystem = filesInMemory({ 'main.tf': data + web });
    const host = await createHost(fileSystem);
    await analyse(host);
    host.setFolders([]);
    await analyse(host);
    host.setFolders([root]);
    await analyse(host);
    assert.equal(fileSystem.reads.get(uriOf(lock)), 2);
    host.setFolders([root, uriOf('below')]);
    await analyse(host);
    assert.equal(fileSystem.reads.get(uriOf(lock)), 2, 'it was watched all the time');
  });

  it('notices files that come and go, and directories', async () => {
    const fileSystem = filesInMemory({ 'data.tf': data });
    const host = await createHost(fileSystem);
    assert.deepEqual(addresses(await analyse(host)), []);

    fileSystem.write(uriOf('app/main.tf'), data + web);
    fileSystem.write(uriOf('main.tf'), web);
    host.invalidate([uriOf('app/main.tf'), uriOf('main.tf')]);
    const created = await analyse(host);
    assert.deepEqual(addresses(created), ['aws_instance.web', 'aws_instance.web']);
    assert.deepEqual([created.files, created.modules], [3, 2]);

    fileSystem.delete(uriOf('app'));
    fileSystem.delete(uriOf('data.tf'));
    host.invalidate([uriOf('app'), uriOf('data.tf')]);
    const deleted = await analyse(host);
    assert.deepEqual([deleted.findings, deleted.files, deleted.modules], [[], 1, 1]);
    assert.equal(deleted.file(uriOf('app/main.tf')), undefined);
  });

  it('forgets folders that are closed', async () => {
    const host = await createHost(filesInMemory({ 'a/main.tf': data + web, 'b/main.tf': data + web }));
    assert.equal((await analyse(host)).findings.length, 2);
    host.setFolders([uriOf('b')]);
    assert.deepEqual(
      (await analyse(host)).findings.map(({ module }) => module),
      [uriOf('b')],
    );
    host.setFolders([]);
    assert.equal((await analyse(host)).findings.length, 0);
  });

  it('analyses only the directories that are asked for', async () => {
    const host = await createHost(filesInMemory({ 'a/main.tf': data + web, 'b/main.tf': data + web }));
    const only = await host.analyse({ checkCancelled: () => undefined, only: [uriOf('a')] });
    assert.deepEqual(
      only.findings.map(({ module }) => module),
      [uriOf('a')],
    );
    assert.equal((await analyse(host)).findings.length, 2);
  });

  it('analyses no module twice that did not change', async () => {
    const { host, converted } = await countingHost({ 'a/main.tf': data + web, 'b/main.tf': data + web });
    const first = await analyse(host);
    const second = await analyse(host);
    assert.equal(first.findings.length, 2);
    second.findings.forEach((finding, index) => {
      assert.equal(finding, first.findings[index]);
    });
    assert.deepEqual(converted, [data.trimEnd(), web.trimEnd()], 'equal blocks are converted once');
  });

  it('converts one block again after an edit in it, and none where nothing drifts', async () => {
    const other = 'resource "aws_instance" "other" {\n  ami = "ami-1"\n}\n';
    const { host, converted } = await countingHost({
      'main.tf': data + web + other,
      'quiet/main.tf': pinned,
    });
    await analyse(host);
    assert.deepEqual(converted, [data.trimEnd(), web.trimEnd()]);
    const edited = web.replace('ami =', 'key_name = "k"\n  ami =');
    host.setDocument(uriOf('main.tf'), data + other + edited, 2);
    assert.deepEqual(addresses(await analyse(host)), ['aws_instance.web']);
    assert.deepEqual(converted.slice(2), [edited.trimEnd()]);
  });

  it('gives the same order whatever the order of files and folders', async () => {
    const names = ['b/2.tf', 'a/1.tf', 'b/1.tf', 'a.tf', 'a/10.tf'];
    const orders = [names, [...names].reverse(), [...names].sort()];
    const outcomes = await Promise.all(
      orders.map(async (order) => {
        const text = (name: string) =>
          `data "aws_ami" "linux" {\n most_recent = true\n owners = ["self"]\n}\n${web.replace('web', `n${name.replace(/\W/g, '_')}`)}`;
        const host = await createHost(
          filesInMemory(Object.fromEntries(order.map((name) => [name, text(name)]))),
        );
        return (await analyse(host)).findings.map(({ uri, address, source }) => [uri, address, source]);
      }),
    );
    assert.equal(outcomes[0]?.length, names.length);
    assert.deepEqual(outcomes[1], outcomes[0]);
    assert.deepEqual(outcomes[2], outcomes[0]);
    const uris = outcomes[0].map(([uri]) => uri ?? '');
    assert.deepEqual(uris, [...uris].sort());
  });

  it('stops where nobody waits any more, and goes on at the next request', async () => {
    const host = await createHost(filesInMemory({ 'a/main.tf': data + web, 'b/main.tf': data + web }));
    let checks = 0;
    const checkCancelled = () => {
      checks++;
      if (checks === 2) throw new Cancelled();
    };
    await assert.rejects(host.analyse({ checkCancelled }), Cancelled);
    assert.equal((await analyse(host)).findings.length, 2);
  });

  it('compares dates of suppression comments anew at each request', async () => {
    const text = web.replace(
      '.id',
      '.id # holdfast:ignore drifting-replacement -- soon gone until=2026-11-20',
    );
    let today = '2026-11-20';
    const host = await createHost(filesInMemory({ 'main.tf': data + text }), { today: () => today });
    assert.deepEqual(addresses(await analyse(host)), []);
    today = '2026-11-21';
    assert.deepEqual(addresses(await analyse(host)), ['aws_instance.web']);
  });

  it('names the path of a finding, hop by hop', async () => {
    const local = 'locals {\n  image = data.aws_ami.linux.id\n}\n';
    const host = await createHost(
      filesInMemory({
        'data.tf': data,
        'locals.tf': local,
        'main.tf': web.replace('data.aws_ami.linux.id', 'local.image'),
      }),
    );
    const snapshot = await analyse(host);
    const [finding] = snapshot.findings;
    assert.ok(finding);
    const hops = finding.path.map(({ uri, range, label }) => [
      uri.slice(root.length + 1),
      label,
      snapshot.file(uri)?.text.slice(range.start, range.end),
    ]);
    assert.deepEqual(hops, [
      ['data.tf', 'data.aws_ami.linux', 'data "aws_ami" "linux"'],
      ['locals.tf', 'local.image', 'data.aws_ami.linux.id'],
    ]);
  });
});
