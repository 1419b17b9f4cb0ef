import type {
  CancellationToken,
  CodeActionParams,
  CodeLensParams,
  Connection,
  ExecuteCommandParams,
  HoverParams,
} from 'vscode-languageserver';
import type { ImageLookUp } from '../analysis/finding';
import type { KnownFactsEnvironment } from '../analysis/knownFacts';
import type { Logger } from '../base/logger';
import type { ClientFeatures } from './clientFeatures';
import { codeActions } from './codeActions';
import { codeLenses } from './codeLens';
import type { Configuration } from './configuration';
import type { DiagnosticsPublisher } from './diagnosticsPublisher';
import type { DiagnosticsScheduler } from './diagnosticsScheduler';
import type { Host } from './environment';
import { fixAll } from './fixAll';
import { executeFixAll } from './fixAllCommand';
import { handleBareRequest, handleRequest } from './handle';
import { hclJson } from './hclJson';
import { hover } from './hover';
import {
  checkWorkspaceRequest,
  factsRequest,
  findImagesRequest,
  fixAllRequest,
  hclJsonRequest,
  pinToRequest,
  risksRequest,
  type FactsParams,
  type FindingReference,
  type FixAllParams,
  type HclJsonParams,
  type PinToParams,
  type StatusParams,
} from './messages';
import { findImages, pinTo } from './newestImages';
import type { OpenDocuments } from './openDocuments';
import { risks } from './risks';
import { typeFacts } from './typeFacts';
import type { WorkspaceFolders } from './workspaceFolders';
import type { WorkspaceTrust } from './workspaceTrust';

/** The parts of a session that answers are made of. */
export interface RequestSources {
  readonly features: ClientFeatures;
  readonly documents: OpenDocuments;
  readonly folders: WorkspaceFolders;
  readonly configuration: Configuration;
  readonly publisher: DiagnosticsPublisher;
  readonly scheduler: DiagnosticsScheduler;
  readonly trust: WorkspaceTrust;
  readonly host: Host;
  readonly facts: KnownFactsEnvironment;
  /** Absent where images cannot be looked up. */
  readonly findImages: ImageLookUp | undefined;
  /** Analyses everything anew and gives what is reported then. */
  checkWorkspace(token: CancellationToken): Promise<StatusParams>;
}

/** Answers the requests about documents that the protocol has. */
export function answerRequests(connection: Connection, logger: Logger, sources: RequestSources): void {
  const { folders, documents, configuration } = sources;
  const fixes = { ...sources, limits: () => folders.limits(documents.uris()) };
  const lenses = { ...sources, wants: (uri: string) => configuration.showsCodeLens(uri) };
  connection.onCodeAction(
    handleRequest('textDocument/codeAction', logger, (params: CodeActionParams, token) =>
      codeActions(params, token, fixes),
    ),
  );
  connection.onRequest(
    fixAllRequest,
    handleRequest(fixAllRequest, logger, (params: FixAllParams, token) => fixAll(params, token, fixes)),
  );
  connection.onExecuteCommand(
    handleRequest('workspace/executeCommand', logger, (params: ExecuteCommandParams, token) =>
      executeFixAll(params, token, connection, fixes),
    ),
  );
  connection.onHover(
    handleRequest('textDocument/hover', logger, (params: HoverParams, token) =>
      hover(params, token, sources),
    ),
  );
  connection.onCodeLens(
    handleRequest('textDocument/codeLens', logger, (params: CodeLensParams, token) =>
      codeLenses(params, token, lenses),
    ),
  );
}

/** Answers the requests that the protocol does not have; those about states have a place of their own. */
export function answerOwnRequests(connection: Connection, logger: Logger, sources: RequestSources): void {
  const { documents, publisher, scheduler, folders, facts } = sources;
  const folderOf = (uri: string): string | undefined => folders.folderOf(uri);
  connection.onRequest(
    risksRequest,
    handleBareRequest(risksRequest, logger, () =>
      Promise.resolve(risks(scheduler.newest(), { documents, publisher, folderOf })),
    ),
  );
  connection.onRequest(
    checkWorkspaceRequest,
    handleBareRequest(checkWorkspaceRequest, logger, (token) => sources.checkWorkspace(token)),
  );
  connection.onRequest(
    factsRequest,
    handleRequest(factsRequest, logger, (params: FactsParams) =>
      typeFacts(params, { facts, folderOf, opened: () => folders.opened() }),
    ),
  );
  connection.onRequest(
    hclJsonRequest,
    handleRequest(hclJsonRequest, logger, (params: HclJsonParams, token) => hclJson(params, token, sources)),
  );
  connection.onRequest(
    findImagesRequest,
    handleRequest(findImagesRequest, logger, (params: FindingReference, token) =>
      findImages(params, token, sources),
    ),
  );
  connection.onRequest(
    pinToRequest,
    handleRequest(pinToRequest, logger, (params: PinToParams, token) => pinTo(params, token, sources)),
  );
}
