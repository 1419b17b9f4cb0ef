/** Work that waits for files: enough of it to keep any file system busy, little enough to be left soon. */
const batchSize = 64;

/**
 * Does `work` for each of `items`, many at a time. Calls `between` now and then, and rejects with what that rejects
 * with: whoever reads from afar can be stopped before everything was read.
 */
export async function inBatches<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  between: () => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += batchSize) {
    await Promise.all(items.slice(start, start + batchSize).map(work));
    await between();
  }
}
