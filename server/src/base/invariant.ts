/** `value`, which is there unless this program is wrong. @throws Error that says what should have held. */
export function invariant<T>(value: T | undefined, holds: string): T {
  if (value === undefined) throw new Error(`This should hold: ${holds}.`);
  return value;
}
