/** What a directory holds under one name. Symbolic links are followed; a dangling one is left out. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
  /** Whether it is a symbolic link: a search does not follow linked directories, which may form a circle. */
  readonly isLink: boolean;
}

/**
 * The only way the engine reads files. Files and directories are named by URI strings without a trailing
 * slash (`file:///home/me/app/main.tf`), so that virtual file systems work as well. The engine never writes.
 */
export interface FileSystem {
  /** The file's text (a byte-order mark removed), or undefined where there is no readable file. */
  readFile(uri: string): Promise<string | undefined>;
  /** The directory's entries in any order; empty where there is no readable directory. */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[]>;
}
