import assert from 'node:assert/strict';
import { CancellationTokenSource, type CodeAction } from 'vscode-languageserver/node';
import {
  findImagesRequest,
  trustNotification,
  pinToNewestImageCommand,
  pinToRequest,
  type FindImagesResult,
  type FindingReference,
  type PinToResult,
} from '../../server/src/lsp/messages';
import { AwsEnvironment, someCredentials } from '../support/awsEnvironment';
import { Ec2Endpoint } from '../support/ec2Endpoint';
import type { LspClient } from '../support/lspClient';
import { Workspace } from './workspace';

const reference = 'data.aws_ami.amazon_linux.id';
const title = 'Pin ami to the newest image…';

describe('The server’s search for newest images', () => {
  let workspace: Workspace;
  let environment: AwsEnvironment;
  let endpoint: Ec2Endpoint;
  let main = '';

  beforeEach(async () => {
    workspace = new Workspace();
    workspace.copyExample('nothing-changed');
    main = workspace.uri('main.tf');
    environment = new AwsEnvironment();
    endpoint = await Ec2Endpoint.start(({ parameters }) => ({
      images:
        parameters['Owner.1'] === 'amazon'
          ? [
              { imageId: 'ami-1', name: 'one', creationDate: '2026-01-01T00:00:00.000Z' },
              { imageId: 'ami-2', name: 'two', creationDate: '2026-02-01T00:00:00.000Z' },
            ]
          : [],
    }));
    environment.set({ AWS_ENDPOINT_URL_EC2: endpoint.url, AWS_REGION: 'eu-west-1', ...someCredentials });
  });

  afterEach(async () => {
    await workspace.dispose();
    environment.restore();
    await endpoint.stop();
  });

  async function start(options: object): Promise<LspClient> {
    const client = await workspace.start({
      initialize: { initializationOptions: { statusNotifications: true, ...options } },
    });
    await client.open(main);
    await client.settled();
    return client;
  }

  async function offered(client: LspClient): Promise<CodeAction | undefined> {
    const actions = await client.codeActions(main, client.rangeOf(main, reference));
    return actions.find((action) => action.title === title);
  }

  /** What the action hands to the client's command. */
  async function argumentOf(client: LspClient): Promise<FindingReference> {
    const action = await offered(client);
    assert.equal(action?.command?.command, pinToNewestImageCommand);
    assert.equal(action.kind, 'quickfix.holdfast.pin-newest');
    assert.equal(action.edit, undefined);
    assert.equal(action.diagnostics?.length, 1);
    const [argument, ...more] = (action.command.arguments ?? []) as readonly FindingReference[];
    assert.ok(argument);
    assert.deepEqual(more, []);
    return argument;
  }

  for (const newestImages of [true, false]) {
    it(`is ${newestImages ? '' : 'not '}named in hovers for a client that can${newestImages ? '' : 'not'} run it`, async () => {
      const client = await start({ newestImages });
      const text = JSON.stringify(await client.hover(main, 'ami  '));
      assert.match(text, /Ignore changes to ami/);
      assert.equal(text.includes(title), newestImages);
    });
  }

  const find = (client: LspClient, argument: object): Promise<FindImagesResult> =>
    client.connection.sendRequest(findImagesRequest, argument);

  const pin = (client: LspClient, argument: object): Promise<PinToResult> =>
    client.connection.sendRequest(pinToRequest, argument);

  it('finds them, and pins the chosen one', async () => {
    const client = await start({ newestImages: true, trusted: true });
    const argument = await argumentOf(client);
    assert.deepEqual(endpoint.requests, [], 'nothing is asked before the user wants it');
    const answer = await find(client, argument);
    assert.deepEqual('candidates' in answer && answer.candidates.map(({ id }) => id), ['ami-2', 'ami-1']);
    const edit = await pin(client, { ...argument, value: 'ami-2' });
    assert.ok(edit);
    const before = client.text(main);
    await client.apply(edit);
    await client.settled();
    assert.equal(client.text(main), before.replace(reference, '"ami-2"'));
    assert.deepEqual(client.messages(main), []);
    assert.equal(await pin(client, { ...argument, value: 'ami-2' }), null);
    assert.deepEqual(await find(client, argument), {
      error: 'There is no image to be looked up here any more.',
    });
  });

  it('logs nothing of what it asks and hears', async () => {
    const client = await start({ newestImages: true, trusted: true });
    await find(client, await argumentOf(client));
    const heard = JSON.stringify(client.logs) + client.stderr;
    for (const secret of ['AKIDVARIABLES', 'ami-2', 'amazon']) assert.ok(!heard.includes(secret), secret);
    assert.deepEqual(client.complaints(), []);
  });

  it('is refused where the workspace is not trusted, as the client says', async () => {
    const refused = { error: 'Images are looked up in trusted workspaces only.' };
    const client = await start({ newestImages: true, trusted: false });
    assert.deepEqual(await find(client, await argumentOf(client)), refused);
    const untrusted = await start({ newestImages: true, trusted: true });
    await untrusted.connection.sendNotification(trustNotification, { trusted: false });
    assert.deepEqual(await find(untrusted, await argumentOf(untrusted)), refused);
    assert.deepEqual(endpoint.requests, []);
  });

  it('is offered to clients that ask for it alone', async () => {
    assert.equal(await offered(await start({ trusted: true })), undefined);
  });

  it('can be given up', async () => {
    const silent = await Ec2Endpoint.start(() => 'silence');
    try {
      environment.set({ AWS_ENDPOINT_URL_EC2: silent.url });
      const client = await start({ newestImages: true, trusted: true });
      const source = new CancellationTokenSource();
      const answer = client.connection.sendRequest(findImagesRequest, await argumentOf(client), source.token);
      await silent.asked();
      source.cancel();
      await assert.rejects(answer, /cancelled/);
    } finally {
      await silent.stop();
    }
  });

  it('survives questions that are none', async () => {
    const client = await start({ newestImages: true, trusted: true });
    const none = { error: 'There is no image to be looked up here any more.' };
    for (const argument of [{ uri: main }, { uri: main, finding: 'x' }, { uri: 'untitled:x', finding: {} }]) {
      assert.deepEqual(await find(client, argument), none);
      assert.equal(await pin(client, { ...argument, value: 'ami-1' }), null);
    }
  });
});
