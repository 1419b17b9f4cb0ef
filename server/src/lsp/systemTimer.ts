import type { Timer } from './environment';

/** The clock of this process, whatever it runs in. */
export const systemTimer: Timer = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timeout = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timeout);
    };
  },
};
