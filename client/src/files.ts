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

async function readFile(uri: vscode.Uri): Promise<ReadFileResult> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    // It drops a byte-order mark by itself, and throws on anything that is not UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function readDirectory(uri: vscode.Uri): Promise<ReadDirectoryResult> {
  try {
    return (await vscode.workspace.fs.readDirectory(uri)).flatMap(entryOf);
  } catch {
    return [];
  }
}

/** A link has its target's type besides its own; one that leads nowhere has none. */
function entryOf([name, type]: [string, vscode.FileType]): ReadDirectoryResult {
  const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
  if ((type & vscode.FileType.Directory) !== 0) return [{ name, kind: 'directory', isLink }];
  return (type & vscode.FileType.File) === 0 ? [] : [{ name, kind: 'file', isLink }];
}
