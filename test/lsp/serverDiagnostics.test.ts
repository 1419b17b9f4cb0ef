import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eachInWorkspace, type Workspace } from './workspace';

const rule = 'drifting-replacement';
const reference = 'data.aws_ami.amazon_linux.id';

describe('The server’s diagnostics', () => {
  let workspace: Workspace;

  eachInWorkspace((fresh) => {
    workspace = fresh;
  });

  it('are there at the start, for files that nobody opened', async () => {
    workspace.copyExample('nothing-changed');
    const client = await workspace.start();
    await client.settled();
    const main = workspace.uri('main.tf');
    assert.deepEqual([...client.diagnostics.keys()], [main]);
    const [diagnostic, ...rest] = client.diagnostics.get(main) ?? [];
    assert.deepEqual(rest, []);
    assert.equal(diagnostic?.code, rule);
    assert.equal(diagnostic.source, 'holdfast');
    assert.equal(diagnostic.severity, 2);
    assert.match(diagnostic.codeDescription?.href ?? '', /\/docs\/rules\/drifting-replacement\.md$/);
    assert.match(client.messages(main).join(), /aws_instance\.rds_access_ec2/);

    await client.open(main);
    assert.deepEqual(diagnostic.range, client.rangeOf(main, reference));
    const [source] = diagnostic.relatedInformation ?? [];
    assert.equal(source?.location.uri, main);
    assert.equal(source.location.range.start.line, client.rangeOf(main, 'data "aws_ami"').start.line);
    await client.settled();
    assert.deepEqual(client.complaints(), []);
    assert.deepEqual(
      { ...client.status },
      { state: 'ready', findings: 1, notes: 0, files: 1, modules: 1 },
      'the status counts what is shown',
    );
  });

  it('follow unsaved text, in the file and across files', async () => {
    workspace.write('data.tf', 'data "aws_ami" "x" {\n  owners = ["self"]\n  most_recent = true\n}\n');
    workspace.write('main.tf', 'resource "aws_instance" "web" {\n  ami = data.aws_ami.x.id\n}\n');
    const client = await workspace.start();
    const [data, main] = [workspace.uri('data.tf'), workspace.uri('main.tf')];
    await client.open(data);
    await client.open(main);
    await client.settled();
    assert.equal(client.messages(main, rule).length, 1);

    await client.type(data, 'true', 'false');
    await client.settled();
    assert.deepEqual(client.messages(main), []);

    await client.type(data, 'false', 'true');
    await client.type(main, 'resource', '\n\nresource');
    await client.settled();
    const [diagnostic] = client.diagnostics.get(main) ?? [];
    assert.deepEqual(diagnostic?.range, client.rangeOf(main, 'data.aws_ami.x.id'));
    assert.equal(client.published.at(-1)?.version, 2);

    await client.close(data);
    await client.close(main);
    await client.settled();
    assert.equal(client.diagnostics.get(main)?.[0]?.range.start.line, 1, 'the text on disk counts again');
  });

  it('are sent once more after an edit that changed nothing about them, and not for other files', async () => {
    workspace.copyExample('nothing-changed');
    workspace.copyExample('nothing-changed', 'other');
    const client = await workspace.start();
    const main = workspace.uri('main.tf');
    await client.open(main);
    await client.settled();
    const before = client.diagnostics.get(main);
    client.forget();
    await client.type(main, 't2.micro', 't3.micro');
    await client.settled();
    assert.deepEqual(client.published, [{ uri: main, version: 2, diagnostics: before }]);
  });

  it('are sent again when a document is loaded anew, which is a close and an open', async () => {
    workspace.copyExample('nothing-changed');
    const client = await workspace.start();
    const main = workspace.uri('main.tf');
    await client.open(main);
    await client.settled();
    client.forget();
    await client.close(main);
    await client.open(main);
    await client.settled();
    assert.deepEqual(
      client.published.map(({ uri, diagnostics }) => [uri, diagnostics.length]),
      [[main, 1]],
    );
  });

  it('stay for all other blocks while one is half typed', async () => {
    workspace.write(
      'main.tf',
      [
        'data "aws_ami" "x" {\n  owners = ["self"]\n  most_recent = true\n}\n',
        'resource "aws_instance" "typing" {\n  ami = data.aws_ami.x.id\n}\n',
        'resource "aws_instance" "web" {\n  ami = data.aws_ami.x.id\n}\n',
      ].join('\n'),
    );
    const client = await workspace.start();
    const main = workspace.uri('main.tf');
    await client.open(main);
    await client.settled();
    assert.equal(client.messages(main, rule).length, 2);

    await client.type(main, 'ami = data.aws_ami.x.id', 'ami = [data.aws_ami.');
    await client.settled();
    const messages = client.messages(main, rule);
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? '', /^aws_instance\.web /);
    const [note] = (client.diagnostics.get(main) ?? []).filter(({ code }) => code === 'syntax-error');
    assert.equal(note?.severity, 3);
    assert.equal(note.codeDescription, undefined);

    await client.type(main, 'ami = [data.aws_ami.', 'ami = data.aws_ami.x.id');
    await client.settled();
    assert.equal(client.messages(main, rule).length, 2);
    assert.equal(client.messages(main).length, 2);
  });

  it('stay while a module is half typed that lies outside of the folders', async () => {
    const ami = 'data "aws_ami" "x" {\n  owners = ["self"]\n  most_recent = true\n}\n';
    const call = 'module "web" {\n  source = "../web"\n  image = data.aws_ami.x.id\n}\n';
    workspace.write('live/main.tf', ami + call);
    workspace.write(
      'web/main.tf',
      'variable "image" {}\nresource "aws_instance" "web" {\n  ami = var.image\n}\n',
    );
    const client = await workspace.start({ folders: [join(workspace.path, 'live')] });
    const [main, called] = [workspace.uri('live/main.tf'), workspace.uri('web/main.tf')];
    await client.open(called);
    await client.settled();
    assert.equal(client.messages(main, rule).length, 1);
    client.forget();
    await client.type(called, 'var.image', '[var.image');
    // It is answered when the module has been analysed, and before the pause.
    await client.hover(called, 'ami = ');
    await client.type(called, '[var.image', 'var.image');
    await client.settled();
    assert.deepEqual(client.published, []);
  });

  it('appear once at the start, whoever calls the module that is open', async () => {
    const ami = 'data "aws_ami" "x" {\n  owners = ["self"]\n  most_recent = true\n}\n';
    workspace.write(
      'web/main.tf',
      `${ami}variable "count_of" {\n  default = 1\n}\nresource "aws_instance" "web" {\n  count = var.count_of\n  ami = data.aws_ami.x.id\n}\n`,
    );
    workspace.write('main.tf', 'module "web" {\n  source = "./web"\n  count_of = 0\n}\n');
    const client = await workspace.start();
    await client.open(workspace.uri('web/main.tf'));
    await client.settled();
    assert.deepEqual(
      client.published.filter(({ diagnostics }) => diagnostics.length > 0),
      [],
      'by itself the module has an instance, as it is called it has none',
    );
  });

  it('say what is wrong with broken JSON, and still show the other files’ findings', async () => {
    workspace.copyExample('nothing-changed');
    workspace.write('broken.tf.json', '{ "resource": {\n  "aws_instance": \n');
    const client = await workspace.start();
    await client.settled();
    assert.equal(client.messages(workspace.uri('main.tf'), rule).length, 1);
    const [note] = client.diagnostics.get(workspace.uri('broken.tf.json')) ?? [];
    assert.equal(note?.code, 'syntax-error');
    assert.equal(note.severity, 3);
  });

  it('reach a client that understands nothing but messages', async () => {
    workspace.copyExample('nothing-changed');
    const client = await workspace.start({
      folders: [],
      capabilities: {},
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the oldest clients send nothing else
      initialize: { workspaceFolders: null, rootPath: workspace.path, initializationOptions: undefined },
    });
    const main = workspace.uri('main.tf');
    await client.until('the finding', () => client.messages(main, rule).length === 1);
    assert.match(client.messages(main).join(), /\n {2}main\.tf:\d+: /);
    const [diagnostic] = client.diagnostics.get(main) ?? [];
    assert.deepEqual(Object.keys(diagnostic ?? {}).sort(), [
      'code',
      'message',
      'range',
      'severity',
      'source',
    ]);
    assert.equal(client.initializeResult.capabilities.codeActionProvider, undefined);

    await client.open(main);
    await client.type(main, 'most_recent = true', 'most_recent = false');
    await client.until('the finding to go', () => client.messages(main).length === 0);
    assert.deepEqual(client.registrations, []);
    assert.equal(client.status, undefined);
    assert.deepEqual(client.complaints(), []);
  });

  it('cover a document without a folder, and nothing around it', async () => {
    workspace.copyExample('nothing-changed', 'app');
    workspace.copyExample('nothing-changed', 'app/below');
    workspace.copyExample('nothing-changed', 'beside');
    const client = await workspace.start({ folders: [] });
    await client.settled();
    assert.equal(client.diagnostics.size, 0);
    const main = workspace.uri('app/main.tf');
    await client.open(main);
    await client.settled();
    assert.deepEqual([...client.diagnostics.keys()], [main]);
    assert.equal(client.messages(main, rule).length, 1);

    await client.close(main);
    await client.settled();
    assert.deepEqual(client.messages(main), []);
  });
});
