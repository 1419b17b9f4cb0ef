import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  type DataCallback,
  type Diagnostic,
  type Disposable,
  type InitializeParams,
  type InitializeResult,
  type Message,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { statusNotification, type StatusParams, type WorkerStart } from '../../server/src/lsp/messages';
import { until, when } from '../e2e/waiting';
import { answerFileRequests, fullCapabilities } from '../support/lspClient';
import type { MemoryFileSystem } from '../support/memoryFileSystem';

const dist = path.join(__dirname, '../../../dist');
const origin = 'http://assets.test';

class PageReader extends AbstractMessageReader {
  private callback: DataCallback | undefined;

  listen(callback: DataCallback): Disposable {
    this.callback = callback;
    return { dispose: () => (this.callback = undefined) };
  }

  receive(message: Message): void {
    this.callback?.(message);
  }
}

class PageWriter extends AbstractMessageWriter {
  constructor(private readonly page: Page) {
    super();
  }

  async write(message: Message | WorkerStart): Promise<void> {
    await this.page.evaluate((data) => {
      (window as unknown as { readonly server: Worker }).server.postMessage(data);
    }, message);
  }

  end(): void {
    // The page goes with the browser.
  }
}

/** The bundled language server in a worker of a page, and a client that reads the files in memory for it. */
export class WorkerServer {
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly logs: string[] = [];
  status: StatusParams | undefined;
  initializeResult: InitializeResult = { capabilities: {} };

  private constructor(
    readonly page: Page,
    readonly connection: ProtocolConnection,
    /** What was fetched so far, by path below `dist`. */
    readonly fetched: readonly string[],
    files: MemoryFileSystem,
  ) {
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.diagnostics.set(uri, diagnostics);
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logs.push(message);
    });
    connection.onNotification(statusNotification, (status: StatusParams) => {
      this.status = status;
    });
    answerFileRequests(connection, files);
  }

  /** Starts the server on a folder, and shakes hands with it; `page.close` must follow. */
  static async start(
    browser: Browser,
    folder: string,
    files: MemoryFileSystem,
    params: Partial<InitializeParams> = {},
  ): Promise<WorkerServer> {
    if (!existsSync(path.join(dist, 'server/worker.js'))) throw new Error('Run `npm run build` first.');
    const page = await browser.newPage();
    const fetched: string[] = [];
    await page.route(`${origin}/**`, async (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      fetched.push(file);
      if (file === '') await route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html>' });
      else if (!existsSync(path.join(dist, file))) await route.fulfill({ status: 404 });
      else await route.fulfill({ body: readFileSync(path.join(dist, file)) });
    });
    const [reader, writer] = [new PageReader(), new PageWriter(page)];
    await page.exposeFunction('received', (message: Message) => {
      reader.receive(message);
    });
    await page.goto(`${origin}/`);
    await page.evaluate(startWorker, `${origin}/server/worker.js`);
    await writer.write({ assets: origin } satisfies WorkerStart);
    const server = new WorkerServer(page, createProtocolConnection(reader, writer), fetched, files);
    await server.initialize(folder, params);
    return server;
  }

  private async initialize(folder: string, params: Partial<InitializeParams>): Promise<void> {
    this.connection.listen();
    this.initializeResult = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- and yet the protocol requires it
      rootUri: null,
      // It has no settings and watches nothing.
      capabilities: { ...fullCapabilities, workspace: {} },
      workspaceFolders: [{ uri: folder, name: 'app' }],
      initializationOptions: { statusNotifications: true, files: true, newestImages: true },
      ...params,
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
  }

  /** Waits until everything is analysed. */
  async settled(): Promise<void> {
    await until(
      'the server to be ready',
      () => Promise.resolve(when(this.status?.state === 'ready')),
      () => this.logs.join('\n'),
    );
  }
}

/** Runs in the page. */
function startWorker(script: string): void {
  const worker = new Worker(script);
  const { received } = window as unknown as { readonly received: (message: Message) => void };
  worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    received(data);
  });
  Object.assign(window, { server: worker });
}
