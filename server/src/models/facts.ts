/**
 * Brings the fact files. They are many and most analyses need few, so each is read when it is first needed;
 * whoever runs the engine says where they lie.
 */
export interface FactsLoader {
  /**
   * The parsed content of the fact file `name`, a path below `data/` without its ending (`generated/aws`), or
   * undefined where there is none. Rejects where it is there and cannot be read.
   */
  load(name: string): Promise<unknown>;
}

/** A loader that knows what it can bring. */
export interface FactsLibrary extends FactsLoader {
  /** The names of all fact files that are read one by one, in any order. */
  names(): Promise<readonly string[]>;
}
