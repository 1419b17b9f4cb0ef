import { say } from '../base/language';
import {
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
  type ParseErrorCode,
} from 'jsonc-parser';
import type { TextRange } from '../base/textRange';
import type { Attribute, Comment, Expression, Literal, SyntaxError, SyntaxFile, TopLevelBlock } from './ast';
import { relocate } from './relocate';

/** How a JSON file's structure is read: JSON itself does not say what is a label. */
export interface JsonDialect {
  /** How many labels a block of each type has; a top-level property of any other name is an argument. */
  readonly labelCounts: Readonly<Record<string, number>>;
  /** Reads a string's decoded text as a template; ranges count in that text. */
  readonly readTemplate: (text: string) => Expression;
}

/** Parses `.tf.json` (or `.tfvars.json`, with no label counts) into the same shapes as native syntax. */
export function readJson(text: string, dialect: JsonDialect): SyntaxFile {
  const parseErrors: ParseError[] = [];
  const root = parseTree(text, parseErrors, { disallowComments: true, allowEmptyContent: true });
  const errors: SyntaxError[] = parseErrors.map((error) => ({
    range: { start: error.offset, end: error.offset + Math.max(error.length, 1) },
    message: jsonProblem(error.error),
  }));
  const reader = new JsonReader(text, dialect);
  if (root !== undefined) reader.readRoot(root);
  return {
    language: 'json',
    blocks: reader.blocks.map((block) => ({ ...block, broken: errors.some((e) => touches(e, block)) })),
    attributes: reader.attributes,
    comments: reader.comments,
    errors,
  };
}

/** What the parser misses, in a sentence. */
function jsonProblem(code: ParseErrorCode): string {
  switch (printParseErrorCode(code)) {
    case 'PropertyNameExpected':
      return say`This is not valid JSON: a property name is missing.`;
    case 'ValueExpected':
      return say`This is not valid JSON: a value is missing.`;
    case 'ColonExpected':
      return say`This is not valid JSON: a colon is missing.`;
    case 'CommaExpected':
      return say`This is not valid JSON: a comma is missing.`;
    case 'CloseBraceExpected':
    case 'CloseBracketExpected':
      return say`This is not valid JSON: a closing bracket is missing.`;
    case 'UnexpectedEndOfString':
      return say`This is not valid JSON: a closing quote is missing.`;
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return say`This is not valid JSON: there are no comments in JSON.`;
    default:
      return say`This is not valid JSON.`;
  }
}

function touches(error: SyntaxError, block: TopLevelBlock): boolean {
  return error.range.start <= block.range.end && block.range.start <= error.range.end;
}

class JsonReader {
  readonly blocks: TopLevelBlock[] = [];
  readonly attributes: Attribute[] = [];
  readonly comments: Comment[] = [];

  constructor(
    private readonly text: string,
    private readonly dialect: JsonDialect,
  ) {}

  readRoot(root: Node): void {
    for (const object of objectsIn(root)) {
      for (const property of object.children ?? []) {
        const name = propertyName(property);
        const value = property.children?.[1];
        if (name === undefined || value === undefined) continue;
        const labelCount = this.dialect.labelCounts[name];
        if (name === '//') this.addComment(value);
        else if (labelCount === undefined) this.attributes.push(this.attribute(name, property, value));
        else this.readBlocks(name, [], labelCount, value, property);
      }
    }
  }

  private readBlocks(type: string, labels: string[], remaining: number, value: Node, header: Node): void {
    for (const object of objectsIn(value)) {
      if (remaining === 0) {
        this.blocks.push(this.block(type, labels, object, header));
        continue;
      }
      for (const property of object.children ?? []) {
        const name = propertyName(property);
        const inner = property.children?.[1];
        if (name === '//' && inner !== undefined) this.addComment(inner);
        else if (name !== undefined && inner !== undefined)
          this.readBlocks(type, [...labels, name], remaining - 1, inner, property);
      }
    }
  }

  private block(type: string, labels: readonly string[], object: Node, header: Node): TopLevelBlock {
    const attributes: Attribute[] = [];
    for (const property of object.children ?? []) {
      const name = propertyName(property);
      const value = property.children?.[1];
      if (name === undefined || value === undefined) continue;
      if (name === '//') this.addComment(value);
      else attributes.push(this.attribute(name, property, value));
    }
    return {
      type,
      labels,
      range: { start: header.offset, end: endOf(object) },
      headerRange: rangeOf(header.children?.[0] ?? header),
      body: { range: rangeOf(object), attributes, blocks: [] },
      broken: false,
    };
  }

  private attribute(name: string, property: Node, value: Node): Attribute {
    return {
      name,
      nameRange: rangeOf(property.children?.[0] ?? property),
      range: rangeOf(property),
      value: this.expression(value),
    };
  }

  private expression(node: Node): Expression {
    const range = rangeOf(node);
    switch (node.type) {
      case 'string':
        return this.stringExpression(node);
      case 'array':
        return { kind: 'tuple', range, elements: (node.children ?? []).map((n) => this.expression(n)) };
      case 'object': {
        const items = (node.children ?? []).flatMap((property) => {
          const [key, value] = property.children ?? [];
          if (key?.value === '//' && value !== undefined) this.addComment(value);
          if (key === undefined || value === undefined || key.value === '//') return [];
          return [{ key: this.expression(key), value: this.expression(value) }];
        });
        return { kind: 'object', range, items };
      }
      case 'number':
      case 'boolean':
      case 'null':
        return { kind: 'literal', range, value: node.value as Literal };
      default:
        return { kind: 'broken', range };
    }
  }

  /** A string is a template. Its ranges are moved from the decoded text to where the file writes it. */
  private stringExpression(node: Node): Expression {
    const decoded = node.value as string;
    const expression = this.dialect.readTemplate(decoded);
    const raw = this.text.slice(node.offset + 1, node.offset + node.length - 1);
    const offsets = raw === decoded ? undefined : escapedOffsets(raw);
    const toFile = (offset: number) => node.offset + 1 + (offsets?.[offset] ?? offset);
    const relocated = relocate(expression, toFile);
    return expression.kind === 'literal' ? { ...relocated, range: rangeOf(node) } : relocated;
  }

  private addComment(node: Node): void {
    if (typeof node.value !== 'string') return;
    this.comments.push({ range: rangeOf(node), text: node.value });
  }
}

/** For every UTF-16 offset in a decoded JSON string, and its end, the offset in the escaped text. */
function escapedOffsets(raw: string): readonly number[] {
  const offsets: number[] = [];
  for (let offset = 0; offset < raw.length; offset++) {
    offsets.push(offset);
    if (raw[offset] === '\\') offset += raw[offset + 1] === 'u' ? 5 : 1;
  }
  offsets.push(raw.length);
  return offsets;
}

/** Terraform accepts an object or a list of objects wherever blocks are expected. */
function objectsIn(node: Node): readonly Node[] {
  if (node.type === 'object') return [node];
  return node.type === 'array' ? (node.children ?? []).flatMap(objectsIn) : [];
}

function propertyName(property: Node): string | undefined {
  const name: unknown = property.children?.[0]?.value;
  return typeof name === 'string' ? name : undefined;
}

function rangeOf(node: Node): TextRange {
  return { start: node.offset, end: endOf(node) };
}

function endOf(node: Node): number {
  return node.offset + node.length;
}
