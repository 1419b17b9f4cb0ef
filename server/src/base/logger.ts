/** Where the engine reports what a maintainer would want to know; never a user's file content. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
