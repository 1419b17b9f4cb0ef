import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import {
  pullStateRequest,
  rootsRequest,
  trustNotification,
  useStateRequest,
} from '../../server/src/lsp/messages';
import type { LspClient } from '../support/lspClient';
import { Workspace } from './workspace';

const reference = 'data.aws_ami.amazon_linux.id';

/** The state of the example `nothing-changed`. */
const state = (ami: string) =>
  JSON.stringify({
    version: 4,
    resources: [
      { mode: 'managed', type: 'aws_instance', name: 'rds_access_ec2', instances: [{ attributes: { ami } }] },
    ],
  });

describe('The server’s states', () => {
  let workspace: Workspace;
  let programs: string;
  let main = '';

  beforeEach(() => {
    workspace = new Workspace();
    workspace.copyExample('nothing-changed');
    main = workspace.uri('main.tf');
    programs = mkdtempSync(join(tmpdir(), 'holdfast-bin-'));
  });

  afterEach(async () => {
    await workspace.dispose();
    rmSync(programs, { recursive: true });
  });

  async function start(initializationOptions: object = {}): Promise<LspClient> {
    const PATH = [programs, process.env['PATH'] ?? ''].join(delimiter);
    const client = await workspace.start({
      environment: { PATH },
      initialize: { initializationOptions: { statusNotifications: true, ...initializationOptions } },
    });
    await client.open(main);
    await client.settled();
    return client;
  }

  /** The title of the first quick fix at the reference. */
  async function firstFix(client: LspClient): Promise<string | undefined> {
    await client.settled();
    const diagnostics = [...(client.diagnostics.get(main) ?? [])];
    const actions = await client.codeActions(main, client.rangeOf(main, reference), { diagnostics });
    return actions[0]?.title;
  }

  function writeProgram(script: string): void {
    writeFileSync(join(programs, 'terraform'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, 'terraform'), 0o755);
  }

  it('come from a file that the client names, until it takes that back', async () => {
    workspace.write('elsewhere/state.json', state('ami-given'));
    workspace.write('terraform.tfstate', state('ami-local'));
    const client = await start();
    const root = workspace.uri('.');
    assert.match((await firstFix(client)) ?? '', /ami-local/);
    const file = workspace.uri('elsewhere/state.json');
    assert.deepEqual(await client.connection.sendRequest(useStateRequest, { root, file }), { resources: 1 });
    assert.match((await firstFix(client)) ?? '', /ami-given/);
    await client.connection.sendRequest(useStateRequest, { root, file: null });
    assert.match((await firstFix(client)) ?? '', /ami-local/);
  });

  it('are refused with a reason where the file is none, and nothing changes', async () => {
    workspace.write('terraform.tfstate', state('ami-local'));
    workspace.write('old.json', '{"version": 3}');
    const client = await start();
    const root = workspace.uri('.');
    for (const [file, reason] of [
      [workspace.uri('old.json'), /another format/],
      [workspace.uri('main.tf'), /no JSON/],
      [workspace.uri('missing.json'), /cannot be read/],
      [undefined, /cannot be read/],
    ] as const) {
      const answer = await client.connection.sendRequest<{ error: string }>(useStateRequest, { root, file });
      assert.match(answer.error, reason);
    }
    assert.deepEqual(Object.keys(await client.connection.sendRequest(useStateRequest, null)), ['error']);
    assert.match((await firstFix(client)) ?? '', /ami-local/);
    assert.deepEqual(client.complaints(), []);
  });

  it('are pulled on request, and never shown in the log', async function () {
    if (process.platform === 'win32') return this.skip();
    writeProgram(`cat <<'END'\n${state('ami-pulled')}\nEND`);
    const client = await start();
    const pull = { root: workspace.uri('.'), program: 'terraform' };
    assert.deepEqual(await client.connection.sendRequest(pullStateRequest, pull), { resources: 1 });
    assert.match((await firstFix(client)) ?? '', /ami-pulled/);
    assert.ok(!client.logs.some(({ message }) => message.includes('ami-pulled')));
    assert.ok(!client.stderr.includes('ami-pulled'));
  });

  it('are not pulled where the workspace is not trusted, or by another program', async function () {
    if (process.platform === 'win32') return this.skip();
    writeProgram(`touch '${join(programs, 'ran')}'; echo '${state('ami-pulled')}'`);
    const client = await start({ trusted: false });
    const root = workspace.uri('.');
    const pull = { root, program: 'terraform' };
    const refused = await client.connection.sendRequest<{ error: string }>(pullStateRequest, pull);
    assert.match(refused.error, /not trusted/);
    await client.connection.sendNotification(trustNotification, { trusted: true });
    for (const program of ['sh', '../terraform', undefined]) {
      const answer = await client.connection.sendRequest<{ error: string }>(pullStateRequest, {
        root,
        program,
      });
      assert.match(answer.error, /Only terraform and tofu/);
    }
    assert.deepEqual(await client.connection.sendRequest(pullStateRequest, pull), { resources: 1 });
    await client.connection.sendNotification(trustNotification, { trusted: false });
    const again = await client.connection.sendRequest<{ error: string }>(pullStateRequest, pull);
    assert.match(again.error, /not trusted/);
  });

  it('tell which root modules have a local one', async () => {
    workspace.copyExample('nothing-changed', 'other');
    workspace.write('other/terraform.tfstate', state('ami-local'));
    const client = await start();
    assert.deepEqual(await client.connection.sendRequest(rootsRequest), [
      { uri: workspace.uri('.'), hasLocalState: false },
      { uri: workspace.uri('other'), hasLocalState: true },
    ]);
  });
});
