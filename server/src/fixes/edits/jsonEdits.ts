import {
  findNodeAtLocation,
  findNodeAtOffset,
  getNodePath,
  getNodeValue,
  modify,
  parseTree,
  type JSONPath,
} from 'jsonc-parser';
import type { TextRange } from '../../base/textRange';
import type { FixEdit } from '../fix';
import { differingPart } from './differingPart';
import { indentationAt, lineEndingOf } from './layout';

/** The path of the innermost JSON value that holds the character at `offset`. */
export function jsonPathAt(text: string, offset: number): JSONPath {
  const node = nodeAt(text, offset);
  return node === undefined ? [] : getNodePath(node);
}

/** The range of that value, a string's quotes included. */
export function jsonValueRangeAt(text: string, offset: number): TextRange | undefined {
  const node = nodeAt(text, offset);
  return node && { start: node.offset, end: node.offset + node.length };
}

/** The value at a path; undefined where there is none. */
export function valueAtJsonPath(text: string, path: JSONPath): unknown {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, path);
  return node && (getNodeValue(node) as unknown);
}

/** The edits that set the value at a path, in the indentation of the text; text on a single line stays on it. */
export function jsonEdits(text: string, path: JSONPath, value: unknown): readonly FixEdit[] {
  const indentation = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.startsWith('\t') ? 1 : indentation.length,
    eol: lineEndingOf(text),
  };
  const layout = text.trim().includes('\n') ? { formattingOptions } : {};
  return modify(text, path, value, layout).map(({ offset, length, content }) => ({
    range: { start: offset, end: offset + length },
    newText: content,
  }));
}

/**
 * The edit that sets the values at several paths, one after the other, and takes away those that are undefined.
 * `placeholder` is a part of what is set that is to be typed over. Undefined where nothing differs.
 */
export function jsonChange(
  text: string,
  changes: readonly { readonly path: JSONPath; readonly value: unknown }[],
  placeholder?: string,
): FixEdit | undefined {
  const changed = changes.reduce(
    (before, { path, value }) => applied(before, jsonEdits(before, path, value)),
    text,
  );
  const whole = { start: 0, end: text.length };
  return changed === text ? undefined : differingPart(text, whole, changed, placeholder);
}

function applied(text: string, changes: readonly FixEdit[]): string {
  return [...changes]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (before, { range, newText }) => before.slice(0, range.start) + newText + before.slice(range.end),
      text,
    );
}

/** The edits that add elements to the end of the list at a path; a list on one line stays on it. */
export function jsonInsertion(
  text: string,
  list: JSONPath,
  elements: readonly unknown[],
): readonly FixEdit[] {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, list);
  const last = node?.children?.at(-1);
  if (node === undefined || last === undefined) return jsonEdits(text, list, elements);
  const isOneLine = !text.slice(node.offset, node.offset + node.length).includes('\n');
  const onLine = /,[ \r\n]/.test(text) ? ', ' : ',';
  const separator = isOneLine ? onLine : `,${lineEndingOf(text)}${indentationAt(text, last.offset)}`;
  const end = last.offset + last.length;
  const newText = elements.map((element) => `${separator}${JSON.stringify(element)}`).join('');
  return [{ range: { start: end, end }, newText }];
}

function nodeAt(text: string, offset: number): ReturnType<typeof findNodeAtOffset> {
  const root = parseTree(text);
  return root && findNodeAtOffset(root, offset);
}
