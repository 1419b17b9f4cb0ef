import { containsRange } from '../base/textRange';
import { attributeNamed } from '../modules/bodyAccess';
import type { Attribute, Block, Comment, TupleExpression } from '../syntax/ast';
import type { Fix, FixableFile, FixContext, FixEdit } from './fix';
import { jsonEdits, jsonPathAt, valueAtJsonPath } from './jsonEdits';
import { indentationAt, indentationUnit, lineEnd, lineEndingOf } from './layout';

/**
 * Adds the argument to `lifecycle.ignore_changes`. For an argument of a nested block the whole block is
 * named: that path is valid for every kind of block.
 */
export function ignoreChanges(context: FixContext): Fix | undefined {
  const { resource, attribute } = context.replacement;
  const file = context.texts(resource.uri);
  const block = file?.syntax.blocks.find(({ range }) => range.start === resource.block.range.start);
  if (file === undefined || block === undefined || block.broken) return undefined;
  const [name = attribute] = attribute.split('.');
  const edits = file.syntax.language === 'json' ? editJson(file, block, name) : editHcl(file, block, name);
  if (edits === undefined) return undefined;
  return {
    id: 'ignore-changes',
    title: `Ignore changes to ${name}`,
    applicability: 'safe',
    cost: `Terraform then keeps the present ${name} for good: newer ones, security updates included, come only by hand.`,
    uri: file.uri,
    edits,
  };
}

function editHcl(file: FixableFile, block: Block, name: string): readonly FixEdit[] | undefined {
  const lifecycle = block.body.blocks.find((inner) => inner.type === 'lifecycle');
  if (lifecycle === undefined) return [addLifecycle(file, block, name)];
  const list = attributeNamed(lifecycle.body, 'ignore_changes');
  if (list === undefined) return [addList(file, lifecycle, name)];
  return list.value.kind === 'tuple' ? extendList(file, list, list.value, name) : undefined;
}

function addLifecycle(file: FixableFile, block: Block, name: string): FixEdit {
  const { text } = file;
  const newline = lineEndingOf(text);
  const outer = indentationAt(text, block.range.start);
  const unit = indentationUnit(text, block.range.start, block.body.range.start);
  const lines = [`${unit}lifecycle {`, `${unit}${unit}ignore_changes = [${name}]`, `${unit}}`];
  const added = lines.map((line) => `${outer}${line}${newline}`).join('');
  return insertAsLastInBody(text, block, added, { unit, isSeparated: true });
}

/** Puts whole lines before the closing brace; a block written on one line is opened first. */
function insertAsLastInBody(
  text: string,
  block: Block,
  lines: string,
  layout: { readonly unit: string; readonly isSeparated: boolean },
): FixEdit {
  const { start, end } = block.body.range;
  const newline = lineEndingOf(text);
  const outer = indentationAt(text, block.range.start);
  const inside = text.slice(start, end);
  if (!inside.includes('\n')) {
    const content = inside.trim();
    const first = content === '' ? '' : `${outer}${layout.unit}${content}${newline}`;
    const gap = first !== '' && layout.isSeparated ? newline : '';
    return { range: { start, end }, newText: `${newline}${first}${gap}${lines}${outer}` };
  }
  const closingLine = /(\r?\n)[ \t]*$/.exec(inside);
  if (closingLine === null) {
    return { range: { start: end, end }, newText: `${newline}${lines}${outer}` };
  }
  const at = start + closingLine.index + (closingLine[1] ?? '').length;
  const isEmpty = inside.trim() === '';
  const endsBlank = /(?:\r?\n[ \t]*){2}$/.test(inside);
  const gap = layout.isSeparated && !isEmpty && !endsBlank ? newline : '';
  return { range: { start: at, end: at }, newText: `${gap}${lines}` };
}

