/** What the process's exit code says; part of the command line's contract. */
export const exitCodes = {
  /** Nothing at or above `--fail-on` was found. */
  clean: 0,
  /** There are findings at or above `--fail-on`. */
  findings: 1,
  /** The command or its configuration is wrong. */
  usage: 2,
  /** A defect of the program. */
  internal: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
