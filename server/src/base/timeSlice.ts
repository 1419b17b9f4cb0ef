/** How long the engine works before it lets others have a turn, in milliseconds. */
const sliceLength = 10;

/**
 * Lets a long loop give way to whatever else the process has to do: a request, or word that nobody waits for
 * the result any more. Without it neither would be heard before the loop ends.
 */
export class TimeSlice {
  private began = performance.now();

  /** Resolves at once within a slice; at its end, after everything that waits has had its turn. */
  async rest(): Promise<void> {
    if (performance.now() - this.began < sliceLength) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    this.began = performance.now();
  }
}
