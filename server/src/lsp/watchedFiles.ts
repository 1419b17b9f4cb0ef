import {
  DidChangeWatchedFilesNotification,
  FileOperationPatternKind,
  WatchKind,
  type Connection,
  type CreateFilesParams,
  type DeleteFilesParams,
  type DidChangeWatchedFilesParams,
  type DidChangeWatchedFilesRegistrationOptions,
  type FileOperationOptions,
  type FileOperationRegistrationOptions,
  type RenameFilesParams,
} from 'vscode-languageserver';
import type { Logger } from '../base/logger';
import { canonicalUri } from './fromProtocol';
import { handleNotification } from './handle';

/** Every file whose content the analysis depends on. */
const readFiles = [
  '**/*.{tf,tofu,tfvars}',
  '**/*.{tf,tofu,tfvars}.json',
  '**/terraform.tfstate',
  '**/.terraform/environment',
  '**/.terraform.lock.hcl',
  '**/.terraform/modules/modules.json',
  '**/holdfast.{yaml,yml,json}',
];

/** Directories that are never read, and in which files come and go by the thousand. */
const noise = /\/(?:\.git|node_modules|\.terraform\/providers)(?:\/|$)/;

const operationFilters: FileOperationRegistrationOptions = {
  filters: [
    ...readFiles.map((glob) => ({ pattern: { glob, matches: FileOperationPatternKind.file } })),
    { pattern: { glob: '**', matches: FileOperationPatternKind.folder } },
  ],
};

/** The operations in the editor's file tree to declare in the answer to `initialize`. */
export const fileOperations: FileOperationOptions = {
  didCreate: operationFilters,
  didRename: operationFilters,
  didDelete: operationFilters,
};

const watchOptions: DidChangeWatchedFilesRegistrationOptions = {
  watchers: [
    ...readFiles.map((globPattern) => ({ globPattern })),
    // A directory that comes or goes may arrive as one event for it, and none for the files in it. No
    // pattern matches directories alone.
    { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
  ],
};

/** Asks the client to tell what happens to our files outside the editor. */
export async function registerWatchedFiles(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, watchOptions);
}

/**
 * Tells `changed` which files and directories (engine URIs) were created, changed, renamed or deleted,
 * outside the editor or in its file tree.
 */
export function listenToFiles(
  connection: Connection,
  logger: Logger,
  changed: (uris: readonly string[]) => void,
): void {
  const report = (uris: readonly string[]): void => {
    const ours = uris.flatMap((uri) => canonicalUri(uri) ?? []).filter((uri) => !noise.test(uri));
    if (ours.length > 0) changed(ours);
  };
  connection.onDidChangeWatchedFiles(
    handleNotification(
      'workspace/didChangeWatchedFiles',
      logger,
      ({ changes }: DidChangeWatchedFilesParams) => {
        report(changes.map(({ uri }) => uri));
      },
    ),
  );
  connection.workspace.onDidCreateFiles(
    handleNotification('workspace/didCreateFiles', logger, ({ files }: CreateFilesParams) => {
      report(files.map(({ uri }) => uri));
    }),
  );
  connection.workspace.onDidRenameFiles(
    handleNotification('workspace/didRenameFiles', logger, ({ files }: RenameFilesParams) => {
      report(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
    }),
  );
  connection.workspace.onDidDeleteFiles(
    handleNotification('workspace/didDeleteFiles', logger, ({ files }: DeleteFilesParams) => {
      report(files.map(({ uri }) => uri));
    }),
  );
}
