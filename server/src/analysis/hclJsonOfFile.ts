/** A file as HCL JSON, for people who want to see what was read. */
import { say } from '../base/language';
import type { TextRange } from '../base/textRange';
import { rejectionError, type HclJsonReader } from '../syntax/hclJson';
import type { SourceFile } from './sourceFiles';

/** What stands at a place of the file and could not be read. */
interface Unread {
  readonly range: TextRange;
  readonly message: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The HCL JSON that Terraform's own parser makes of a file's blocks and arguments, joined into one document. What
 * could not be read is left out, and named with its line in comments in front. A JSON file is what it is.
 */
export async function hclJsonOfFile(file: SourceFile, hclJson: HclJsonReader): Promise<string> {
  if (file.syntax.language === 'json') return file.text;
  const { blocks, attributes, errors } = file.syntax;
  const readable = [...blocks.filter(({ broken }) => !broken), ...attributes];
  const parts = await Promise.all(readable.map(({ range }) => read(file, range, hclJson)));
  const unread = [...errors, ...parts.flatMap((part) => ('message' in part ? [part] : []))];
  const content = parts.reduce<Json>((all, part) => ('message' in part ? all : merge(all, part.content)), {});
  const comments = unread.map(({ range, message }) => {
    const { line, character } = file.lines.positionAt(range.start);
    const words = message.replace(/\s+/g, ' ');
    const place = `${file.name}:${String(line + 1)}:${String(character + 1)}`;
    return `// ${say`${place}: not read: ${words}`}\n`;
  });
  return `${comments.join('')}${JSON.stringify(content, undefined, 2)}\n`;
}

async function read(
  file: SourceFile,
  range: TextRange,
  hclJson: HclJsonReader,
): Promise<Unread | { readonly content: Json }> {
  const conversion = await hclJson.convert(file.text.slice(range.start, range.end));
  return 'content' in conversion ? conversion : rejectionError(conversion.rejection, range, file.text);
}

/** Blocks of one address follow each other in a list, as where the parser reads the file as a whole. */
function merge(one: Json, other: Json): Json {
  const merged = new Map(Object.entries(one));
  for (const [key, value] of Object.entries(other)) merged.set(key, mergeValues(merged.get(key), value));
  return Object.fromEntries(merged);
}

function mergeValues(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return [...(one as unknown[]), ...(other as unknown[])];
  return isObject(one) && isObject(other) ? merge(one, other) : other;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
