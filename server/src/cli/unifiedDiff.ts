import { relative, sep } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { DiskChange } from './filesOnDisk';

/**
 * The change of a file as a unified diff that `git apply` and `patch -p1` take in the directory `base`; empty where
 * nothing changes. Paths have the prefixes `a/` and `b/`.
 */
export function unifiedDiff({ path, before, after }: DiskChange, base: string): string {
  if (before === after) return '';
  const name = relative(base, path).split(sep).join('/');
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, '', '', {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}

/** The innermost directory that holds all these paths, `preferred` where it does. */
export function baseOf(paths: readonly string[], preferred: string): string {
  const isHeld = (directory: string) =>
    paths.every((path) => path.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`));
  let base = preferred;
  while (!isHeld(base) && base !== parentOf(base)) base = parentOf(base);
  return base;
}

function parentOf(directory: string): string {
  const end = directory.lastIndexOf(sep);
  return end <= 0 ? sep : directory.slice(0, end);
}
