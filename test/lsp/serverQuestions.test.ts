import assert from 'node:assert/strict';
import { parse } from 'jsonc-parser';
import {
  checkWorkspaceRequest,
  factsRequest,
  hclJsonRequest,
  type FactsResult,
  type HclJsonResult,
  type StatusParams,
} from '../../server/src/lsp/messages';
import type { LspClient } from '../support/lspClient';
import { eachInWorkspace, type Workspace } from './workspace';

const main = `locals {
  a = "x\${var.b}"
}

resource "aws_instance" "web" {
  ami = data.aws_ami.linux.id
}

resource "aws_instance" "web" {
  ami = "ami-1"
}

locals {
  broken = [
}

data "aws_ami" "linux" {
  most_recent = true
}
`;

describe('The server’s answers to people’s questions', () => {
  let workspace: Workspace;

  eachInWorkspace((fresh) => {
    workspace = fresh;
    workspace.write('main.tf', main);
  });

  function hclJsonOf(client: LspClient, name: string): Promise<HclJsonResult> {
    return client.connection.sendRequest(hclJsonRequest, { uri: workspace.uri(name) });
  }

  function factsOf(client: LspClient, type: string, uri?: string): Promise<FactsResult> {
    return client.connection.sendRequest(factsRequest, { type, uri });
  }

  it('show what was read of a file, and in comments what was not', async () => {
    const client = await workspace.start();
    const text = (await hclJsonOf(client, 'main.tf')) ?? '';
    assert.match(text, /^\/\/ main\.tf:\d+:\d+: not read: /);
    assert.deepEqual(parse(text), {
      locals: [{ a: 'x${var.b}' }],
      resource: { aws_instance: { web: [{ ami: '${data.aws_ami.linux.id}' }, { ami: 'ami-1' }] } },
      data: { aws_ami: { linux: [{ most_recent: true }] } },
    });
  });

  it('name what Terraform’s parser rejects although the syntax is sound', async () => {
    workspace.write('main.tf', 'locals {\n  a = 1\n  a = 2\n}\n\nlocals {\n  b = 1\n}\n');
    const client = await workspace.start();
    const text = (await hclJsonOf(client, 'main.tf')) ?? '';
    assert.match(text, /^\/\/ main\.tf:3:\d+: not read: .*redefined.*\n\{/i);
    assert.deepEqual(parse(text), { locals: [{ b: 1 }] });
  });

  it('show unsaved text, JSON as it is, and the arguments of a variable file', async () => {
    const json = '{ "locals": { "a": 1 } }';
    workspace.write('other.tf.json', json);
    workspace.write('terraform.tfvars', 'image = "ami-1"\nsizes = [1, 2]\n');
    const client = await workspace.start();
    await client.open(workspace.uri('main.tf'), 'locals {\n  typed = true\n}\n');
    assert.deepEqual(parse((await hclJsonOf(client, 'main.tf')) ?? ''), { locals: [{ typed: true }] });
    assert.equal(await hclJsonOf(client, 'other.tf.json'), json);
    assert.deepEqual(parse((await hclJsonOf(client, 'terraform.tfvars')) ?? ''), {
      image: 'ami-1',
      sizes: [1, 2],
    });
    assert.equal(await hclJsonOf(client, 'none.tf'), null);
  });

  it('tell what is known of a type, and which types may have been meant', async () => {
    const client = await workspace.start();
    const known = await factsOf(client, 'aws_ebs_volume');
    assert.match(known.text ?? '', /resource "aws_ebs_volume"[^]*availability_zone/);
    const unknown = await factsOf(client, 'aws_ebs_volumen');
    assert.equal(unknown.text, null);
    assert.ok(unknown.near.includes('aws_ebs_volume'));
  });

  it('count the project file of the document that is asked about', async () => {
    workspace.write('live/app/main.tf', '');
    workspace.write('live/holdfast.yaml', 'neutral: [corp_image]\n');
    const client = await workspace.start();
    const there = await factsOf(client, 'corp_image', workspace.uri('live/app/main.tf'));
    assert.match(there.text ?? '', /data "corp_image"[^]*does not drift/);
    assert.equal((await factsOf(client, 'corp_image', workspace.uri('main.tf'))).text, null);
  });

  it('read everything anew when asked to, also what no watcher told', async () => {
    workspace.copyExample('nothing-changed');
    const client = await workspace.start();
    await client.settled();
    assert.equal(client.status?.findings, 1);
    workspace.write('main.tf', 'locals {}\n');
    const status: StatusParams = await client.connection.sendRequest(checkWorkspaceRequest);
    assert.equal(status.state, 'ready');
    assert.equal(status.findings, 0);
    assert.equal(status.files, 1);
    assert.equal(status.modules, 1);
  });
});
