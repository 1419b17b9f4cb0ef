import type { InitializeParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { directoryOf, isWithin } from '../base/uri';
import { canonicalUri } from './fromProtocol';

/**
 * Which folders are worked on, as the client said; all URIs are in the engine's spelling. Without any,
 * the directories of the open documents stand in for them, and nothing around those is read.
 */
export class WorkspaceFolders {
  private readonly folders: Set<string>;

  constructor(params: InitializeParams) {
    this.folders = new Set(foldersOf(params).flatMap((uri) => canonicalUri(uri) ?? []));
  }

  /** Applies a `workspace/didChangeWorkspaceFolders` event. */
  change({ added, removed }: WorkspaceFoldersChangeEvent): void {
    for (const { uri } of removed) this.folders.delete(canonicalUri(uri) ?? '');
    for (const { uri } of added) {
      const folder = canonicalUri(uri);
      if (folder !== undefined) this.folders.add(folder);
    }
  }

  /** The folders that the user opened; none where only files are open. */
  opened(): readonly string[] {
    return [...this.folders];
  }

  /** The innermost opened folder that holds `uri`; undefined outside all of them. */
  folderOf(uri: string): string | undefined {
    const around = [...this.folders].filter((folder) => isWithin(uri, folder));
    return around.sort((a, b) => b.length - a.length)[0];
  }

  /** The folders to analyse while `documents` are open. */
  analysed(documents: readonly string[]): readonly string[] {
    return this.folders.size > 0 ? [...this.folders] : directoriesOf(documents);
  }

  /** The module directories that a whole analysis is to keep to; undefined where it may read all folders. */
  limits(documents: readonly string[]): readonly string[] | undefined {
    return this.folders.size > 0 ? undefined : directoriesOf(documents);
  }
}

function directoriesOf(documents: readonly string[]): readonly string[] {
  return [...new Set(documents.map(directoryOf))];
}

/** Newer clients send folders, older ones a root URI, the oldest a path. */
function foldersOf(params: InitializeParams): readonly string[] {
  const { workspaceFolders } = params;
  if (workspaceFolders !== null && workspaceFolders !== undefined && workspaceFolders.length > 0) {
    return workspaceFolders.map(({ uri }) => uri);
  }
  // Deprecated, and still all that some clients send.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const { rootUri, rootPath } = params;
  if (typeof rootUri === 'string') return [rootUri];
  return typeof rootPath === 'string' ? [uriOfPath(rootPath)] : [];
}

/** `/home/me/app`, `C:\app` and `\\server\share` as URIs. */
function uriOfPath(path: string): string {
  const encoded = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  if (encoded.startsWith('//')) return `file:${encoded}`;
  return encoded.startsWith('/') ? `file://${encoded}` : `file:///${encoded}`;
}
