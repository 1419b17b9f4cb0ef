import { MarkupKind, type InitializeParams } from 'vscode-languageserver';

/** What this client understands. Nothing here is assumed: whatever it does not declare is false. */
export interface ClientFeatures {
  /** Answers `workspace/configuration`. */
  readonly configurationPull: boolean;
  /** Lets the server ask for `workspace/didChangeConfiguration`. */
  readonly configurationRegistration: boolean;
  /** Lets the server name the files it wants to hear of. */
  readonly watchedFilesRegistration: boolean;
  readonly workspaceFolders: boolean;
  /** Tells what the user does in the editor's file tree. */
  readonly fileOperations: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticVersion: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  /** Takes code actions that carry an edit, and not just the names of commands. */
  readonly codeActions: boolean;
  readonly preferredCodeActions: boolean;
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  /** Asked for with the initialisation option `codeLens: true`: it carries out `holdfast.peek`. */
  readonly codeLens: boolean;
  /** Asks for code lenses anew when it is told to. */
  readonly codeLensRefresh: boolean;
  /** Shows what each edit is for, and lets the user leave some out. */
  readonly changeAnnotations: boolean;
  /** Applies edits when the server asks for it. */
  readonly applyEdit: boolean;
  /** Shows Markdown in hovers, and not just plain text. */
  readonly hoverMarkdown: boolean;
  /** Asked for with the initialisation option `statusNotifications: true`. */
  readonly statusNotifications: boolean;
  /** Lets the user choose an image, and asks for it with the initialisation option `newestImages: true`. */
  readonly newestImages: boolean;
  /** Whether the workspace is trusted at the start: so it is unless the initialisation option `trusted` is false. */
  readonly trusted: boolean;
  /** Has the command that shows how to do something by hand: the initialisation option `guidance: true`. */
  readonly guidance: boolean;
  /** Reads files for the server: the initialisation option `files: true`. */
  readonly files: boolean;
}

/** Reads what the client says of itself in `initialize`. */
export function clientFeatures(params: InitializeParams): ClientFeatures {
  const { workspace, textDocument } = params.capabilities;
  const diagnostics = textDocument?.publishDiagnostics;
  const codeAction = textDocument?.codeAction;
  return {
    configurationPull: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFilesRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    fileOperations: workspace?.fileOperations !== undefined,
    relatedInformation: diagnostics?.relatedInformation === true,
    diagnosticVersion: diagnostics?.versionSupport === true,
    codeDescription: diagnostics?.codeDescriptionSupport === true,
    diagnosticData: diagnostics?.dataSupport === true,
    codeActions: codeAction?.codeActionLiteralSupport !== undefined,
    preferredCodeActions: codeAction?.isPreferredSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    changeAnnotations:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    applyEdit: workspace?.applyEdit === true,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    codeLens: optionOf(params.initializationOptions, 'codeLens') === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    statusNotifications: optionOf(params.initializationOptions, 'statusNotifications') === true,
    newestImages: optionOf(params.initializationOptions, 'newestImages') === true,
    trusted: optionOf(params.initializationOptions, 'trusted') !== false,
    guidance: optionOf(params.initializationOptions, 'guidance') === true,
    files: optionOf(params.initializationOptions, 'files') === true,
  };
}

function optionOf(options: unknown, name: string): unknown {
  const entries = typeof options === 'object' && options !== null ? Object.entries(options) : [];
  return new Map<string, unknown>(entries).get(name);
}
