/** Argument paths as provider code writes them (`disk.0.size`, `tags.%`) and as the tables do (`disk.size`). */

/** Drops indexes, counts and empty parts from a path. */
export function argumentPath(written: string): string {
  return written
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .filter((part) => part !== '' && !/^\d+$/.test(part) && part !== '#' && part !== '%' && part !== '*')
    .join('.');
}
