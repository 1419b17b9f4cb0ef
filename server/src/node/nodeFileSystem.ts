import { type Dirent, type Stats } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import type { DirectoryEntry, FileSystem } from '../base/fileSystem';
import { createLimiter } from '../base/limiter';

/** More at a time does not make a disk faster, and file handles run out. */
const parallelReads = 16;

/**
 * The disk, for `file:` URIs; every other scheme has no files here. A file that is not UTF-8 counts as
 * unreadable: decoding it anyway would shift positions and put replacement characters into fixes.
 */
export function createNodeFileSystem(): FileSystem {
  const limit = createLimiter(parallelReads);

  /** `readdir` says what a symbolic link is, not where it leads, and on some file systems nothing at all. */
  async function follow(directory: string, entry: Dirent): Promise<Dirent | Stats | undefined> {
    if (entry.isFile() || entry.isDirectory()) return entry;
    return limit(() => unlessUnreadable(stat(join(directory, entry.name))));
  }

  return {
    async readFile(uri) {
      const path = pathOf(uri);
      if (path === undefined) return undefined;
      const bytes = await limit(() => unlessUnreadable(readFile(path)));
      return bytes === undefined ? undefined : decode(bytes);
    },

    async readDirectory(uri) {
      const path = pathOf(uri);
      if (path === undefined) return [];
      const entries = await limit(() => unlessUnreadable(readdir(path, { withFileTypes: true })));
      const followed = (entries ?? []).map(async (entry): Promise<readonly DirectoryEntry[]> => {
        const { name } = entry;
        const isLink = entry.isSymbolicLink();
        const target = await follow(path, entry);
        if (target?.isFile() === true) return [{ name, kind: 'file', isLink }];
        if (target?.isDirectory() === true) return [{ name, kind: 'directory', isLink }];
        return [];
      });
      return (await Promise.all(followed)).flat();
    },
  };
}

function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}

/** The interface knows no reasons: gone, forbidden and "is a directory" are all "cannot be read". */
async function unlessUnreadable<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch {
    return undefined;
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    // The decoder drops a byte-order mark by itself, and throws on anything that is not UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
