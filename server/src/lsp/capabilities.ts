import {
  CodeActionKind,
  PositionEncodingKind,
  TextDocumentSyncKind,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { ClientFeatures } from './clientFeatures';
import { fixAllKind } from './codeActions';
import { fixAllCommand } from './messages';
import { fileOperations } from './watchedFiles';

/** What the server tells a client with these features that it can do: nothing that the client could not use. */
export function serverCapabilities(features: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      // A client that watches no files for us still knows when something was done to some.
      ...(features.watchedFilesRegistration ? {} : { save: true }),
    },
    ...(features.codeActions
      ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] } }
      : {}),
    ...(features.applyEdit ? { executeCommandProvider: { commands: [fixAllCommand] } } : {}),
    hoverProvider: true,
    ...(features.codeLens ? { codeLensProvider: { resolveProvider: false } } : {}),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      ...(features.fileOperations ? { fileOperations } : {}),
    },
  };
}
