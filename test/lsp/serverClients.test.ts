import assert from 'node:assert/strict';
import { PositionEncodingKind, type ClientCapabilities, type InitializeParams } from 'vscode-languageserver';
import { fullCapabilities, type LspClient } from '../support/lspClient';
import { eachInWorkspace, type Workspace } from './workspace';

const reference = 'data.aws_ami.amazon_linux.id';

describe('The server, for a client', () => {
  let workspace: Workspace;
  let main = '';

  eachInWorkspace((fresh) => {
    workspace = fresh;
    workspace.copyExample('nothing-changed');
    main = workspace.uri('main.tf');
  });

  function start(
    capabilities: ClientCapabilities,
    initialize: Partial<InitializeParams> = {},
  ): Promise<LspClient> {
    // Not even the status, which is an extension of ours.
    return workspace.start({ capabilities, initialize: { initializationOptions: undefined, ...initialize } });
  }

  it('that declares nothing, sends diagnostics, and asks nothing', async () => {
    const client = await start({});
    assert.deepEqual(client.initializeResult.capabilities, {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2, save: true },
      hoverProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    });
    await client.open(main);
    await client.until('the finding', () => client.messages(main).length === 1);
    await client.roundTrip();
    const known = new Set(['textDocument/publishDiagnostics', 'window/logMessage']);
    assert.deepEqual(
      client.received.filter((method) => !known.has(method)),
      [],
    );
  });

  it('that takes code actions, offers no command that it would have to carry out', async () => {
    const client = await start({ ...fullCapabilities, workspace: {} });
    await client.open(main);
    const actions = await client.codeActions(main, client.rangeOf(main, reference));
    assert.ok(actions.length > 2);
    for (const { title, edit, command } of actions) {
      assert.equal(command, undefined, title);
      assert.deepEqual(Object.keys(edit ?? {}), ['changes'], title);
    }
  });

  it('that prefers another way to count columns, says that it counts UTF-16 units, and does', async () => {
    const positionEncodings = [PositionEncodingKind.UTF8, PositionEncodingKind.UTF16];
    const client = await start({ general: { positionEncodings } });
    assert.equal(client.initializeResult.capabilities.positionEncoding, 'utf-16');
    await client.open(main);
    await client.type(main, `= ${reference}`, `= /* 画像😀 */ ${reference}`);
    const expected = client.rangeOf(main, reference);
    await client.until(
      'the finding at its place',
      () => client.diagnostics.get(main)?.[0]?.range.start.character === expected.start.character,
    );
    assert.deepEqual(client.diagnostics.get(main)?.[0]?.range, expected);
  });

  it('that watches no files, reads them anew when one is saved', async () => {
    const client = await start({});
    await client.open(main);
    await client.until('the finding', () => client.messages(main).length === 1);
    workspace.write('holdfast.yaml', 'neutral: [aws_ami]\n');
    await client.save(main);
    await client.until('the finding to go', () => client.messages(main).length === 0);
  });
});
