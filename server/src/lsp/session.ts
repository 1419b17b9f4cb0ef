import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  type CancellationToken,
  type Connection,
  type DidChangeConfigurationParams,
  type InitializeParams,
  type InitializeResult,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import type { Snapshot } from '../analysis/host';
import type { Logger } from '../base/logger';
import { baseName, directoryOf } from '../base/uri';
import { throwIfCancelled } from './cancellationToken';
import { serverCapabilities } from './capabilities';
import { clientFeatures, type ClientFeatures } from './clientFeatures';
import { Configuration } from './configuration';
import { DiagnosticsPublisher } from './diagnosticsPublisher';
import { DiagnosticsScheduler, type Moment, type SchedulerState } from './diagnosticsScheduler';
import type { Host, SessionEnvironment } from './environment';
import { describeError, handleNotification } from './handle';
import { statusNotification, type StatusParams } from './messages';
import { OpenDocuments } from './openDocuments';
import { answerOwnRequests, answerRequests, type RequestSources } from './requests';
import { settingsSection } from './settings';
import { StateRequests } from './stateRequests';
import { listenToFiles, registerWatchedFiles } from './watchedFiles';
import { WorkspaceFolders } from './workspaceFolders';
import { WorkspaceTrust } from './workspaceTrust';

/**
 * One client from `initialize` on: passes on to the engine what changes, and to the scheduler that something
 * did. Each part below does its own work; this class only introduces them to each other.
 */
export class Session {
  private readonly features: ClientFeatures;
  private readonly folders: WorkspaceFolders;
  private readonly documents = new OpenDocuments();
  private readonly configuration: Configuration;
  private readonly publisher: DiagnosticsPublisher;
  private readonly scheduler: DiagnosticsScheduler;
  private readonly trust: WorkspaceTrust;
  private readonly states: StateRequests;
  private analysedFolders = '';
  private reported = { findings: 0, notes: 0, files: 0, modules: 0 };

  constructor(
    private readonly connection: Connection,
    private readonly environment: SessionEnvironment,
    private readonly host: Host,
    private readonly logger: Logger,
    params: InitializeParams,
  ) {
    const features = clientFeatures(params);
    const canLookUp = environment.findImages !== undefined;
    this.features = { ...features, newestImages: features.newestImages && canLookUp };
    this.folders = new WorkspaceFolders(params);
    this.configuration = new Configuration(connection, this.features, logger, params.initializationOptions);
    this.publisher = new DiagnosticsPublisher(
      this.features,
      this.configuration,
      this.documents,
      (diagnostics) => {
        this.send(connection.sendDiagnostics(diagnostics));
      },
    );
    this.scheduler = new DiagnosticsScheduler({
      host,
      timer: environment.timer,
      logger,
      limits: () => this.folders.limits(this.documents.uris()),
      publish: (snapshot, moment) => {
        this.publish(snapshot, moment);
      },
      stateChanged: (state) => {
        this.sendStatus(state);
      },
      trace: (message) => {
        connection.tracer.log(message);
      },
    });
    this.trust = new WorkspaceTrust(this.features.trusted);
    this.states = new StateRequests(connection, environment, {
      host,
      logger,
      scheduler: this.scheduler,
      trust: this.trust,
      folders: () => this.folders.analysed(this.documents.uris()),
    });
  }

  /** Starts to listen to the client; gives the answer to its `initialize`. */
  listen(): InitializeResult {
    const { connection, logger, documents, scheduler } = this;
    documents.listen(connection, {
      changed: (uri, text, version) => {
        this.host.setDocument(uri, text, version);
        this.documentChanged(uri, 'edit');
      },
      closed: (uri) => {
        this.host.closeDocument(uri);
        this.publisher.closed(uri);
        this.documentChanged(uri, 'close');
      },
      saved: () => {
        this.readAnew('save');
      },
    });
    listenToFiles(connection, logger, (uris) => {
      this.host.invalidate(uris);
      scheduler.workspaceChanged('files on disk');
    });
    connection.onInitialized(handleNotification('initialized', logger, () => this.initialized()));
    connection.onDidChangeConfiguration(
      handleNotification(
        DidChangeConfigurationNotification.method,
        logger,
        async ({ settings }: DidChangeConfigurationParams) => {
          this.configuration.push(settings);
          await this.reconfigure('settings');
        },
      ),
    );
    const sources = this.requestSources();
    answerRequests(connection, logger, sources);
    answerOwnRequests(connection, logger, sources);
    this.trust.listen(connection, logger);
    this.states.listen();
    connection.onShutdown(() => {
      scheduler.stop();
    });
    return {
      serverInfo: { name: 'holdfast', version: this.environment.version },
      capabilities: serverCapabilities(this.features),
    };
  }

