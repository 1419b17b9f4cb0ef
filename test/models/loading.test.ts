import assert from 'node:assert/strict';
import type { FactsLoader } from '../../server/src/analysis/host';
import { analyse, createHost, facts, filesInMemory, uriOf } from '../support/engine';
import { toyFacts } from '../support/toyFacts';

/** The product's facts, noting which files are read. */
function recordingFacts(): { readonly asked: string[]; readonly loader: FactsLoader } {
  const asked: string[] = [];
  const load = (name: string) => {
    asked.push(name);
    return facts.load(name);
  };
  return { asked, loader: { load } };
}

const awsOnly = `
data "aws_ami" "x" {
  most_recent = true
  owners      = ["amazon"]
}
resource "aws_instance" "web" {
  ami = data.aws_ami.x.id
}
resource "google_compute_disk" "unrelated" {
  name = "a"
}
`;

describe('facts about providers', () => {
  it('are read for the providers through which drift comes, each file once', async () => {
    const { asked, loader } = recordingFacts();
    const files = { 'a/main.tf': awsOnly, 'b/main.tf': awsOnly };
    const host = await createHost(filesInMemory(files), { facts: loader });
    assert.equal((await analyse(host)).findings.length, 2);
    assert.deepEqual([...asked].sort(), [
      'consequences/aws',
      'generated/aws',
      'overrides/aws',
      'sources/aws',
    ]);
  });

  it('are not read at all for a module without any source', async () => {
    const { asked, loader } = recordingFacts();
    const files = { 'main.tf': 'resource "google_compute_disk" "x" {\n  name = "a"\n}\n' };
    const host = await createHost(filesInMemory(files), { facts: loader });
    await analyse(host);
    assert.deepEqual(asked, []);
  });

  it('never name a file by what stands in a configuration unless it can be a provider', async () => {
    const asked: string[] = [];
    const files = { 'main.tf': 'data "../../../secret_x" "x" {}\ndata "C:\\\\x" "y" {}\n' };
    await analyse(await createHost(filesInMemory(files), { facts: toyFacts(asked) }));
    assert.deepEqual(asked, []);
  });
});

describe('the lock file', () => {
  it('is read again once it is known to have changed, and the module with it', async () => {
    const lock = (version: string) =>
      `provider "registry.terraform.io/makers/toy" {\n  version = "${version}"\n}\n`;
    const fileSystem = filesInMemory({
      'main.tf': 'data "toy_latest" "x" {}\nresource "toy_version" "it" {\n  old = data.toy_latest.x.id\n}\n',
      '.terraform.lock.hcl': lock('1.0.0'),
    });
    const host = await createHost(fileSystem, { facts: toyFacts() });
    const count = async () => (await analyse(host)).findings.length;
    assert.equal(await count(), 1);

    fileSystem.write(uriOf('.terraform.lock.hcl'), lock('3.0.0'));
    assert.equal(await count(), 1, 'nobody has said that it changed');
    host.invalidate([uriOf('.terraform.lock.hcl')]);
    assert.equal(await count(), 0);

    fileSystem.write(uriOf('.terraform.lock.hcl'), lock('1.0.0'));
    host.invalidate([uriOf('.terraform.lock.hcl')]);
    assert.equal(await count(), 1);
    fileSystem.delete(uriOf('.terraform.lock.hcl'));
    host.invalidate([uriOf('.terraform.lock.hcl')]);
    assert.equal(await count(), 0, 'without one the newest version counts');
  });
});
