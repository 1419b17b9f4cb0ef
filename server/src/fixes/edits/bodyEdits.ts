import { containsRange } from '../../base/textRange';
import { attributeNamed } from '../../modules/bodyAccess';
import type { Attribute, Block } from '../../syntax/ast';
import type { FixableFile, FixEdit } from '../fix';
import { aligned, type CodeLine } from './codeLines';
import { differingPart } from './differingPart';
import { appendToBody } from './hclBody';
import { indentationAt, indentationUnit, lineEnd, lineEndingOf, lineStart } from './layout';

/** What becomes different in a block's body, in native syntax. */
export interface BodyChange {
  /** Arguments and nested blocks of the body that go, with their lines. */
  readonly remove: readonly (Attribute | Block)[];
  /**
   * An argument that gets this value as it is written, in place of its own or as a new one; lines end with `\n`, and
   * those of a new one do not.
   */
  readonly set?: { readonly name: string; readonly value: string };
  /** A part of the value that is to be typed over. */
  readonly placeholder?: string;
}

/**
 * The edit that changes the body of `block`, with its `=` and comments in line as before, comments on lines of their
 * own kept, and no blank line too many. Undefined where something else shares a line with what goes.
 */
export function bodyEdit(file: FixableFile, block: Block, change: BodyChange): FixEdit | undefined {
  const { text } = file;
  const { start, end } = block.body.range;
  if (!text.slice(start, end).includes('\n')) return editOneLine(file, block, change);
  const region = { start: lineEnd(text, start), end: lineStart(text, end) };
  if (region.end <= region.start || text.slice(region.end, end).trim() !== '') return undefined;
  const before = linesOf(file, block, region.start);
  const items = change.remove.map((item) => linesOfItem(file, item));
  if (items.some((lines) => lines === undefined)) return undefined;
  const gone = new Set(items.flatMap((lines) => lines ?? []));
  const own = change.set && attributeNamed(block.body, change.set.name);
  const kept = own === undefined ? before : withValue(file, before, own, change.set?.value ?? '');
  const at = own === undefined ? insertionPoint(file, block, change, kept) : undefined;
  const inserted = at === undefined ? kept : insert(file, block, change, kept, at);
  const left = withoutLines(
    inserted,
    inserted.flatMap((line, index) => (line.old !== undefined && gone.has(line.old) ? [index] : [])),
  );
  const newline = lineEndingOf(text);
  const written = aligned(before, left).map((line) => line.text + newline);
  const first = text.startsWith('\r\n', region.start) ? region.start + 2 : region.start + 1;
  return differingPart(text, { start: first, end: region.end }, written.join(''), change.placeholder);
}

/** A block on one line holds no more than one argument. */
function editOneLine(file: FixableFile, block: Block, change: BodyChange): FixEdit | undefined {
  const { text } = file;
  const { set, remove, placeholder } = change;
  const [own, ...others] = block.body.attributes;
  const isReplaced = own !== undefined && (remove.includes(own) || own.name === set?.name);
  if (set === undefined || others.length > 0 || block.body.blocks.length > 0) return undefined;
  const written = `${set.name} = ${set.value}`;
  if (isReplaced) return differingPart(text, own.range, written, placeholder);
  const added = appendToBody(text, block, {
    // One line above: in its column.
    lines: () => [own === undefined ? written : `${set.name.padEnd(own.name.length)} = ${set.value}`],
    isSeparated: own !== undefined && own.name.length < set.name.length,
  });
  return added && differingPart(text, added.range, added.newText, placeholder);
}

/** The body's lines; the offset at which one starts is its `old`. */
function linesOf(file: FixableFile, block: Block, from: number): readonly CodeLine[] {
  const { text } = file;
  const lines: CodeLine[] = [];
  const end = lineStart(text, block.body.range.end);
  for (let start = text.indexOf('\n', from) + 1; start < end; start = text.indexOf('\n', start) + 1) {
    const stop = lineEnd(text, start);
    const attribute = block.body.attributes.find(
      ({ range }) => range.start >= start && range.end <= stop && range.start < stop,
    );
    const comment = file.syntax.comments.find(
      ({ range }) => range.start >= start && range.start < stop && range.end >= stop,
    );
    const isBehindCode = comment !== undefined && text.slice(start, comment.range.start).trim() !== '';
    lines.push({
      old: start,
      text: text.slice(start, stop),
      ...(attribute !== undefined && {
        keyEnd: attribute.nameRange.end - start,
        equals: text.indexOf('=', attribute.nameRange.end) - start,
      }),
      ...(isBehindCode && { comment: comment.range.start - start }),
    });
  }
  return lines;
}

