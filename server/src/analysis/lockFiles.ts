import type { FileSystem } from '../base/fileSystem';
import { childOf } from '../base/uri';
import { lockedVersions, lockFileName } from '../modules/lockFile';
import type { SyntaxReader } from '../syntax/parser';
import { NearestFile } from './nearestFile';

/** Provider versions by source address without the registry's host. The same object as long as nothing changed. */
export type LockedVersions = ReadonlyMap<string, string>;

const nothingLocked: LockedVersions = new Map();

/** Knows which provider versions lock files name. They are read, never written, and never missed. */
export class LockFiles {
  private readonly files: NearestFile<LockedVersions>;

  constructor(fileSystem: FileSystem, syntax: SyntaxReader) {
    this.files = new NearestFile([lockFileName], async (directory) => {
      const text = await fileSystem.readFile(childOf(directory, lockFileName));
      return text === undefined ? undefined : parse(text, syntax);
    });
  }

  /** Forgets what was read of these files, and of everything below these directories. */
  invalidate(uris: readonly string[]): void {
    this.files.invalidate(uris);
  }

  /**
   * The versions for a module directory: of its own lock file, else of the nearest one above it in `folder`.
   * A module that others call has none of its own: whoever calls it decides.
   */
  async versionsFor(directory: string, folder: string | undefined): Promise<LockedVersions> {
    return (await this.files.for(directory, folder)) ?? nothingLocked;
  }
}

function parse(text: string, syntax: SyntaxReader): LockedVersions {
  try {
    return lockedVersions(syntax.readHcl(text));
  } catch {
    // What cannot be parsed at all locks nothing.
    return nothingLocked;
  }
}
