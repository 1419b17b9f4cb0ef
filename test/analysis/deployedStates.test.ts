import assert from 'node:assert/strict';
import type { AnalysisHost, Snapshot } from '../../server/src/analysis/host';
import type { MemoryFileSystem } from '../support/memoryFileSystem';
import { analyse, createHost, filesInMemory, root, uriOf } from '../support/engine';

const data = 'data "aws_ami" "linux" {\n  most_recent = true\n  owners = ["amazon"]\n}\n';
const web = (name: string, more = '', ami = 'data.aws_ami.linux.id') =>
  `resource "aws_instance" "${name}" {\n  ami = ${ami}\n${more}}\n`;

/** A state in which each instance `name` has the image `ami-WORD-name`, under a key where one is given. */
const state = (word: string, names: readonly string[], key?: string) =>
  JSON.stringify({
    version: 4,
    resources: names.map((name) => ({
      mode: 'managed',
      type: 'aws_instance',
      name,
      instances: [
        { attributes: { ami: `ami-${word}-${name}` }, ...(key === undefined ? {} : { index_key: key }) },
      ],
    })),
  });

async function titles(snapshot: Snapshot): Promise<readonly string[]> {
  const fixes = await Promise.all(snapshot.findings.map((finding) => snapshot.fixesFor(finding)));
  return fixes.map(([first]) => first?.title ?? '');
}

const pin = (id: string) => `Pin ami to ${id} (deployed now)`;

describe('the analysis host’s states', () => {
  const files = { 'data.tf': data, 'main.tf': web('a') + web('b') };
  const tfstate = uriOf('terraform.tfstate');
  let fileSystem: MemoryFileSystem;
  let host: AnalysisHost;

  beforeEach(async () => {
    fileSystem = filesInMemory({ ...files, 'terraform.tfstate': state('local', ['a', 'b']) });
    host = await createHost(fileSystem);
  });

  it('are read once, for however many findings, until the file is said to have changed', async () => {
    assert.equal(fileSystem.reads.get(tfstate), undefined);
    const local = [pin('ami-local-a'), pin('ami-local-b')];
    assert.deepEqual(await titles(await analyse(host)), local);
    host.setDocument(uriOf('main.tf'), `# edited\n${files['main.tf']}`, 1);
    assert.deepEqual(await titles(await analyse(host)), local);
    assert.equal(fileSystem.reads.get(tfstate), 1);

    fileSystem.write(tfstate, state('newer', ['a', 'b']));
    host.invalidate([tfstate]);
    assert.deepEqual(await titles(await analyse(host)), [pin('ami-newer-a'), pin('ami-newer-b')]);
    assert.equal(fileSystem.reads.get(tfstate), 2);
  });

  it('are not read where nothing is found', async () => {
    const quiet = await createHost(fileSystem);
    fileSystem.delete(uriOf('data.tf'));
    assert.deepEqual((await analyse(quiet)).findings, []);
    assert.equal(fileSystem.reads.get(tfstate), undefined);
  });

  it('are those that somebody gave, before the local file, for that root module alone', async () => {
    fileSystem.write(uriOf('other/main.tf'), data + web('c'));
    fileSystem.write(uriOf('other/terraform.tfstate'), state('local', ['c']));
    assert.deepEqual(host.setState(root, state('given', ['a', 'b'])), { instances: 2 });
    const given = [pin('ami-given-a'), pin('ami-given-b'), pin('ami-local-c')];
    assert.deepEqual(await titles(await analyse(host)), given);
    assert.equal(fileSystem.reads.get(tfstate), undefined);

    const refusal = host.setState(root, '{"version": 3}');
    assert.ok('problem' in refusal);
    assert.equal(refusal.problem, 'other-format');
    assert.deepEqual(await titles(await analyse(host)), given);

    host.setState(root, undefined);
    const local = [pin('ami-local-a'), pin('ami-local-b'), pin('ami-local-c')];
    assert.deepEqual(await titles(await analyse(host)), local);
  });

  it('count where the configuration keeps its state elsewhere', async () => {
    fileSystem.write(uriOf('backend.tf'), 'terraform {\n  backend "s3" {}\n}\n');
    const unknown = 'Ignore changes to ami';
    assert.deepEqual(await titles(await analyse(host)), [unknown, unknown]);
    host.setState(root, state('given', ['a', 'b']));
    assert.deepEqual(await titles(await analyse(host)), [pin('ami-given-a'), pin('ami-given-b')]);
  });

  it('decide anew which remedies a finding has', async () => {
    const many = data.replace('"linux" {', '"many" {\n  for_each = { k = 1 }');
    const one = web('a', '  for_each = { k = 1 }\n', 'data.aws_ami.many[each.key].id');
    fileSystem = filesInMemory({ 'main.tf': many + one });
    host = await createHost(fileSystem);
    const remedies = async () =>
      (await analyse(host)).findings.map(({ fixes }) => fixes.includes('pin-value'));
    assert.deepEqual(await remedies(), [false]);
    host.setState(root, state('given', ['a'], 'k'));
    assert.deepEqual(await remedies(), [true]);
    host.setState(root, undefined);
    assert.deepEqual(await remedies(), [false]);
    fileSystem.write(tfstate, state('local', ['a'], 'k'));
    host.invalidate([tfstate]);
    assert.deepEqual(await remedies(), [true]);
  });

  it('leave a finding the same object while they change nothing about it', async () => {
    const [before] = (await analyse(host)).findings;
    host.setState(root, state('given', ['a', 'b']));
    assert.equal((await analyse(host)).findings[0], before);
  });

  it('are known of the root modules that there are', async () => {
    fileSystem.write(uriOf('other/main.tf'), data);
    fileSystem.write(uriOf('called/main.tf'), data);
    fileSystem.write(uriOf('calls.tf'), 'module "called" {\n  source = "./called"\n}\n');
    await analyse(host);
    assert.deepEqual(await host.roots(), [
      { uri: root, hasLocalState: true },
      { uri: uriOf('other'), hasLocalState: false },
    ]);
  });
});
