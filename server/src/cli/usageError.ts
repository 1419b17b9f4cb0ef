/** A command line that cannot be understood; its message is for the user. */
export class UsageError extends Error {}

/** The one of `allowed` that an option's value names. Throws `UsageError`. */
export function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new UsageError(`${option} must be one of ${allowed.join('|')}, not “${value}”.`);
  }
  return found;
}
