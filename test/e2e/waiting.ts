/** How long a test waits for something to happen, in milliseconds: for ever, on any machine that works. */
export const patience = 30_000;

const interval = 50;

/**
 * Asks `probe` again and again until it gives something, and gives that. Rejects after `patience` with `what`
 * and what `last` says, if that is given, about the state in which everything got stuck.
 */
export async function until<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  last?: () => string,
): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const result = await probe();
    if (result !== undefined) return result;
    if (performance.now() > end) {
      throw new Error(`Waited in vain for ${what}.${last === undefined ? '' : `\n${last()}`}`);
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

/** For `until`: something where `condition` holds, and nothing where it does not. */
export function when(condition: boolean): true | undefined {
  return condition ? true : undefined;
}
