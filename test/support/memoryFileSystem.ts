import type { DirectoryEntry, FileSystem } from '../../server/src/base/fileSystem';

/** Files that exist only here, by URI. Directories are where files are. */
export class MemoryFileSystem implements FileSystem {
  /** How often each file's text was asked for. */
  readonly reads = new Map<string, number>();
  private readonly texts = new Map<string, string | undefined>();

  /** Creates or overwrites a file; `undefined` makes it one that cannot be read as text. */
  write(uri: string, text: string | undefined): void {
    this.texts.set(uri, text);
  }

  /** Deletes a file, or everything below a directory. */
  delete(uri: string): void {
    for (const known of [...this.texts.keys()]) {
      if (known === uri || known.startsWith(`${uri}/`)) this.texts.delete(known);
    }
  }

  readFile(uri: string): Promise<string | undefined> {
    this.reads.set(uri, (this.reads.get(uri) ?? 0) + 1);
    return Promise.resolve(this.texts.get(uri));
  }

  /** In the order in which the names were first written: nothing may depend on it. */
  readDirectory(directory: string): Promise<readonly DirectoryEntry[]> {
    const entries = new Map<string, DirectoryEntry>();
    for (const uri of this.texts.keys()) {
      if (!uri.startsWith(`${directory}/`)) continue;
      const [segment = '', ...below] = uri.slice(directory.length + 1).split('/');
      const name = decodeURIComponent(segment);
      entries.set(name, { name, kind: below.length > 0 ? 'directory' : 'file', isLink: false });
    }
    return Promise.resolve([...entries.values()]);
  }
}
