import { baseName } from '../base/uri';
import { innerExpressions } from '../syntax/innerExpressions';
import { attributeNamed } from '../modules/bodyAccess';
import type { TextRange } from '../base/textRange';
import type { Body, Expression } from '../syntax/ast';
import { bodyEdit } from './edits/bodyEdits';
import { lineEnd, lineEndingOf, lineStart } from './edits/layout';
import type { FileEdits, FixableFile, FixContext, FixEdit } from './fix';
import type { Move } from './moveObstacles';

/** Names that no variable of a module may have. */
const reserved = ['source', 'version', 'providers', 'count', 'for_each', 'lifecycle', 'depends_on', 'locals'];

/** The file in which people look for variables. */
const variablesFile = 'variables.tf';

/** The edits that move it, in every file concerned; undefined where the call takes no further argument. */
export function moveEdits({ filesIn }: FixContext, move: Move): readonly FileEdits[] | undefined {
  const { declaration, call, evaluator, caller, from, to } = move;
  const { name, type } = declaration;
  const isFree = (one: string) =>
    !evaluator.module.variables.has(one) &&
    !reserved.includes(one) &&
    attributeNamed(call.block.body, one) === undefined;
  const variable = firstFree([name, `${name}_${type.slice(type.indexOf('_') + 1)}`], isFree);
  const newName = firstFree(
    [name, `${call.name}_${name}`],
    (one) => !caller.module.resources.has(`data.${type}.${one}`),
  );
  const passed = { name: variable, value: `data.${type}.${newName}` };
  const argument = bodyEdit(to.file, to.block, { remove: [], set: passed });
  if (argument === undefined) return undefined;
  const block = withComments(from.file, from.block.range);
  const home = filesIn(evaluator.module.directory).find(({ uri }) => baseName(uri) === variablesFile);
  const lines = [
    `variable "${variable}" {`,
    `  description = "${passed.value} of the calling module"`,
    '  type        = any',
    '}',
  ];
  const inPlace = home === undefined || home.uri === from.file.uri;
  const inModule = filesIn(evaluator.module.directory).map((file): FileEdits => ({
    uri: file.uri,
    edits: [
      ...(file.uri === from.file.uri ? [inPlace ? replaced(file, block, lines) : removed(file, block)] : []),
      ...(file === home && !inPlace ? [appended(file, lines)] : []),
      ...references(file, declaration.address, block, from.file.uri).map((range) => ({
        range,
        newText: `var.${variable}`,
      })),
    ].sort((a, b) => a.range.start - b.range.start),
  }));
  const moved = appended(to.file, movedText(move, block, newName).split(/\r?\n/));
  return [{ uri: to.file.uri, edits: [argument, moved] }, ...inModule].filter(
    ({ edits }) => edits.length > 0,
  );
}

function firstFree(wanted: readonly string[], isFree: (name: string) => boolean): string {
  const [first = '', last = first] = wanted;
  for (const name of wanted) if (isFree(name)) return name;
  let number = 2;
  while (!isFree(`${last}_${String(number)}`)) number++;
  return `${last}_${String(number)}`;
}

/** The block with the comments that stand directly above it. */
function withComments({ text, syntax }: FixableFile, { start, end }: TextRange): TextRange {
  let first = lineStart(text, start);
  while (first > 0) {
    const stop = lineEnd(text, first - 1);
    const above = syntax.comments.find(({ range }) => range.start < stop && range.end >= stop);
    const line = above && lineStart(text, above.range.start);
    if (line === undefined || text.slice(line, above?.range.start).trim() !== '') break;
    first = line;
  }
  return { start: first, end: lineEnd(text, end) };
}

function replaced({ text }: FixableFile, range: TextRange, lines: readonly string[]): FixEdit {
  return { range, newText: lines.join(lineEndingOf(text)) };
}

/** With the line, and the blank ones behind it, or before it at the end of the file. */
function removed({ text }: FixableFile, { start, end }: TextRange): FixEdit {
  const behind = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0] ?? '';
  const isLast = end + behind.length >= text.length;
  if (!isLast) return { range: { start, end: end + behind.length }, newText: '' };
  return { range: { start: text.slice(0, start).trimEnd().length, end }, newText: '' };
}

/** Below all that is in the file, set apart by a blank line. */
function appended({ text }: FixableFile, lines: readonly string[]): FixEdit {
  const end = text.trimEnd().length;
  const newline = lineEndingOf(text);
  return { range: { start: end, end }, newText: (end === 0 ? '' : newline + newline) + lines.join(newline) };
}

/** Where a file refers to the data source, apart from the block itself. */
function references(file: FixableFile, address: string, block: TextRange, uri: string): readonly TextRange[] {
  return file.syntax.blocks
    .flatMap(({ body }) => placesOf(body, address))
    .filter(({ start }) => file.uri !== uri || start < block.start || start >= block.end);
}

/** Every place in a body at which something is named by exactly this address. */
function placesOf(body: Body, address: string): readonly TextRange[] {
  return [
    ...body.attributes.flatMap(({ value }) => placesIn(value, address)),
    ...body.blocks.flatMap((inner) => placesOf(inner.body, address)),
  ];
}

function placesIn(expression: Expression, address: string): readonly TextRange[] {
  if (addressOf(expression) === address) return [expression.range];
  return innerExpressions(expression).flatMap((inner) => placesIn(inner, address));
}

function addressOf(expression: Expression): string | undefined {
  if (expression.kind === 'variable') return expression.name;
  const object = expression.kind === 'attribute' ? addressOf(expression.object) : undefined;
  return expression.kind === 'attribute' && object !== undefined ? `${object}.${expression.name}` : undefined;
}

/** The block as it is written in the calling module: with what the call gives in place of the module's variables. */
function movedText({ call, declaration, from, to }: Move, { start, end }: TextRange, name: string): string {
  const { text } = from.file;
  const label = text.lastIndexOf(declaration.name, from.block.headerRange.end - 1);
  const edits: FixEdit[] = [
    { range: { start: label, end: label + declaration.name.length }, newText: name },
    ...call.block.body.attributes.flatMap(({ name: variable, value }) =>
      placesOf(from.block.body, `var.${variable}`).map((range) => ({
        range,
        newText: copied(to.file, value),
      })),
    ),
  ];
  return edits
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (before, { range, newText }) =>
        before.slice(0, range.start - start) + newText + before.slice(range.end - start),
      text.slice(start, end),
    );
}

/** In brackets where what stands around it could take hold of a part of it. */
function copied({ text }: FixableFile, { kind, range }: Expression): string {
  const written = text.slice(range.start, range.end);
  return kind === 'conditional' || kind === 'operation' ? `(${written})` : written;
}
