import assert from 'node:assert/strict';
import { CodeLensRefreshRequest, CodeLensRequest, type CodeLens } from 'vscode-languageserver/node';
import {
  peekCommand,
  risksRequest,
  type PeekArguments,
  type RisksResult,
} from '../../server/src/lsp/messages';
import type { LspClient } from '../support/lspClient';
import { eachInWorkspace, type Workspace } from './workspace';

/** One drifting image, used by a resource of the root module and by a called module twice. */
const root = `data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}

resource "aws_instance" "bastion" {
  ami = data.aws_ami.linux.id
}

module "web" {
  source = "./web"
  count  = 2
  image  = data.aws_ami.linux.id
}
`;

const web = `variable "image" {}

resource "aws_instance" "this" {
  ami = var.image
}
`;

describe('The server’s overview', () => {
  let workspace: Workspace;
  let main = '';
  let called = '';

  eachInWorkspace((fresh) => {
    workspace = fresh;
    workspace.write('live/main.tf', root);
    workspace.write('live/web/main.tf', web);
    main = workspace.uri('live/main.tf');
    called = workspace.uri('live/web/main.tf');
  });

  async function start(configuration: unknown = null): Promise<LspClient> {
    const client = await workspace.start({
      configuration: () => configuration,
      initialize: { initializationOptions: { statusNotifications: true, codeLens: true } },
    });
    await client.open(main);
    await client.open(called);
    await client.settled();
    return client;
  }

  async function risksOf(client: LspClient): Promise<RisksResult> {
    return client.connection.sendRequest(risksRequest);
  }

  async function lensesOf(client: LspClient, uri: string): Promise<readonly CodeLens[]> {
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    return lenses ?? [];
  }

  function peekOf({ command }: CodeLens): PeekArguments {
    assert.equal(command?.command, peekCommand);
    return command.arguments?.[0] as PeekArguments;
  }

  it('lists each finding with its root module, its way and what it costs', async () => {
    const client = await start();
    const { risks } = await risksOf(client);
    assert.deepEqual(
      risks.map(({ address, callers, roots }) => ({ address, callers, roots })),
      [
        {
          address: 'aws_instance.bastion',
          callers: [],
          roots: [{ uri: workspace.uri('live'), name: 'live' }],
        },
        {
          address: 'aws_instance.this',
          callers: ['module.web'],
          roots: [{ uri: workspace.uri('live'), name: 'live' }],
        },
      ],
    );
    const inModule = risks[1];
    assert.equal(inModule?.place.uri, called);
    assert.deepEqual(inModule.place.range, client.rangeOf(called, 'var.image'));
    assert.deepEqual(inModule.path[0]?.place, {
      uri: main,
      range: client.rangeOf(main, 'data "aws_ami" "linux"'),
    });
    assert.deepEqual(
      risks.map(({ severity, consequence }) => `${severity} ${consequence}`),
      ['warning rebuild', 'warning rebuild'],
    );
    assert.match(inModule.documentation, /drifting-replacement\.md$/);
  });

  it('leaves out what the settings hide', async () => {
    const client = await start({ minSeverity: 'error' });
    assert.deepEqual(await risksOf(client), { risks: [] });
    assert.deepEqual(await lensesOf(client, main), []);
  });

  it('says above a source how many resources it can replace, and shows them', async () => {
    const client = await start();
    const lenses = await lensesOf(client, main);
    const above = lenses.find(({ range }) => range.start.line === 0);
    assert.equal(above?.command?.title, 'Can replace 2 resources');
    const { position, places } = peekOf(above);
    assert.deepEqual(position, { line: 0, character: 0 });
    assert.deepEqual(places, [
      { uri: main, range: client.rangeOf(main, 'resource "aws_instance" "bastion"') },
      { uri: called, range: client.rangeOf(called, 'resource "aws_instance" "this"') },
    ]);
  });

  it('says above a resource when it is replaced, and shows the source', async () => {
    const client = await start();
    const [lens, ...others] = await lensesOf(client, called);
    assert.deepEqual(others, []);
    assert.deepEqual(lens?.range, client.rangeOf(called, 'resource "aws_instance" "this"'));
    assert.equal(lens.command?.title, 'Replaced when data.aws_ami.linux finds a newer answer');
    assert.deepEqual(peekOf(lens).places, [
      { uri: main, range: client.rangeOf(main, 'data "aws_ami" "linux"') },
    ]);
  });

  it('knows all ways into a module that two root modules call', async () => {
    workspace.write('test/main.tf', root.replace('./web', '../live/web'));
    const test = workspace.uri('test/main.tf');
    const client = await start();
    await client.open(test);
    await client.settled();
    const { risks } = await risksOf(client);
    const inModule = risks.find(({ address }) => address === 'aws_instance.this');
    assert.deepEqual(
      inModule?.ways.map((way) => [way.root, way.path[0]?.place.uri]),
      [
        [workspace.uri('live'), main],
        [workspace.uri('test'), test],
      ],
    );
    const above = (await lensesOf(client, test)).find(({ range }) => range.start.line === 0);
    assert.equal(above?.command?.title, 'Can replace 2 resources');
    const inside = await lensesOf(client, called);
    assert.deepEqual(
      inside.flatMap((lens) => peekOf(lens).places.map(({ uri }) => uri)),
      [main, test],
    );
  });

  it('follows what is typed', async () => {
    const client = await start();
    await client.type(main, 'data.aws_ami.linux.id', '"ami-1"');
    await client.settled();
    assert.equal((await risksOf(client)).risks.length, 1);
    const [above] = await lensesOf(client, main);
    assert.equal(above?.command?.title, 'Can replace 1 resource');
  });

  it('shows no lens that goes again when all modules were read', async () => {
    workspace.write('live/main.tf', root.replace('count  = 2', 'count  = 0'));
    const client = await workspace.start({
      initialize: { initializationOptions: { statusNotifications: true, codeLens: true } },
    });
    await client.open(called);
    assert.deepEqual(await lensesOf(client, called), []);
    assert.equal(client.status?.state, 'ready', 'the answer waits until everything is known');
  });

  it('has lenses asked for anew in pauses only', async () => {
    let refreshes = 0;
    const client = await workspace.start({
      capabilities: { workspace: { codeLens: { refreshSupport: true } } },
      initialize: { initializationOptions: { statusNotifications: true, codeLens: true } },
    });
    client.connection.onRequest(CodeLensRefreshRequest.type, () => {
      refreshes++;
    });
    await client.open(main);
    await client.settled();
    refreshes = 0;
    await client.type(main, 'bastion', 'bastion2');
    // A hover waits for the module that is edited only.
    await client.hover(main, 'ami = ');
    await client.settled();
    assert.equal(refreshes, 1);
  });

  it('shows no lenses where a setting says so, and to no client that cannot show places', async () => {
    const without = await start({ codeLens: false });
    assert.deepEqual(await lensesOf(without, main), []);
    const plain = await workspace.start();
    assert.equal(plain.initializeResult.capabilities.codeLensProvider, undefined);
  });
});