  private requestSources(): RequestSources {
    const { features, documents, folders, configuration, publisher, scheduler, trust, host } = this;
    const { facts, findImages } = this.environment;
    return {
      ...{ features, documents, folders, configuration, publisher, scheduler, trust, host },
      facts,
      findImages,
      checkWorkspace: (token) => this.checkWorkspace(token),
    };
  }

  /** Reads and analyses everything anew, whatever is known already; gives what is reported then. */
  private async checkWorkspace(token: CancellationToken): Promise<StatusParams> {
    this.analysedFolders = '';
    this.applyFolders();
    this.readAnew('the user asks for it');
    await this.scheduler.idle(() => {
      throwIfCancelled(token);
    });
    return { state: 'ready', ...this.reported };
  }

  /** Believes nothing any more that was read from disk. */
  private readAnew(cause: string): void {
    this.host.invalidate(this.folders.analysed(this.documents.uris()));
    this.scheduler.workspaceChanged(cause);
  }

  /** The client is ready for requests of ours. Nothing waits for its answers: some clients never give them. */
  private async initialized(): Promise<void> {
    const { connection, features, logger } = this;
    if (features.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(
        handleNotification(
          'workspace/didChangeWorkspaceFolders',
          logger,
          async (event: WorkspaceFoldersChangeEvent) => {
            this.folders.change(event);
            await this.reconfigure('folders');
          },
        ),
      );
    }
    const settings = this.reconfigure('start');
    this.scheduler.start();
    await Promise.all([
      settings,
      ...(features.watchedFilesRegistration ? [registerWatchedFiles(connection)] : []),
      ...(features.configurationRegistration
        ? [connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection })]
        : []),
    ]);
  }

  private documentChanged(uri: string, cause: string): void {
    this.applyFolders();
    this.scheduler.documentChanged(directoryOf(uri), `${cause} of ${baseName(uri)}`);
  }

  /** Reads the settings anew and works with them from then on. */
  private reconfigure(cause: string): Promise<void> {
    return this.configuration.load(this.folders.opened(), () => {
      this.host.setPolicies(this.configuration.policies());
      this.applyFolders();
      this.scheduler.workspaceChanged(cause);
    });
  }

  /** Tells the engine its folders where they changed: by the client, by a setting, by opening a lone file. */
  private applyFolders(): void {
    const folders = this.folders
      .analysed(this.documents.uris())
      .filter((folder) => this.configuration.enables(folder));
    const key = folders.join('\n');
    if (key === this.analysedFolders) return;
    this.analysedFolders = key;
    this.host.setFolders(folders);
  }

  private publish(snapshot: Snapshot, moment: Moment): void {
    const { files, modules } = snapshot;
    this.reported = { ...this.publisher.publish(snapshot, moment), files, modules };
    // Whoever edits asks for new lenses by itself, and waits for the pause; the others follow then.
    if (!this.features.codeLens || !this.features.codeLensRefresh || moment === 'typing') return;
    this.send(this.connection.sendRequest(CodeLensRefreshRequest.type));
  }

  private sendStatus(state: SchedulerState): void {
    if (!this.features.statusNotifications) return;
    const status: StatusParams = { state, ...this.reported };
    this.send(this.connection.sendNotification(statusNotification, status));
  }

  /** Notifications get no answer; that one cannot be sent is worth a line, not the end of the server. */
  private send(sending: Promise<void>): void {
    sending.catch((error: unknown) => {
      this.logger.error(`Sending to the client failed: ${describeError(error)}`);
    });
  }
}
