import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExecuteCommandRequest,
  ExitNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  Message,
  MessageType,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  SnippetTextEdit,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentEdit,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Command,
  type Diagnostic,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type LogMessageParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../../server/src/base/fileSystem';
import {
  fixAllRequest,
  readDirectoryRequest,
  readFileRequest,
  statusNotification,
  type FixAllAnswer,
  type FixAllParams,
  type ReadParams,
  type StatusParams,
} from '../../server/src/lsp/messages';

const serverMain = join(__dirname, '../../server/src/node/serverMain.js');

/** How long a test waits for the server before it fails, in milliseconds. */
const patience = 15_000;

/** What a current editor declares. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    fileOperations: { didCreate: true, didRename: true, didDelete: true },
    applyEdit: true,
    workspaceEdit: { documentChanges: true, snippetEditSupport: true, changeAnnotationSupport: {} },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
      isPreferredSupport: true,
      dataSupport: true,
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
};

/** How the client presents itself. */
export interface ClientOptions {
  /** Paths of the workspace folders; none by default. */
  readonly folders?: readonly string[];
  /** Those of a current editor by default. */
  readonly capabilities?: ClientCapabilities;
  /** The section `holdfast` that the client answers with, when it is asked. */
  readonly configuration?: () => unknown;
  /** Variables of the server's environment, in place of this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Files that the client reads for the server; it does not by default. */
  readonly files?: FileSystem;
  /** More of `initialize`, or something else in place of the above. */
  readonly initialize?: Partial<InitializeParams>;
}

/** The URI of a file on disk. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/**
 * An editor without a window: starts the compiled server as its own process, talks to it over stdio, keeps
 * open documents in step as an editor does, and remembers what the server says.
 */
export class LspClient {
  /** What the server last published, by URI. */
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  /** Everything the server published since `forget`. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logs: LogMessageParams[] = [];
  /** The methods of all requests and notifications that came, in their order. */
  readonly received: string[] = [];
  readonly registrations: Registration[] = [];
  /** What the server showed to the user. */
  readonly shown: string[] = [];
  /** The newest status; undefined before the first. */
  status: StatusParams | undefined;
  /** The server's answer to `initialize`. */
  initializeResult: InitializeResult = { capabilities: {} };
  /** What the server wrote to standard error. */
  stderr = '';

  private readonly documents = new Map<string, TextDocument>();
  private readonly waiting = new Set<() => void>();
  private readonly exited: Promise<number | null>;

