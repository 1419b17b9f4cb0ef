/** A text by its lines. */
export interface Lines {
  lineAt(line: number): { readonly text: string };
}

const header = /^\s*(?:resource|data)\s+"([^"]+)"/;

/** The type of the resource or data source whose block holds this line, as far as its header says; else nothing. */
export function blockTypeAt(document: Lines, line: number): string {
  for (let at = line; at >= 0; at--) {
    const { text } = document.lineAt(at);
    const found = header.exec(text);
    if (found !== null) return found[1] ?? '';
    // A bracket in the first column ends the block above.
    if (at < line && text.startsWith('}')) return '';
  }
  return '';
}
