/**
 * Decisions read from a list of numbers: after its end everything is 0, the simplest choice. fast-check shrinks
 * such a list by itself, and with it what was built from it.
 */
export class Choices {
  private at = 0;

  /** `numbers` are not negative. */
  constructor(private readonly numbers: readonly number[]) {}

  /** A number below `count`; 0 is the simplest. */
  below(count: number): number {
    return (this.numbers[this.at++] ?? 0) % count;
  }

  /** True once in `times`, and never after the end of the numbers. */
  oneIn(times: number): boolean {
    return this.below(times) === times - 1;
  }

  /** One of these, of which there must be one; the first is the simplest. */
  oneOf<T>(first: T, ...others: readonly T[]): T {
    return others[this.below(others.length + 1) - 1] ?? first;
  }
}
