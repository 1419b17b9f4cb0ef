import * as vscode from 'vscode';
import type {
  BaseLanguageClient,
  ErrorHandler,
  LanguageClientOptions,
  WorkspaceEdit,
} from 'vscode-languageclient';
import type { statusNotification, StatusParams } from '../../server/src/lsp/messages';
import { commandNames } from './commands';
import { analysedDocuments } from './documents';
import { answerFileRequests } from './files';
import { editableOnly } from './editable';
import type { ClientLibrary, Platform } from './platform';
import type { Status } from './status';

/** A copy, checked against the original by the compiler: only types may come from the server's code. */
const statusMethod: typeof statusNotification = 'holdfast/status';

/** A client with the library that it is from. */
interface LoadedClient {
  readonly client: BaseLanguageClient;
  readonly library: ClientLibrary;
}

/**
 * The language server, in a process or a worker of its own, from the client's side. After a crash it is started
 * once more, because the cause may have been the moment; after a second one it stays stopped and says so, because
 * the cause is then most likely in the code being edited, and starting over and over would only burn the user's
 * processor.
 */
export class AnalysisServer {
  private loading: Promise<LoadedClient> | undefined;
  private client: BaseLanguageClient | undefined;
  private readonly statusChanged = new vscode.EventEmitter<Status>();
  private crashed = false;
  private isStopped = false;
  private restarting = Promise.resolve();

  /** Tells how the server is doing, each time that changes. */
  readonly onDidChangeStatus = this.statusChanged.event;

  /** Nothing runs, and nothing is loaded, before `start`. */
  constructor(
    private readonly platform: Platform,
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.onDidChangeStatus(({ state }) => {
      this.isStopped = state === 'stopped';
    });
  }

  /** Starts the server; resolves when it runs, or when it was said that it does not. */
  async start(): Promise<void> {
    this.statusChanged.fire({ state: 'starting' });
    try {
      const { client } = await this.load();
      await client.start();
    } catch (error) {
      this.log.error(`The language server did not start: ${String(error)}`);
      // One that ended while it started went through `closed`, which may have started another.
      if (this.crashed) return;
      this.statusChanged.fire({ state: 'stopped', reason: vscode.l10n.t('The server did not start.') });
    }
  }

  /**
   * Ends the server, if it runs, and starts it anew with a clean slate. One restart waits for the other: two at once
   * would leave two servers, and every finding twice.
   */
  restart(): Promise<void> {
    this.restarting = this.restarting.then(() => this.startAnew());
    return this.restarting;
  }

  private async startAnew(): Promise<void> {
    try {
      await this.stop();
    } catch (error) {
      // One that hangs does not answer, and is the reason why somebody asks for another. Its process is killed.
      this.log.warn(`The language server did not end when it was asked to: ${String(error)}`);
    }
    this.crashed = false;
    // Which documents are analysed is asked once for each client.
    this.loading = undefined;
    await this.start();
  }

  /** Ends the server, if it runs. */
  async stop(): Promise<void> {
    if (this.loading === undefined) return;
    const { client, library } = await this.loading;
    // The client cannot be stopped halfway through its start.
    if (client.state === library.State.Starting) await this.start();
    if (client.state === library.State.Running) await client.stop();
  }

  /** The version that the running server gave itself; undefined where none runs. */
  get version(): string | undefined {
    return this.client?.initializeResult?.serverInfo?.version;
  }

  /** Asks the server something; rejects where it does not run, or cannot answer. */
  async ask<Result>(method: string, params?: object, token?: vscode.CancellationToken): Promise<Result> {
    if (this.isStopped) throw new Error(vscode.l10n.t('The server is not running.'));
    const { client } = await this.load();
    if (params === undefined) return client.sendRequest<Result>(method);
    // An absent token given as such would count as a second parameter.
    return token === undefined
      ? client.sendRequest<Result>(method, params)
      : client.sendRequest<Result>(method, params, token);
  }

  /** Sends a request of our own; undefined where it was cancelled, or failed, which is said to the user. */
  async tryAsk<Result>(
    method: string,
    params?: object,
    token?: vscode.CancellationToken,
  ): Promise<Result | undefined> {
    try {
      return await this.ask<Result>(method, params, token);
    } catch (error) {
      if (token?.isCancellationRequested === true) return undefined;
      this.log.error(`${method} failed: ${String(error)}`);
      const reason = error instanceof Error ? error.message : String(error);
      void this.offerActions(vscode.l10n.t('Holdfast could not do that: {0}', reason));
      return undefined;
    }
  }

  /** Applies an edit in the protocol's form; false where the editor refuses it. */
  async applyEdit(edit: WorkspaceEdit): Promise<boolean> {
    const { client } = await this.load();
    return vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  }

  private load(): Promise<LoadedClient> {
    this.loading ??= this.newClient();
    return this.loading;
  }

  private async newClient(): Promise<LoadedClient> {
    const loaded = await this.platform.loadLibrary();
    const { library } = loaded;
    const client = loaded.makeClient(this.context, this.clientOptions(library));
    client.onNotification(statusMethod, (params: StatusParams) => {
      this.statusChanged.fire(params);
    });
    answerFileRequests(client);
    this.client = client;
    return { client, library };
  }

  private clientOptions(library: ClientLibrary): LanguageClientOptions {
    return {
      documentSelector: [...analysedDocuments()],
      outputChannel: this.log,
      // Findings are in the editor; nobody asked for the log.
      revealOutputChannelOn: library.RevealOutputChannelOn.Never,
      // Asked at each start: trust may be granted in between.
      initializationOptions: () => ({
        statusNotifications: true,
        codeLens: true,
        newestImages: true,
        guidance: true,
        files: true,
        trusted: vscode.workspace.isTrusted,
        // Those of single folders follow when the server asks; these keep it from showing what it is to hide.
        holdfast: settings(),
      }),
      errorHandler: this.errorHandler(library),
      middleware: { provideCodeActions: editableOnly },
    };
  }

  private errorHandler({ CloseAction, ErrorAction }: ClientLibrary): ErrorHandler {
    return {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        if (this.crashed) {
          this.giveUp();
          return {
            action: CloseAction.DoNotRestart,
            handled: true,
            message: vscode.l10n.t('The language server ended again.'),
          };
        }
        this.crashed = true;
        this.statusChanged.fire({ state: 'starting' });
        return {
          action: CloseAction.Restart,
          handled: true,
          message: vscode.l10n.t('The language server ended; restarting.'),
        };
      },
    };
  }

  private giveUp(): void {
    const reason = vscode.l10n.t('The server ended twice and was not started again.');
    this.statusChanged.fire({ state: 'stopped', reason });
    void this.offerActions(
      vscode.l10n.t(
        'Holdfast stopped working: its server ended twice. There are no findings until it runs again.',
      ),
    );
  }

  private async offerActions(message: string): Promise<void> {
    const actions = [
      { title: vscode.l10n.t('Restart server'), command: commandNames.restartServer },
      { title: vscode.l10n.t('Show log'), command: commandNames.showOutput },
    ];
    const chosen = await vscode.window.showErrorMessage(message, ...actions);
    if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
  }
}

/** The section `holdfast` of the settings as plain data, without the methods that the editor puts into it. */
function settings(): unknown {
  return JSON.parse(JSON.stringify(vscode.workspace.getConfiguration('holdfast')));
}