/** The starts of the lines that an argument or block fills; undefined where it shares one with other code. */
function linesOfItem(
  { text, syntax }: FixableFile,
  { range }: Attribute | Block,
): readonly number[] | undefined {
  const first = lineStart(text, range.start);
  const stop = lineEnd(text, range.end);
  const behind = text.slice(range.end, stop).trim();
  const comment = syntax.comments.find((one) => containsRange(one.range, { start: stop, end: stop }));
  const isAlone = text.slice(first, range.start).trim() === '' && (behind === '' || comment !== undefined);
  // In a file with CRLF a comment may end behind the CR.
  if (!isAlone || text.slice(stop, comment?.range.end ?? stop).includes('\n')) return undefined;
  const starts = [first];
  for (let at = text.indexOf('\n', first); at >= 0 && at < range.end; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** The lines with another value for an argument: where it had several, one is left. */
function withValue(
  { text }: FixableFile,
  lines: readonly CodeLine[],
  { range, nameRange, value }: Attribute,
  written: string,
): readonly CodeLine[] {
  const first = lineStart(text, range.start);
  const rest = text.slice(value.range.end, lineEnd(text, value.range.end));
  const [opening = '', ...others] = written.split('\n');
  const equals = text.indexOf('=', nameRange.end);
  // An argument of several lines is in line with no other.
  const start =
    others.length === 0 ? text.slice(first, value.range.start) : `${text.slice(first, nameRange.end)} = `;
  const whole = [start + opening, ...others];
  whole.push((whole.pop() ?? '') + rest);
  const comment =
    rest.trim() === '' ? {} : { comment: (whole.at(-1) ?? '').length - rest.trimStart().length };
  const columns = { keyEnd: nameRange.end - first, equals: equals - first };
  const replacing = whole.map((line, index): CodeLine => ({
    text: line,
    ...(index === 0 && { old: first }),
    ...(whole.length === 1 && columns),
    ...(index === whole.length - 1 && comment),
  }));
  return lines.flatMap((line): readonly CodeLine[] => {
    if (line.old === undefined || line.old < first || line.old > range.end) return [line];
    return line.old === first ? replacing : [];
  });
}

/** Arguments that people write below all others. */
const lastArguments = new Set(['depends_on', 'lifecycle', 'providers']);

/** In place of the first argument that goes, else behind the arguments that stand before any nested block. */
function insertionPoint(
  { text }: FixableFile,
  { body }: Block,
  { remove, set }: BodyChange,
  lines: readonly CodeLine[],
): number | undefined {
  if (set === undefined) return undefined;
  const [replaced] = remove
    .filter((item) => 'value' in item)
    .map(({ range }) => lineStart(text, range.start))
    .sort((a, b) => a - b);
  if (replaced !== undefined) return lines.findIndex(({ old }) => old === replaced);
  const firstBlock = Math.min(...body.blocks.map(({ range }) => range.start), Infinity);
  const above = body.attributes
    .filter(({ name, range }) => range.end < firstBlock && !lastArguments.has(name))
    .map(({ range }) => range.end);
  const last = above.length === 0 ? undefined : lineStart(text, Math.max(...above));
  return last === undefined ? 0 : lines.findIndex(({ old }) => old === last) + 1;
}

function insert(
  { text }: FixableFile,
  block: Block,
  { set }: BodyChange,
  lines: readonly CodeLine[],
  at: number,
): readonly CodeLine[] {
  if (set === undefined) return lines;
  const outer = indentationAt(text, block.range.start);
  const key = `${outer}${indentationUnit(text, block.range.start, block.body.range)}${set.name}`;
  const line: CodeLine = { text: `${key} = ${set.value}`, keyEnd: key.length, equals: key.length + 1 };
  const below = lines[at];
  const startsBlock = block.body.blocks.some(({ range }) => lineStart(text, range.start) === below?.old);
  return [...lines.slice(0, at), line, ...(startsBlock ? [{ text: '' }] : []), ...lines.slice(at)];
}

/** Without these lines, and without the blank ones that would then stand in a row or at an end. */
function withoutLines(lines: readonly CodeLine[], gone: readonly number[]): readonly CodeLine[] {
  const left: CodeLine[] = [];
  let isJoint = false;
  const isBlank = (line: CodeLine | undefined) => line === undefined || line.text.trim() === '';
  for (const [index, line] of lines.entries()) {
    if (gone.includes(index)) isJoint = true;
    else if (!isJoint || !isBlank(line) || !isBlank(left.at(-1))) {
      left.push(line);
      isJoint = false;
    }
  }
  if (isJoint && left.length > 0 && isBlank(left.at(-1))) left.pop();
  return left;
}
