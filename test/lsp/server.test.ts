import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  CancellationTokenSource,
  CodeActionRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  LSPErrorCodes,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type FileEvent,
  type InitializeParams,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import type { RehearsalHost } from '../../server/src/analysis/fixRehearsal';
import type { AnalysisRequest, RootState, Snapshot, StateOutcome } from '../../server/src/analysis/host';
import type { Host } from '../../server/src/lsp/environment';
import { statusNotification } from '../../server/src/lsp/messages';
import { startServer } from '../../server/src/lsp/server';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { toyFacts } from '../support/toyFacts';
import { analysedFile, eventLoopTurn, FakeTimer, findingAt, fixAt, forkOf, snapshotOf } from './fakes';

const main = analysedFile('file:///app/main.tf', 'ami = data.x\n');

/** An engine that notes what it is told, and finds what the test says. */
class RecordingHost implements Host {
  readonly calls: unknown[][] = [];
  /** Analyses do not go on before this is resolved. */
  gate = Promise.resolve();
  outcome: () => Snapshot = () => snapshotOf({ files: [main], findings: [findingAt(main, 'data.x')] });

  setFolders(folders: readonly string[]): void {
    this.calls.push(['setFolders', ...folders]);
  }

  setPolicies(): void {
    // What the settings want is the business of other tests.
  }

  setDocument(uri: string, text: string, version: number): void {
    this.calls.push(['setDocument', uri, text, version]);
  }

  closeDocument(uri: string): void {
    this.calls.push(['closeDocument', uri]);
  }

  invalidate(uris: readonly string[]): void {
    this.calls.push(['invalidate', ...uris]);
  }

  setState(directory: string, text: string | undefined): StateOutcome {
    this.calls.push(['setState', directory, text]);
    return { instances: 1 };
  }

  roots(): Promise<readonly RootState[]> {
    return Promise.resolve([]);
  }

  async analyse(request: AnalysisRequest): Promise<Snapshot> {
    this.calls.push(['analyse', ...(request.only ?? ['everything'])]);
    await eventLoopTurn();
    await this.gate;
    request.checkCancelled();
    return this.outcome();
  }

  fork(): RehearsalHost {
    return forkOf(this.outcome());
  }

  /** The calls since the last time. */
  news(): readonly unknown[][] {
    return this.calls.splice(0);
  }
}

/** Everything that the server sent, by method. */
type Received = readonly (readonly [method: string, params: unknown])[];