/** In line with the arguments directly above, as `terraform fmt` aligns them; apart where that cannot be. */
function addList(file: FixableFile, lifecycle: Block, name: string): FixEdit {
  const { text } = file;
  const newline = lineEndingOf(text);
  const outer = indentationAt(text, lifecycle.range.start);
  const unit = indentationUnit(text, lifecycle.range.start, lifecycle.body.range.start);
  const last = [...lifecycle.body.attributes, ...lifecycle.body.blocks]
    .sort((a, b) => a.range.start - b.range.start)
    .at(-1);
  const equals = last !== undefined && 'value' in last ? alignedEquals(text, last) : undefined;
  const width = equals === undefined ? undefined : equals - outer.length - unit.length;
  const key = 'ignore_changes';
  const fits = width !== undefined && width > key.length;
  const line = `${outer}${unit}${fits ? key.padEnd(width) : `${key} `}= [${name}]${newline}`;
  return insertAsLastInBody(text, lifecycle, line, { unit, isSeparated: last !== undefined && !fits });
}

/** The column of the `=` of an argument written on one line. */
function alignedEquals(text: string, attribute: Attribute): number | undefined {
  const written = text.slice(attribute.range.start, attribute.range.end);
  if (written.includes('\n')) return undefined;
  const equals = text.indexOf('=', attribute.nameRange.end);
  return equals - (text.lastIndexOf('\n', equals) + 1);
}

function extendList(
  file: FixableFile,
  attribute: Attribute,
  list: TupleExpression,
  name: string,
): readonly FixEdit[] {
  const { text } = file;
  const isQuoted = list.elements.some((element) => element.kind === 'literal');
  const element = isQuoted ? `"${name}"` : name;
  const last = list.elements.at(-1);
  if (last === undefined) {
    const inside = text.slice(list.range.start + 1, list.range.end - 1);
    return inside.includes('\n')
      ? insertAsLine(text, attribute, list, element)
      : [{ range: { start: list.range.start + 1, end: list.range.end - 1 }, newText: element }];
  }
  const comma = findComma(text, last.range.end, list.range.end, file.syntax.comments);
  const addComma = comma === undefined ? [insertion(last.range.end, ',')] : [];
  if (!text.slice(last.range.end, list.range.end).includes('\n')) {
    if (comma === undefined) return [insertion(last.range.end, `, ${element}`)];
    return [insertion(comma + 1, ` ${element}`)];
  }
  const end = lineEnd(text, comma === undefined ? last.range.end : comma + 1);
  const indentation = indentationAt(text, last.range.start);
  return [...addComma, insertion(end, `${lineEndingOf(text)}${indentation}${element},`)];
}

/** The first element of a list that is open over several lines but has only comments in it. */
function insertAsLine(
  text: string,
  attribute: Attribute,
  list: TupleExpression,
  element: string,
): readonly FixEdit[] {
  const outer = indentationAt(text, attribute.range.start);
  const closing = text.lastIndexOf('\n', list.range.end - 1) + 1;
  return [insertion(closing, `${outer}  ${element},${lineEndingOf(text)}`)];
}

/** The comma behind an element, where there is one; commas in comments are none. */
function findComma(
  text: string,
  start: number,
  end: number,
  comments: readonly Comment[],
): number | undefined {
  for (let offset = start; offset < end; offset++) {
    const at = { start: offset, end: offset + 1 };
    if (text[offset] === ',' && !comments.some(({ range }) => containsRange(range, at))) return offset;
  }
  return undefined;
}

function insertion(offset: number, newText: string): FixEdit {
  return { range: { start: offset, end: offset }, newText };
}

function editJson(file: FixableFile, block: Block, name: string): readonly FixEdit[] | undefined {
  const path = jsonPathAt(file.text, block.body.range.start + 1);
  const lifecycle = valueAtJsonPath(file.text, [...path, 'lifecycle']);
  const inside = Array.isArray(lifecycle) ? [...path, 'lifecycle', 0] : [...path, 'lifecycle'];
  const list = valueAtJsonPath(file.text, [...inside, 'ignore_changes']);
  if (list === undefined) return jsonEdits(file.text, [...inside, 'ignore_changes'], [name]);
  if (!Array.isArray(list)) return undefined;
  return jsonEdits(file.text, [...inside, 'ignore_changes'], [...(list as unknown[]), name]);
}
