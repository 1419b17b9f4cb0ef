/** A place in a document: line and UTF-16 column, both from 0, as LSP counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions of one text. Lines end at `\n`, `\r\n` or a lone `\r`, as LSP says. */
export class LineIndex {
  private readonly lineStarts: readonly number[];
  private readonly length: number;

  constructor(text: string) {
    const lineStarts = [0];
    for (let offset = 0; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 13 && text.charCodeAt(offset + 1) === 10) offset++;
      if (code === 10 || code === 13) lineStarts.push(offset + 1);
    }
    this.lineStarts = lineStarts;
    this.length = text.length;
  }

  /** The position of `offset` (UTF-16 units); an offset outside the text is moved to its nearest end. */
  positionAt(offset: number): Position {
    const wanted = Math.max(0, Math.min(offset, this.length));
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: wanted - (this.lineStarts[low] ?? 0) };
  }

  /** The offset of `position`; a line or column outside the text is moved to the nearest one inside. */
  offsetAt(position: Position): number {
    const start = this.lineStarts[position.line];
    if (start === undefined) return position.line < 0 ? 0 : this.length;
    const end = this.lineStarts[position.line + 1] ?? this.length;
    return Math.max(start, Math.min(start + position.character, end));
  }
}