describe('The server', () => {
  let host: RecordingHost;
  let timer: FakeTimer;
  let client: ProtocolConnection;
  let received: (readonly [method: string, params: unknown])[];
  let createHost: () => Promise<Host>;

  beforeEach(() => {
    host = new RecordingHost();
    timer = new FakeTimer();
    received = [];
    createHost = () => Promise.resolve(host);
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    // Given readers and writers instead of streams, the library leaves this process alone.
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    startServer(connection, {
      version: '1.2.3',
      timer,
      facts: { ...toyFacts(), names: () => Promise.resolve([]) },
      translations: () => Promise.resolve({}),
      disk: new MemoryFileSystem(),
      createHost: () => createHost(),
    });
    client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    for (const method of [
      LogMessageNotification.method,
      PublishDiagnosticsNotification.method,
      statusNotification,
    ]) {
      client.onNotification(method, (params: unknown) => {
        received.push([method, params]);
      });
    }
    client.listen();
  });

  afterEach(() => {
    client.dispose();
  });

  async function initialize(params: Partial<InitializeParams> = {}): Promise<void> {
    await client.sendRequest(InitializeRequest.type, {
      processId: null,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- and yet the protocol requires it
      rootUri: null,
      capabilities: {},
      workspaceFolders: [{ uri: 'file:///app/', name: 'app' }],
      ...params,
    });
    await client.sendNotification(InitializedNotification.type, {});
    await quiet();
  }

  /** Lets both sides say all they have to say; a message takes a few turns of the event loop. */
  async function quiet(): Promise<void> {
    for (let turn = 0; turn < 50; turn++) await eventLoopTurn();
  }

  function sent(method: string): Received {
    return received.filter(([name]) => name === method);
  }

  async function open(uri: string, text: string): Promise<void> {
    await client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'terraform', version: 1, text },
    });
    await quiet();
  }

  it('tells the engine its folders, analyses them, and publishes what it finds', async () => {
    await initialize();
    assert.deepEqual(host.news(), [
      ['setFolders', 'file:///app'],
      ['analyse', 'everything'],
    ]);
    assert.equal(sent(PublishDiagnosticsNotification.method).length, 1);
    assert.deepEqual(sent(statusNotification), [], 'nobody asked for it');
  });

  it('answers "initialize" with an error where the engine cannot be made', async () => {
    createHost = () => Promise.reject(new Error('a file is missing'));
    await assert.rejects(initialize(), /initialize failed: a file is missing/);
  });

  it('works with the defaults until the client answers for its settings', async () => {
    let answer: (settings: unknown[]) => void = () => undefined;
    client.onRequest(
      ConfigurationRequest.type,
      () => new Promise<unknown[]>((resolve) => (answer = resolve)),
    );
    await initialize({ capabilities: { workspace: { configuration: true } } });
    assert.deepEqual(host.news(), [
      ['setFolders', 'file:///app'],
      ['analyse', 'everything'],
    ]);
    assert.equal(sent(PublishDiagnosticsNotification.method).length, 1);
    host.outcome = () => snapshotOf({});
    answer([null, { enable: false }]);
    await quiet();
    assert.deepEqual(host.news(), [['setFolders'], ['analyse', 'everything']]);
    assert.deepEqual(sent(PublishDiagnosticsNotification.method).at(-1)?.[1], {
      uri: main.uri,
      diagnostics: [],
    });
  });

  it('publishes nothing that the settings hide, where they arrive before the first analysis ends', async () => {
    let open: () => void = () => undefined;
    host.gate = new Promise((resolve) => (open = resolve));
    client.onRequest(ConfigurationRequest.type, () => [null, { minSeverity: 'error' }]);
    await initialize({ capabilities: { workspace: { configuration: true } } });
    open();
    await quiet();
    assert.deepEqual(sent(PublishDiagnosticsNotification.method), []);
  });

  describe('with a client that never answers for its settings', () => {
    const hidden = { holdfast: { minSeverity: 'error' } };
    const shown = { holdfast: { minSeverity: 'warning' } };
    const published = (): readonly number[] =>
      sent(PublishDiagnosticsNotification.method).map(
        ([, params]) => (params as { diagnostics: unknown[] }).diagnostics.length,
      );

    beforeEach(async () => {
      client.onRequest(ConfigurationRequest.type, () => new Promise<unknown[]>(() => undefined));
      await initialize({
        capabilities: { workspace: { configuration: true, workspaceFolders: true } },
        initializationOptions: hidden,
      });
    });

    it('takes those of the initialisation options, then those that are sent unasked', async () => {
      assert.deepEqual(published(), []);
      await client.sendNotification(DidChangeConfigurationNotification.type, { settings: shown });
      await quiet();
      assert.deepEqual(published(), [1]);
      await client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      await quiet();
      assert.deepEqual(published(), [1, 0], 'nothing said is what was said at the start');
    });

    it('still hears of other folders', async () => {
      host.news();
      const event = { added: [{ uri: 'file:///lib', name: 'lib' }], removed: [] };
      await client.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
      await quiet();
      assert.deepEqual(host.news(), [
        ['setFolders', 'file:///app', 'file:///lib'],
        ['analyse', 'everything'],
      ]);
    });
  });

  it('keeps the settings of the initialisation options where the client answers that it has none', async () => {
    client.onRequest(ConfigurationRequest.type, () => [null, null]);
    await initialize({
      capabilities: { workspace: { configuration: true } },
      initializationOptions: { holdfast: { minSeverity: 'error' } },
    });
    assert.deepEqual(host.news(), [
      ['setFolders', 'file:///app'],
      ['analyse', 'everything'],
    ]);
    assert.deepEqual(sent(PublishDiagnosticsNotification.method), []);
  });

  it('passes on documents in the engine’s spelling of their names, and answers in the client’s', async () => {
    await initialize();
    host.news();
    const text = 'ami = data.x # new\n';
    const opened = analysedFile("file:///app/it's.tf", text, 1);
    host.outcome = () => snapshotOf({ files: [opened], findings: [findingAt(opened, 'data.x')] });
    await open('file:///app/it%27s.tf', text);
    await open('untitled:Untitled-1', text);
    assert.deepEqual(host.news(), [
      ['setDocument', opened.uri, text, 1],
      ['analyse', 'file:///app'],
    ]);
    const uris = sent(PublishDiagnosticsNotification.method).map(
      ([, params]) => (params as { uri: string }).uri,
    );
    assert.deepEqual(uris, [main.uri, 'file:///app/it%27s.tf', main.uri]);

    await client.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: 'file:///app/it%27s.tf' },
    });
    await quiet();
    assert.deepEqual(host.news(), [
      ['closeDocument', opened.uri],
      ['analyse', 'file:///app'],
    ]);
  });

  it('analyses the directory of a lone document, and nothing else', async () => {
    await initialize({ workspaceFolders: null });
    host.news();
    await open(main.uri, main.text);
    await timer.advance(250);
    await quiet();
    assert.deepEqual(host.news(), [
      ['setDocument', main.uri, main.text, 1],
      ['setFolders', 'file:///app'],
      ['analyse', 'file:///app'],
      ['analyse', 'file:///app'],
    ]);
    await client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: main.uri } });
    await quiet();
    assert.deepEqual(host.news().slice(0, 2), [['closeDocument', main.uri], ['setFolders']]);
  });

  it('passes on changed files, but not those in directories that it never reads', async () => {
    await initialize();
    host.news();
    const changed = async (...uris: readonly string[]): Promise<void> => {
      const changes = uris.map((uri): FileEvent => ({ uri, type: FileChangeType.Deleted }));
      await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
      await quiet();
    };
    await changed('file:///app/.git/index.lock', 'file:///app/node_modules/x');
    assert.deepEqual(host.news(), []);
    await changed('file:///app/.git/index.lock', 'file:///app/modules/');
    assert.deepEqual(host.news(), [
      ['invalidate', 'file:///app/modules'],
      ['analyse', 'everything'],
    ]);
  });

  it('outlives an analysis that throws, and leaves what it published', async () => {
    await initialize({ initializationOptions: { statusNotifications: true } });
    host.outcome = () => {
      throw new Error('the engine is broken');
    };
    const before = sent(PublishDiagnosticsNotification.method).length;
    await open(main.uri, main.text);
    await timer.advance(250);
    await quiet();
    assert.equal(sent(PublishDiagnosticsNotification.method).length, before);
    assert.match(
      JSON.stringify(sent(LogMessageNotification.method)),
      /edit of main\.tf.*the engine is broken/,
    );
    assert.deepEqual(received.at(-1), [
      statusNotification,
      { state: 'ready', findings: 1, notes: 0, files: 1, modules: 1 },
    ]);
  });

  describe('asked for code actions while an analysis is under way', () => {
    let goOn: () => void;
    let source: CancellationTokenSource;
    let asked: Promise<unknown>;

    beforeEach(async () => {
      await initialize({
        capabilities: {
          textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
        },
      });
      host.gate = new Promise((resolve) => (goOn = resolve));
      const opened = { ...main, version: 1 };
      host.outcome = () =>
        snapshotOf({
          files: [opened],
          findings: [findingAt(opened, 'data.x')],
          fixes: () => [fixAt(opened, 'data.x', '"ami-1"')],
        });
      await open(main.uri, main.text);
      source = new CancellationTokenSource();
      const start = { line: 0, character: 7 };
      const params = {
        textDocument: { uri: main.uri },
        range: { start, end: start },
        context: { diagnostics: [] },
      };
      asked = client.sendRequest(CodeActionRequest.type, params, source.token);
    });

    it('waits for it', async () => {
      goOn();
      assert.match(JSON.stringify(await asked), /"newText":"\\"ami-1\\""/);
    });

    it('gives up with "content modified" when the document changes meanwhile', async () => {
      const givesUp = assert.rejects(asked, { code: LSPErrorCodes.ContentModified });
      await client.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: main.uri, version: 2 },
        contentChanges: [{ text: '' }],
      });
      await quiet();
      goOn();
      await givesUp;
    });

    it('gives up when the client cancels', async () => {
      const givesUp = assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled });
      source.cancel();
      await quiet();
      goOn();
      await givesUp;
    });
  });
});
