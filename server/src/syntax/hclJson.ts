import { say } from '../base/language';
import type { TextRange } from '../base/textRange';
import type { Attribute, Block, Body, Expression, Literal, SyntaxError, TopLevelBlock } from './ast';
import type { SyntaxReader } from './parser';

/** A block's content as Terraform's own parser reads it, or why it rejects the block. */
export type Conversion =
  | { readonly content: Readonly<Record<string, unknown>> }
  | { readonly rejection: { readonly line: number; readonly column: number; readonly message: string } };

/** How many converted block texts are kept; the oldest are forgotten first. */
const cacheSize = 20_000;

/**
 * Converts blocks to HCL JSON one by one: a broken block fails alone, and an edit converts one block again.
 * Conversions are kept by the block's text, wherever it stands.
 */
export class HclJsonReader {
  private readonly conversions = new Map<string, Promise<Conversion>>();

  constructor(private readonly reader: Pick<SyntaxReader, 'hclToJson'>) {}

  /** The content of a native-syntax block whose text is `text`. Never rejects. */
  convert(text: string): Promise<Conversion> {
    const known = this.conversions.get(text);
    if (known !== undefined) return known;
    const conversion = this.reader.hclToJson('block.tf', text).then(
      (json): Conversion => ({ content: json as Readonly<Record<string, unknown>> }),
      (error: unknown): Conversion => ({ rejection: parseRejection(String(error)) }),
    );
    this.conversions.set(text, conversion);
    if (this.conversions.size > cacheSize) {
      const oldest = this.conversions.keys().next();
      if (oldest.done !== true) this.conversions.delete(oldest.value);
    }
    return conversion;
  }
}

/**
 * Joins the two readings of one block by address: literal values come from the HCL JSON (escapes, heredoc
 * indentation and numbers as Terraform sees them), everything else and all positions from the syntax tree.
 */
export function joinContent(block: TopLevelBlock, content: Readonly<Record<string, unknown>>): TopLevelBlock {
  let json: unknown = content[block.type];
  for (const label of block.labels) json = isRecord(json) ? json[label] : undefined;
  const [body] = asList(json);
  return isRecord(body) ? { ...block, body: joinBody(block.body, body) } : block;
}

/** Where in the file a rejection points, for a block that starts at `start` with the text `text`. */
export function rejectionError(
  rejection: { readonly line: number; readonly column: number; readonly message: string },
  block: TextRange,
  text: string,
): SyntaxError {
  const lines = text.slice(block.start, block.end).split('\n');
  const before = lines.slice(0, rejection.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const start = Math.min(block.start + before + rejection.column - 1, block.end);
  return {
    range: { start, end: Math.min(start + 1, block.end) },
    message: say`Terraform rejects this: ${rejection.message}`,
  };
}

function joinBody(body: Body, json: Readonly<Record<string, unknown>>): Body {
  const ordinals = new Map<string, number>();
  return {
    ...body,
    attributes: body.attributes.map((attribute) => joinAttribute(attribute, json[attribute.name])),
    blocks: body.blocks.map((block) => {
      const address = JSON.stringify([block.type, ...block.labels]);
      const ordinal = ordinals.get(address) ?? 0;
      ordinals.set(address, ordinal + 1);
      return joinBlock(block, json, ordinal);
    }),
  };
}

function joinBlock(block: Block, parent: Readonly<Record<string, unknown>>, ordinal: number): Block {
  let json: unknown = parent[block.type];
  for (const label of block.labels) json = isRecord(json) ? json[label] : undefined;
  const body = asList(json)[ordinal];
  return isRecord(body) ? { ...block, body: joinBody(block.body, body) } : block;
}

function joinAttribute(attribute: Attribute, json: unknown): Attribute {
  return { ...attribute, value: joinExpression(attribute.value, json) };
}

function joinExpression(expression: Expression, json: unknown): Expression {
  if (expression.kind === 'tuple' && Array.isArray(json)) {
    const elements = expression.elements.map((element, index) => joinExpression(element, json[index]));
    return { ...expression, elements };
  }
  if (expression.kind === 'object' && isRecord(json)) {
    const items = expression.items.map((item) => {
      const name = item.key.kind === 'literal' ? String(item.key.value) : undefined;
      return name === undefined ? item : { ...item, value: joinExpression(item.value, json[name]) };
    });
    return { ...expression, items };
  }
  const isText = expression.kind === 'literal' && typeof expression.value === 'string';
  return isText && typeof json === 'string' ? { ...expression, value: decodeJsonText(json) } : expression;
}

/** hcl2json keeps the doubled template markers in literal strings. */
function decodeJsonText(text: string): Literal {
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

function asList(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [json];
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The first range and sentence of `parse config: [block.tf:2,7-3,1: Summary; Detail.]`. */
function parseRejection(text: string): { line: number; column: number; message: string } {
  const match = /block\.tf:(\d+),(\d+)-[^:]*: (.*?)(?:, and \d+ other|\]$|\n|$)/s.exec(text);
  if (match === null) return { line: 1, column: 1, message: text };
  return {
    line: Number(match[1]),
    column: Number(match[2]),
    // The text had no name of its own, and began at the block: places in it would mislead.
    message: (match[3] ?? text).replace('; ', ': ').replaceAll(/ at block\.tf:[\d,-]+/g, ''),
  };
}
