/** Argument paths as provider code writes them (`disk.0.size`, `tags.%`) and as the tables do (`disk.size`). */

/** Drops indexes, counts and empty parts from a path. */
export function argumentPath(written: string): string {
  return written
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .filter((part) => part !== '' && !/^\d+$/.test(part) && part !== '#' && part !== '%' && part !== '*')
    .join('.');
}

/** Keys as the SDK writes them for a first block of each kind: `disk.0.size`, and `disk.#` for the number of blocks. */
export function writtenKeys(paths: ReadonlySet<string>): string[] {
  const blocks = new Set(
    [...paths].flatMap((path) => (path.includes('.') ? [path.replace(/\.[^.]*$/, '')] : [])),
  );
  return [...paths].map((path) => `${path.replaceAll('.', '.0.')}${blocks.has(path) ? '.#' : ''}`);
}
