import type { FileSystem } from '../base/fileSystem';
import { childOf } from '../base/uri';
import { fileKind } from '../modules/fileKinds';

/** How deep directories are searched: far deeper than any configuration, and an end to any circle. */
const deepestDirectory = 48;

/** Directories that hold no configuration of the user's own; dot directories (`.terraform`, `.git`) neither. */
const skippedDirectories = new Set(['node_modules']);

/**
 * Finds the configuration and variable files below `folder`: their URIs by directory. Linked directories
 * are not entered: they lead to what is found elsewhere, or in a circle.
 */
export async function findModuleFiles(
  fileSystem: FileSystem,
  folder: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const search = async (directory: string, depth: number): Promise<void> => {
    const entries = await fileSystem.readDirectory(directory);
    const files = entries.filter((entry) => entry.kind === 'file' && fileKind(entry.name) !== undefined);
    if (files.length > 0) {
      found.set(
        directory,
        files.map((entry) => childOf(directory, entry.name)),
      );
    }
    if (depth === deepestDirectory) return;
    const inner = entries.filter(
      (entry) =>
        entry.kind === 'directory' &&
        !entry.isLink &&
        !entry.name.startsWith('.') &&
        !skippedDirectories.has(entry.name),
    );
    await Promise.all(inner.map((entry) => search(childOf(directory, entry.name), depth + 1)));
  };
  await search(folder, 0);
  return found;
}
