import assert from 'node:assert/strict';
import type { Snapshot } from '../../server/src/analysis/host';
import { analyse, createHost, filesInMemory, root, syntax, uriOf } from '../support/engine';

const data = 'data "aws_ami" "linux" {\n  most_recent = true\n  owners = ["amazon"]\n}\n';
const web = 'variable "ami" {}\nresource "aws_instance" "web" {\n  ami = var.ami\n}\n';
const pinned = 'variable "ami" {}\nresource "aws_instance" "web" {\n  ami = "ami-1"\n}\n';

function call(source: string): string {
  return `module "web" {\n  source = "${source}"\n  ami = data.aws_ami.linux.id\n}\n`;
}

function found({ findings }: Snapshot): readonly string[] {
  return findings.map(({ module, address, callers }) => [module, address, ...callers].join(' '));
}

const analyseAgain = analyse;

describe('configurations of several modules', () => {
  it('are analysed again when a module in them changes, wherever it is called from', async () => {
    const fileSystem = filesInMemory({
      'a/main.tf': data + call('../web'),
      'b/main.tf': data + call('../web'),
      'web/main.tf': pinned,
    });
    const host = await createHost(fileSystem);
    assert.deepEqual(found(await analyse(host)), []);
    host.setDocument(uriOf('web/main.tf'), web, 1);
    const edited = await host.analyse({ checkCancelled: () => undefined, only: [uriOf('web')] });
    assert.deepEqual(found(edited), [`${root}/web aws_instance.web module.web`]);
    host.closeDocument(uriOf('web/main.tf'));
    assert.deepEqual(found(await analyseAgain(host)), []);
  });

  it('read modules outside the opened folders, and report at the call what they find there', async () => {
    const fileSystem = filesInMemory({ 'main.tf': data + call('../modules/web') });
    fileSystem.write('file:///modules/web/main.tf', web);
    const host = await createHost(fileSystem);
    const snapshot = await analyse(host);
    const [finding] = snapshot.findings;
    assert.ok(finding);
    assert.equal(finding.uri, uriOf('main.tf'));
    const text = snapshot.file(finding.uri)?.text.slice(finding.range.start, finding.range.end);
    assert.equal(text, 'data.aws_ami.linux.id');
    assert.equal(finding.module, 'file:///modules/web');
    assert.equal(snapshot.modules, 1);

    fileSystem.write('file:///modules/web/main.tf', pinned);
    host.invalidate(['file:///modules/web/main.tf']);
    assert.deepEqual(found(await analyseAgain(host)), []);
  });

  it('follow fetched modules as soon as they are there', async () => {
    const fileSystem = filesInMemory({ 'main.tf': data + call('example/web/aws') });
    const host = await createHost(fileSystem);
    const before = await analyse(host);
    assert.deepEqual(
      before.notes.map(({ kind }) => kind),
      ['unresolved-module'],
    );
    const modules = [{ Key: 'web', Source: 'example/web/aws', Dir: '.terraform/modules/web' }];
    fileSystem.write(uriOf('.terraform/modules/modules.json'), JSON.stringify({ Modules: modules }));
    fileSystem.write(uriOf('.terraform/modules/web/main.tf'), web);
    host.invalidate([uriOf('.terraform/modules/modules.json')]);
    const after = await analyseAgain(host);
    assert.deepEqual(after.notes, []);
    assert.deepEqual(found(after), [`${root}/.terraform/modules/web aws_instance.web module.web`]);
  });

  it('survive a list of fetched modules that is no such list', async () => {
    for (const text of ['{', '[]', '{"Modules":[1,null,{"Key":"web"}]}', '{"Modules":{"a":1}}']) {
      const files = { 'main.tf': call('example/web/aws'), '.terraform/modules/modules.json': text };
      const { notes } = await analyse(await createHost(filesInMemory(files)));
      assert.deepEqual(
        notes.map(({ kind }) => kind),
        ['unresolved-module'],
        text,
      );
    }
  });

  it('may call each other in a circle', async () => {
    const host = await createHost(
      filesInMemory({ 'a/main.tf': data + call('../b'), 'b/main.tf': `${web}${call('../a')}` }),
    );
    const { notes, findings } = await analyse(host);
    assert.equal(notes.filter(({ message }) => message.includes('calls itself')).length > 0, true);
    assert.equal(findings.length, 1);
  });

  it('convert a module once, however many call it', async () => {
    const converted: string[] = [];
    const { hclToJson } = await syntax();
    const callers = Object.fromEntries(
      Array.from({ length: 5 }, (_, at) => [`c${String(at)}/main.tf`, data + call('../web')]),
    );
    const host = await createHost(filesInMemory({ ...callers, 'web/main.tf': web }), {
      hclToJson: (name, text) => {
        converted.push(text);
        return hclToJson(name, text);
      },
    });
    assert.equal((await analyse(host)).findings.length, 1);
    assert.equal(converted.filter((text) => text.includes('aws_instance')).length, 1);
  });

  it('end, even where every module calls the next one twice', async () => {
    const files: Record<string, string> = { 'm0/main.tf': '' };
    for (let level = 1; level <= 14; level++) {
      const next = `../m${String(level - 1)}`;
      files[`m${String(level)}/main.tf`] =
        `module "a" {\n  source = "${next}"\n}\nmodule "b" {\n  source = "${next}"\n}\n`;
    }
    const { notes } = await analyse(await createHost(filesInMemory(files)));
    assert.ok(notes.some(({ message }) => message.includes('too many modules')));
  }).timeout(60_000);
});
