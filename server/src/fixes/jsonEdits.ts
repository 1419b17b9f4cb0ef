import {
  findNodeAtLocation,
  getLocation,
  getNodeValue,
  modify,
  parseTree,
  type JSONPath,
} from 'jsonc-parser';
import type { FixEdit } from './fix';
import { lineEndingOf } from './layout';

/** The path of the JSON object or value that holds `offset`. */
export function jsonPathAt(text: string, offset: number): JSONPath {
  const { path } = getLocation(text, offset);
  return path.at(-1) === '' ? path.slice(0, -1) : path;
}

/** The value at a path; undefined where there is none. */
export function valueAtJsonPath(text: string, path: JSONPath): unknown {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, path);
  return node && (getNodeValue(node) as unknown);
}

/** The edits that set the value at a path, in the indentation of the text. */
export function jsonEdits(text: string, path: JSONPath, value: unknown): readonly FixEdit[] {
  const indentation = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.startsWith('\t') ? 1 : indentation.length,
    eol: lineEndingOf(text),
  };
  return modify(text, path, value, { formattingOptions }).map(({ offset, length, content }) => ({
    range: { start: offset, end: offset + length },
    newText: content,
  }));
}
