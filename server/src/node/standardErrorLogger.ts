import type { Logger } from '../base/logger';

function write(level: string, message: string): void {
  process.stderr.write(`holdfast: ${level}: ${message}\n`);
}

/** For the command line: what goes wrong is said on standard error; the ordinary course of things is not. */
export const standardErrorLogger: Logger = {
  info: () => undefined,
  warn: (message) => {
    write('warning', message);
  },
  error: (message) => {
    write('error', message);
  },
};
