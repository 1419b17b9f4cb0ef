import type { DirectoryEntry, FileSystem } from '../base/fileSystem';
import { childOf } from '../base/uri';
import { fileKind } from '../modules/fileKinds';

/** How deep directories are searched: far deeper than any configuration, and an end to any circle. */
const deepestDirectory = 48;

/** Directories that hold no configuration of the user's own; dot directories (`.terraform`, `.git`) neither. */
const skippedDirectories = new Set(['node_modules']);

/** URIs of configuration and variable files, by the directory they are in. */
export type FilesByDirectory = ReadonlyMap<string, readonly string[]>;

/**
 * Finds the configuration and variable files below `folder`. Linked directories are not entered: they lead
 * to what is found elsewhere, or in a circle.
 */
export async function findModuleFiles(fileSystem: FileSystem, folder: string): Promise<FilesByDirectory> {
  const found = new Map<string, readonly string[]>();
  const search = async (directory: string, depth: number): Promise<void> => {
    const entries = await fileSystem.readDirectory(directory);
    const files = moduleFilesAmong(entries, directory);
    if (files.length > 0) found.set(directory, files);
    if (depth === deepestDirectory) return;
    const inner = entries.filter(isSearched);
    await Promise.all(inner.map((entry) => search(childOf(directory, entry.name), depth + 1)));
  };
  await search(folder, 0);
  return found;
}

/** The configuration and variable files in `directory` itself. */
export async function listModuleFiles(fileSystem: FileSystem, directory: string): Promise<FilesByDirectory> {
  const files = moduleFilesAmong(await fileSystem.readDirectory(directory), directory);
  return new Map(files.length > 0 ? [[directory, files]] : []);
}

function moduleFilesAmong(entries: readonly DirectoryEntry[], directory: string): readonly string[] {
  return entries
    .filter((entry) => entry.kind === 'file' && fileKind(entry.name) !== undefined)
    .map((entry) => childOf(directory, entry.name));
}

function isSearched({ kind, isLink, name }: DirectoryEntry): boolean {
  return kind === 'directory' && !isLink && !name.startsWith('.') && !skippedDirectories.has(name);
}
