import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  readDirectoryRequest,
  ReadDirectoryResult,
  readFileRequest,
  ReadFileResult,
  ReadParams,
} from '../../server/src/lsp/messages';

/** Copies, checked against the originals by the compiler. */
const readFileMethod: typeof readFileRequest = 'holdfast/readFile';
const readDirectoryMethod: typeof readDirectoryRequest = 'holdfast/readDirectory';

/** Reads for the server whatever the editor can read: the server has no file system, or only the disk. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(readFileMethod, ({ uri }: ReadParams) => readFile(vscode.Uri.parse(uri, true)));
  client.onRequest(readDirectoryMethod, ({ uri }: ReadParams) => readDirectory(vscode.Uri.parse(uri, true)));
}

/** Rejects where the file system fails: then nothing is known of the file. */
async function readFile(uri: vscode.Uri): Promise<ReadFileResult> {
  const bytes = await orNothing(vscode.workspace.fs.readFile(uri));
  if (bytes === undefined) return null;
  try {
    // It drops a byte-order mark by itself, and throws on anything that is not UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Rejects where the file system fails: then nothing is known of the directory. */
async function readDirectory(uri: vscode.Uri): Promise<ReadDirectoryResult> {
  return ((await orNothing(vscode.workspace.fs.readDirectory(uri))) ?? []).flatMap(entryOf);
}

/** How a file system says that there is nothing to read, as opposed to failing. */
const absences = new Set(['FileNotFound', 'FileNotADirectory', 'FileIsADirectory', 'NoPermissions']);

async function orNothing<Result>(reading: Thenable<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && absences.has(error.code)) return undefined;
    throw error;
  }
}

/** A link has its target's type besides its own; one that leads nowhere has none. */
function entryOf([name, type]: [string, vscode.FileType]): ReadDirectoryResult {
  const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
  if ((type & vscode.FileType.Directory) !== 0) return [{ name, kind: 'directory', isLink }];
  return (type & vscode.FileType.File) === 0 ? [] : [{ name, kind: 'file', isLink }];
}
