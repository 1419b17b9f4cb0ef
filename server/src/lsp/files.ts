import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { FileSystem } from '../base/fileSystem';
import { createLimiter } from '../base/limiter';
import { clientFeatures } from './clientFeatures';
import {
  readDirectoryRequest,
  readFileRequest,
  type ReadDirectoryResult,
  type ReadFileResult,
  type ReadParams,
} from './messages';

/** Behind the client there may be a network: enough to keep it busy, and not to be turned away. */
const parallelRequests = 16;

/** Whatever is asked for is not there. */
const noFiles: FileSystem = {
  readFile: () => Promise.resolve(undefined),
  readDirectory: () => Promise.resolve([]),
};

/**
 * The files that a session reads: those on `disk` by `file:` URIs, where the server has a disk; every other by asking
 * the client, where that reads for the server. What neither of them has is unreadable.
 */
export function filesOf(
  connection: Pick<Connection, 'sendRequest'>,
  params: InitializeParams,
  disk: FileSystem | undefined,
): FileSystem {
  const others = clientFeatures(params).files ? filesOfClient(connection) : noFiles;
  if (disk === undefined) return others;
  const where = (uri: string): FileSystem => (uri.startsWith('file:') ? disk : others);
  return {
    readFile: (uri) => where(uri).readFile(uri),
    readDirectory: (uri) => where(uri).readDirectory(uri),
  };
}

/** Any file that the editor can open. */
function filesOfClient(connection: Pick<Connection, 'sendRequest'>): FileSystem {
  const limit = createLimiter(parallelRequests);
  const asking = <Result>(method: string): ((uri: string) => Promise<Result | undefined>) => {
    const known = new Map<string, Result | null>();
    return (uri) =>
      limit(async () => {
        try {
          const params: ReadParams = { uri };
          known.set(uri, await connection.sendRequest<Result | null>(method, params));
        } catch {
          // A failed request says nothing of the file, which is taken to be as it was: otherwise one moment without
          // a network would withdraw all findings. The client logs what it cannot answer.
        }
        return known.get(uri) ?? undefined;
      });
  };
  const readFile = asking<NonNullable<ReadFileResult>>(readFileRequest);
  const readDirectory = asking<ReadDirectoryResult>(readDirectoryRequest);
  return { readFile, readDirectory: async (uri) => (await readDirectory(withPath(uri))) ?? [] };
}

/** Directories have no slash at their end here, and the root of a file system thus no path, which not every one takes. */
function withPath(uri: string): string {
  return /^[^/]*\/\/[^/]*$/.test(uri) ? `${uri}/` : uri;
}
