import { listed, say } from '../base/language';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Logger } from '../base/logger';
import { signalOf, throwIfCancelled } from './cancellationToken';
import type { DiagnosticsScheduler } from './diagnosticsScheduler';
import type { Host, SessionEnvironment } from './environment';
import { canonicalUri } from './fromProtocol';
import { handleBareRequest, handleRequest } from './handle';
import {
  pullStateRequest,
  rootsRequest,
  useStateRequest,
  type PullStateParams,
  type RootModule,
  type StateAnswer,
  type UseStateParams,
} from './messages';
import type { WorkspaceTrust } from './workspaceTrust';

/** What the requests about states work with. */
export interface StateRequestParts {
  readonly host: Pick<Host, 'setState' | 'roots'>;
  readonly logger: Logger;
  readonly scheduler: Pick<DiagnosticsScheduler, 'workspaceChanged' | 'upToDate'>;
  readonly trust: Pick<WorkspaceTrust, 'isGranted'>;
  /** The folders that are worked on, as URIs. */
  folders(): readonly string[];
}

/** Answers the client's requests about what is deployed. Nothing of a state is logged, or sent to the client. */
export class StateRequests {
  constructor(
    private readonly connection: Connection,
    private readonly environment: Pick<SessionEnvironment, 'fileSystem' | 'pullState'>,
    private readonly parts: StateRequestParts,
  ) {}

  /** Starts to listen to the client. */
  listen(): void {
    const { connection } = this;
    const { logger } = this.parts;
    connection.onRequest(
      useStateRequest,
      handleRequest(useStateRequest, logger, (params: UseStateParams) => this.useState(params)),
    );
    connection.onRequest(
      pullStateRequest,
      handleRequest(pullStateRequest, logger, (params: PullStateParams, token) =>
        this.pullState(params, token),
      ),
    );
    connection.onRequest(
      rootsRequest,
      handleBareRequest(rootsRequest, logger, (token) => this.roots(token)),
    );
  }

  private async useState(params: UseStateParams | undefined): Promise<StateAnswer> {
    const root = uriIn(params?.root);
    if (root === undefined) return noRoot();
    if (params?.file === null) return this.take(root, undefined);
    const file = uriIn(params?.file);
    const text = file === undefined ? undefined : await this.environment.fileSystem.readFile(file);
    return text === undefined
      ? { error: say`The file cannot be read as UTF-8 text.` }
      : this.take(root, text);
  }

  private async pullState(
    params: PullStateParams | undefined,
    token: CancellationToken,
  ): Promise<StateAnswer> {
    const root = uriIn(params?.root);
    const program = programs.find((one) => one === params?.program);
    if (root === undefined) return noRoot();
    if (program === undefined) return { error: say`Only ${listed(programs)} can be run.` };
    if (!this.parts.trust.isGranted) {
      return { error: say`The workspace is not trusted, so ${program} is not run in it.` };
    }
    const run = this.environment.pullState;
    if (run === undefined) return { error: say`No program can be run here.` };
    const untrusted = [root, ...this.parts.folders()];
    const pulled = await run({ program, directory: root, untrusted, signal: signalOf(token) });
    throwIfCancelled(token);
    return 'error' in pulled ? pulled : this.take(root, pulled.text);
  }

  private async roots(token: CancellationToken): Promise<readonly RootModule[]> {
    await this.parts.scheduler.upToDate(undefined, () => {
      throwIfCancelled(token);
    });
    return this.parts.host.roots();
  }

  private take(root: string, text: string | undefined): StateAnswer {
    const outcome = this.parts.host.setState(root, text);
    if ('problem' in outcome) return { error: outcome.message };
    this.parts.scheduler.workspaceChanged('another state');
    return { resources: outcome.instances };
  }
}

const programs = ['terraform', 'tofu'] as const;

function noRoot(): StateAnswer {
  return { error: say`The root module is not named by the URI of a directory.` };
}

function uriIn(value: unknown): string | undefined {
  return typeof value === 'string' ? canonicalUri(value) : undefined;
}
