import { baseName, directoryOf, isWithin } from '../base/uri';

/** Reads what the files with the wanted names say in one directory; undefined where there are none. */
export type ReadDirectory<T> = (directory: string) => Promise<T | undefined>;

/**
 * Files that count for the module directories at and below their own: the nearest does, within the folder. What
 * was read is the same object as long as nothing was said to have changed.
 */
export class NearestFile<T> {
  private readonly known = new Map<string, Promise<T | undefined>>();

  constructor(
    private readonly names: readonly string[],
    private readonly read: ReadDirectory<T>,
  ) {}

  /** Forgets what was read of these files, and of everything below these directories. */
  invalidate(uris: readonly string[]): void {
    for (const directory of [...this.known.keys()]) {
      if (uris.some((uri) => this.concerns(uri, directory))) this.known.delete(directory);
    }
  }

  /** What holds for a module directory: by itself, else by the nearest directory above it in `folder`. */
  async for(directory: string, folder: string | undefined): Promise<T | undefined> {
    for (let at = directory; ; at = directoryOf(at)) {
      const found = await this.in(at);
      if (found !== undefined) return found;
      if (folder === undefined || at === folder || !isWithin(at, folder)) return undefined;
    }
  }

  private in(directory: string): Promise<T | undefined> {
    let content = this.known.get(directory);
    if (content === undefined) {
      content = this.read(directory);
      this.known.set(directory, content);
    }
    return content;
  }

  private concerns(uri: string, directory: string): boolean {
    if (isWithin(directory, uri)) return true;
    return directoryOf(uri) === directory && this.names.includes(baseName(uri));
  }
}