  private constructor(
    readonly process: ChildProcessWithoutNullStreams,
    readonly connection: ProtocolConnection,
    options: ClientOptions,
  ) {
    this.exited = once(process, 'exit').then(([code]) => code as number | null);
    process.stderr.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    const heard = (): void => {
      for (const check of this.waiting) check();
    };
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      this.diagnostics.set(params.uri, params.diagnostics);
      heard();
    });
    connection.onNotification(LogMessageNotification.type, (params) => {
      this.logs.push(params);
      heard();
    });
    connection.onNotification(statusNotification, (params: StatusParams) => {
      this.status = params;
      heard();
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(() => options.configuration?.() ?? null),
    );
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.shown.push(message);
      heard();
    });
    connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ edit }) => {
      await this.apply(edit);
      return { applied: true };
    });
    const { files } = options;
    if (files !== undefined) answerFileRequests(connection, files);
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
      heard();
    });
  }

  /** Starts a server and shakes hands with it; `stop` or `kill` must follow. */
  static async start(options: ClientOptions = {}): Promise<LspClient> {
    const env = { ...process.env, ...options.environment };
    const child = spawn(process.execPath, [serverMain, '--stdio'], { env });
    const reader = new StreamMessageReader(child.stdout);
    const connection = createProtocolConnection(reader, new StreamMessageWriter(child.stdin));
    const client = new LspClient(child, connection, options);
    const listen = reader.listen.bind(reader);
    reader.listen = (callback) =>
      listen((message) => {
        if (Message.isRequest(message) || Message.isNotification(message))
          client.received.push(message.method);
        callback(message);
      });
    connection.listen();
    const folders = options.folders?.map((path) => ({ uri: uriOf(path), name: path }));
    client.initializeResult = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- and yet the protocol requires it
      rootUri: null,
      capabilities: options.capabilities ?? fullCapabilities,
      workspaceFolders: folders ?? null,
      initializationOptions: { statusNotifications: true, files: options.files !== undefined },
      ...options.initialize,
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** Opens the file `uri` with its text on disk, or with `text`. */
  async open(uri: string, text = readFileSync(fileURLToPath(uri), 'utf8')): Promise<void> {
    const document = TextDocument.create(uri, 'terraform', 1, text);
    this.documents.set(uri, document);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'terraform', version: 1, text },
    });
  }

  /** Says that an open document was saved. */
  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** Closes an open document; its unsaved text is lost. */
  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** The present text of an open document. */
  text(uri: string): string {
    return this.document(uri).getText();
  }

  /** The range of the first `needle` in an open document; fails where it is missing. */
  rangeOf(uri: string, needle: string): Range {
    const document = this.document(uri);
    const start = document.getText().indexOf(needle);
    if (start < 0) throw new Error(`"${needle}" is not in ${uri}`);
    return { start: document.positionAt(start), end: document.positionAt(start + needle.length) };
  }

  /** Types `newText` in place of the first `needle` of an open document, without saving. */
  async type(uri: string, needle: string, newText: string): Promise<void> {
    await this.change(uri, [{ range: this.rangeOf(uri, needle), newText }]);
  }

  /** Says that files were created, changed or deleted on disk. */
  async filesChanged(changes: Readonly<Record<string, FileChangeType>>): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: Object.entries(changes).map(([uri, type]) => ({ uri, type })),
    });
  }

  /** Asks for the code actions at `range`; fails on a bare command, which the server never offers. */
  async codeActions(
    uri: string,
    range: Range,
    context: Partial<CodeActionContext> = {},
  ): Promise<CodeAction[]> {
    const answer = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
    return (answer ?? []).map((action) => {
      if (isCommand(action)) throw new Error(`A command is offered: ${action.title}`);
      return action;
    });
  }

  /** Asks what is to be shown at the start of the first `needle` of an open document. */
  async hover(uri: string, needle: string): Promise<Hover | null> {
    const position = this.rangeOf(uri, needle).start;
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  /** Asks what fixing everything would do. */
  async fixAll(params: FixAllParams): Promise<FixAllAnswer> {
    return this.connection.sendRequest(fixAllRequest, params);
  }

  /** Runs a command of the server, as an editor does when the user chooses an action that carries it. */
  async execute({ command, arguments: args = [] }: Command): Promise<void> {
    await this.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  }

  /** Does what an editor does with an edit: types it into open documents, writes it into other files. */
  async apply({ changes, documentChanges }: WorkspaceEdit): Promise<void> {
    for (const [uri, edits] of Object.entries(changes ?? {})) await this.applyTo(uri, edits);
    for (const change of documentChanges ?? []) {
      if (!TextDocumentEdit.is(change)) throw new Error(`Not an edit of text: ${JSON.stringify(change)}`);
      const { uri, version } = change.textDocument;
      const open = this.documents.get(uri);
      if (version !== (open?.version ?? null)) {
        throw new Error(
          `An edit for version ${String(version)} of ${uri}, which has ${String(open?.version)}`,
        );
      }
      await this.applyTo(uri, change.edits.map(plainEdit));
    }
  }

  /** Waits until the server has dealt with everything sent so far, and rests. */
  async settled(): Promise<void> {
    await this.roundTrip();
    await this.until('the server to be ready', () => this.status?.state === 'ready');
  }

  /** Waits until the server has received everything sent so far. */
  async roundTrip(): Promise<void> {
    // A kind that nobody offers is answered at once.
    await this.codeActions('untitled:', emptyRange, { only: ['nothing'] });
  }

  /** Waits until `condition` holds, and fails with `what` and the server's log where it never does. */
  async until(what: string, condition: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (!condition()) return;
        finish();
        resolve();
      };
      const giveUp = setTimeout(() => {
        finish();
        reject(new Error(`Waited in vain for ${what}.\n${this.report()}`));
      }, patience);
      const finish = (): void => {
        clearTimeout(giveUp);
        this.waiting.delete(check);
      };
      this.waiting.add(check);
      check();
    });
  }

  /** Forgets what was published so far; `diagnostics` stay. */
  forget(): void {
    this.published.length = 0;
  }

  /** The messages of a file's diagnostics with this code; of all its diagnostics without one. */
  messages(uri: string, code?: string): readonly string[] {
    const diagnostics = this.diagnostics.get(uri) ?? [];
    return diagnostics
      .filter((diagnostic) => code === undefined || diagnostic.code === code)
      .map(({ message }) => (typeof message === 'string' ? message : message.value));
  }

  /** The warnings and errors that the server logged. */
  complaints(): readonly string[] {
    return this.logs.filter(({ type }) => type <= MessageType.Warning).map(({ message }) => message);
  }

  /** Ends the server as the protocol wants it; gives its exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return this.exitCode();
  }

  /** Waits for the server's process to end; gives its exit code. Kills it, and fails, where it never does. */
  async exitCode(): Promise<number | null> {
    let giveUp: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      giveUp = setTimeout(() => {
        this.process.kill('SIGKILL');
        reject(new Error(`The server did not exit.\n${this.report()}`));
      }, patience);
    });
    try {
      return await Promise.race([this.exited, tooLong]);
    } finally {
      clearTimeout(giveUp);
      this.connection.dispose();
    }
  }

  private document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  private async change(uri: string, edits: readonly TextEdit[]): Promise<void> {
    const before = this.document(uri);
    const after = TextDocument.applyEdits(before, [...edits]);
    const [edit] = edits;
    // One edit goes out as an editor sends a keystroke; several would have to be sent in the right order.
    const contentChanges =
      edits.length === 1 && edit !== undefined
        ? [{ range: edit.range, text: edit.newText }]
        : [{ text: after }];
    const version = before.version + 1;
    this.documents.set(uri, TextDocument.create(uri, 'terraform', version, after));
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  private async applyTo(uri: string, edits: readonly TextEdit[]): Promise<void> {
    if (this.documents.has(uri)) {
      await this.change(uri, edits);
      return;
    }
    const path = fileURLToPath(uri);
    const document = TextDocument.create(uri, 'terraform', 0, readFileSync(path, 'utf8'));
    writeFileSync(path, TextDocument.applyEdits(document, [...edits]));
    await this.filesChanged({ [uri]: FileChangeType.Changed });
  }

  private report(): string {
    const logs = this.logs.map(({ message }) => message);
    return [
      `status: ${JSON.stringify(this.status)}`,
      `diagnostics: ${JSON.stringify([...this.diagnostics])}`,
      'log:',
      ...logs,
      'stderr:',
      this.stderr,
    ].join('\n');
  }
}

/** Answers what the server asks of the client's files. */
export function answerFileRequests(connection: ProtocolConnection, files: FileSystem): void {
  connection.onRequest(readFileRequest, async ({ uri }: ReadParams) => (await files.readFile(uri)) ?? null);
  connection.onRequest(readDirectoryRequest, ({ uri }: ReadParams) => files.readDirectory(uri));
}

const emptyRange: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function isCommand(action: Command | CodeAction): action is Command {
  return typeof action.command === 'string';
}

/** A snippet's text as it stands after the user typed nothing into it. */
function plainEdit(edit: TextEdit | SnippetTextEdit): TextEdit {
  if (!SnippetTextEdit.is(edit)) return edit;
  const newText = edit.snippet.value
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\\([\\$}])/g, '$1');
  return { range: edit.range, newText };
}
