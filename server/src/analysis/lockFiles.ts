import type { FileSystem } from '../base/fileSystem';
import { childOf, directoryOf, isWithin } from '../base/uri';
import { lockedVersions, lockFileName } from '../modules/lockFile';
import type { SyntaxReader } from '../syntax/parser';

/** Provider versions by source address without the registry's host. The same object as long as nothing changed. */
export type LockedVersions = ReadonlyMap<string, string>;

const nothingLocked: LockedVersions = new Map();

/** Knows which provider versions lock files name. They are read, never written, and never missed. */
export class LockFiles {
  private readonly known = new Map<string, Promise<LockedVersions | undefined>>();

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly syntax: SyntaxReader,
  ) {}

  /** Forgets what was read of these files, and of everything below these directories. */
  invalidate(uris: readonly string[]): void {
    for (const known of [...this.known.keys()]) {
      if (uris.some((uri) => isWithin(known, uri))) this.known.delete(known);
    }
  }

  /**
   * The versions for a module directory: of its own lock file, else of the nearest one above it in `folder`.
   * A module that others call has none of its own: whoever calls it decides.
   */
  async versionsFor(directory: string, folder: string | undefined): Promise<LockedVersions> {
    for (let at = directory; ; at = directoryOf(at)) {
      const versions = await this.read(childOf(at, lockFileName));
      if (versions !== undefined) return versions;
      if (folder === undefined || at === folder || !isWithin(at, folder)) return nothingLocked;
    }
  }

  private read(uri: string): Promise<LockedVersions | undefined> {
    let versions = this.known.get(uri);
    if (versions === undefined) {
      versions = this.parse(uri);
      this.known.set(uri, versions);
    }
    return versions;
  }

  private async parse(uri: string): Promise<LockedVersions | undefined> {
    const text = await this.fileSystem.readFile(uri);
    if (text === undefined) return undefined;
    try {
      return lockedVersions(this.syntax.readHcl(text));
    } catch {
      // What cannot be parsed at all locks nothing.
      return nothingLocked;
    }
  }
}
