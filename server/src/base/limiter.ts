/** Runs a task now, or as soon as fewer than the limit are running; gives what the task gives. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * A limiter that lets at most `maximum` tasks run at a time, first come first served. A task must not
 * wait for another task of the same limiter: all places could be taken by such waiting tasks.
 */
export function createLimiter(maximum: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (task) => {
    if (running >= maximum) {
      // Whoever leaves hands over its place, so `running` is not counted up again here.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running++;
    }
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
