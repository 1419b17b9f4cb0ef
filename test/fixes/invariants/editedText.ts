import { parse } from '@cdktf/hcl2json';
import type { TextRange } from '../../../server/src/base/textRange';
import { labelCounts } from '../../../server/src/modules/fileKinds';
import type { Body, Expression, SyntaxFile } from '../../../server/src/syntax/ast';
import { syntax } from '../../support/engine';
import type { AppliedFix, EditedFile } from './appliedFix';

/**
 * What a fix did to files that no fix may do, in sentences; none where all is well. `lost` are comments that go with
 * what they are about.
 */
export async function damageBy(
  { edited }: AppliedFix,
  lost: readonly string[] = [],
): Promise<readonly string[]> {
  const damage = edited.map((file) => {
    const others = edited.filter((other) => other !== file);
    const isMoved = (comment: string) => others.some(({ edits }) => isWritten(comment, edits));
    return damageTo(file, (comment) => lost.includes(comment) || isMoved(comment));
  });
  return (await Promise.all(damage)).flat();
}

async function damageTo(file: EditedFile, mayGo: (comment: string) => boolean): Promise<readonly string[]> {
  const before = await readSyntax(file.name, file.before);
  const after = await readSyntax(file.name, file.after);
  return [
    ...moreErrors(before, after),
    ...commentDamage(before, after, file, mayGo),
    ...lineDamage(file),
    ...strayPadding(before, file),
    ...(await otherBlocks(before, file)),
  ];
}

function isWritten(comment: string, edits: EditedFile['edits']): boolean {
  return edits.some(({ newText }) => newText.includes(comment));
}

async function readSyntax(name: string, text: string): Promise<SyntaxFile> {
  const reader = await syntax();
  return name.endsWith('.json') ? reader.readJson(text, labelCounts) : reader.readHcl(text);
}

function moreErrors(before: SyntaxFile, after: SyntaxFile): readonly string[] {
  return after.errors.length > before.errors.length
    ? after.errors.map(({ message }) => `a syntax error: ${message}`)
    : [];
}

/** All comments are still there, in their order, but for those behind a line that goes; a new one is in the edits. */
function commentDamage(
  before: SyntaxFile,
  after: SyntaxFile,
  file: EditedFile,
  mayGo: (comment: string) => boolean,
): readonly string[] {
  const { edits } = file;
  const kept = before.comments
    .filter(({ range, text }) => !goesWithItsLine(file, range) && !mayGo(text.trim()))
    .map(({ text }) => text.trim());
  const added: string[] = [];
  for (const { text } of after.comments) {
    if (text.trim() === kept[0]) kept.shift();
    else added.push(text.trim());
  }
  return [
    ...kept.slice(0, 1).map((text) => `a comment is gone, or in another place: ${text}`),
    ...added
      .filter((text) => !isWritten(text, edits) && !mayGo(text))
      .map((text) => `a comment from nowhere: ${text}`),
  ];
}

function goesWithItsLine({ before, edits }: EditedFile, comment: TextRange): boolean {
  const code = /[^\n]*$/.exec(before.slice(0, comment.start))?.[0].trimStart() ?? '';
  const start = comment.start - code.length;
  return code !== '' && edits.some(({ range }) => range.start <= start && comment.end <= range.end);
}

/** Line endings and the end of the file stay as they are. */
function lineDamage({ before, after }: EditedFile): readonly string[] {
  const endings = (text: string) => [...new Set(text.match(/\r?\n/g) ?? [])].join();
  const isSameEnd = /\s*$/.exec(after)?.[0] === /\s*$/.exec(before)?.[0];
  return [
    ...(before.includes('\n') && endings(after) !== endings(before) ? ['line endings changed'] : []),
    ...(isSameEnd ? [] : ['the end of the file changed']),
  ];
}

/**
 * Beside what a fix is about, it may change blanks that align: those before a `=` and before a comment, in the
 * unbroken run of lines around what it is about. Such edits that are anything else.
 */
function strayPadding(syntaxFile: SyntaxFile, { before, edits }: EditedFile): readonly string[] {
  const paddings = edits.filter((edit) => isPadding(before, edit));
  const own = edits.filter((edit) => !paddings.includes(edit));
  const keyEnds = new Set(syntaxFile.blocks.flatMap(({ body }) => keyEndsIn(body)));
  const commentStarts = new Set(syntaxFile.comments.map(({ range }) => range.start));
  return paddings
    .filter(({ range }) => {
      const isBeforeEquals = keyEnds.has(range.start) && /[=:]/.test(before[range.end] ?? '');
      const isAlignment = isBeforeEquals || commentStarts.has(range.end);
      return !isAlignment || !own.some((edit) => isOneRun(before, edit.range, range));
    })
    .map(({ range }) => `blanks changed at ${before.slice(range.start - 20, range.end + 20)}`);
}

function isPadding(text: string, edit: EditedFile['edits'][number]): boolean {
  return /^[ \t]*$/.test(text.slice(edit.range.start, edit.range.end) + edit.newText);
}

/** Whether no blank line parts two places. */
function isOneRun(text: string, a: TextRange, b: TextRange): boolean {
  const between = text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start));
  return !/\n[ \t\r]*\n/.test(between);
}

/** Where the names of arguments and of an object's members end. */
function keyEndsIn(body: Body): readonly number[] {
  return [
    ...body.attributes.flatMap(({ nameRange, value }) => [nameRange.end, ...memberEndsIn(value)]),
    ...body.blocks.flatMap((block) => keyEndsIn(block.body)),
  ];
}

function memberEndsIn(value: Expression): readonly number[] {
  if (value.kind === 'tuple') return value.elements.flatMap(memberEndsIn);
  if (value.kind !== 'object') return [];
  return value.items.flatMap((item) => [item.key.range.end, ...memberEndsIn(item.value)]);
}

/** Terraform reads every block in which nothing but alignment was edited as before. */
async function otherBlocks(syntaxFile: SyntaxFile, file: EditedFile): Promise<readonly string[]> {
  const before = await readValue(file.name, file.before);
  if (before instanceof Error) return [];
  const after = await readValue(file.name, file.after);
  if (after instanceof Error) return [`it does not parse: ${after.message}`];
  const own = file.edits.filter((edit) => !isPadding(file.before, edit));
  const touched = syntaxFile.blocks
    .filter(({ range }) => own.some((edit) => edit.range.start < range.end && range.start < edit.range.end))
    .map(addressOf);
  return syntaxFile.blocks
    .map(addressOf)
    .filter((address) => !touched.some((one) => one.join() === address.join()))
    .filter((address) => JSON.stringify(at(before, address)) !== JSON.stringify(at(after, address)))
    .map((address) => `${address.join('.')} is read in another way`);
}

function addressOf({ type, labels }: SyntaxFile['blocks'][number]): readonly string[] {
  return [type, ...labels];
}

/** The content of a file as Terraform's parser reads it. */
async function readValue(name: string, text: string): Promise<unknown> {
  try {
    return name.endsWith('.json') ? (JSON.parse(text) as unknown) : await parse(name, text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function at(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((element) => at(element, [name, ...rest]));
  return typeof value === 'object' && value !== null
    ? at((value as Record<string, unknown>)[name], rest)
    : undefined;
}
