/** A half-open stretch of a document's text, in UTF-16 offsets from its start (LSP's default unit). */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Whether `outer` holds the whole of `inner`; equal ranges contain each other. */
export function containsRange(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the two ranges share a character or touch at an end (a caret at either end counts). */
export function rangesTouch(one: TextRange, other: TextRange): boolean {
  return one.start <= other.end && other.start <= one.end;
}
