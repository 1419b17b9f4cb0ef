import { say } from '../base/language';
import { Language, Parser } from 'web-tree-sitter';
import type { TextRange } from '../base/textRange';
import type { Attribute, Expression, SyntaxError, SyntaxFile, TopLevelBlock } from './ast';
import { readJson } from './jsonSyntax';
import { collectComments, lowerAttribute, lowerTopLevelBlock } from './lowerBody';
import { lowerTemplateText } from './lowerTemplate';
import { childOfType, copyTree, firstError, tooDeep, type SyntaxNode } from './nodeTree';
import { cutAtBlockHeaders } from './recover';
import { relocate } from './relocate';
import { decodeTemplateMarkers } from './stringLiteral';

/** The compiled code that parsing needs, read by whoever starts the process. */
export interface SyntaxAssets {
  /** `web-tree-sitter.wasm`. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-terraform.wasm`. */
  readonly grammar: Uint8Array;
  /** `@cdktf/hcl2json`'s `parse`: rejects with an `Error` whose message holds file, range and reason. */
  readonly hclToJson: (fileName: string, text: string) => Promise<unknown>;
}

/** Reads configuration text. Never throws, whatever the text. */
export interface SyntaxReader {
  /** Parses native syntax (`.tf`, `.tofu`, `.tfvars`). */
  readHcl(text: string): SyntaxFile;
  /** Parses JSON syntax; `labelCounts` says how many labels a block of each type has. */
  readJson(text: string, labelCounts: Readonly<Record<string, number>>): SyntaxFile;
  /** For hclJson.ts, which caches its results. */
  readonly hclToJson: SyntaxAssets['hclToJson'];
}

/** Loads the parser; rejects where the compiled code does not fit. The only user of the parser library. */
export async function createSyntaxReader(assets: SyntaxAssets): Promise<SyntaxReader> {
  // With a name for the file that it does not read, it does not ask where its own code lies: a worker cannot tell.
  await Parser.init({ wasmBinary: assets.runtime, locateFile: (name: string) => name });
  const language = await Language.load(assets.grammar);
  const parser = new Parser();
  parser.setLanguage(language);

  const parse = (text: string, shift: number): SyntaxNode => {
    const tree = parser.parse(withoutExponents(text));
    if (tree === null) throw new Error('The parser has no language.');
    try {
      return copyTree(tree, shift);
    } finally {
      tree.delete();
    }
  };
  const readTemplate = (text: string) => readTemplateText(text, parse);
  return {
    readHcl: (text) => readHcl(text, parse),
    readJson: (text, labelCounts) => readJson(text, { labelCounts, readTemplate }),
    hclToJson: assets.hclToJson,
  };
}

/**
 * The grammar does not know exponents without a decimal point (`1e3`). It is shown digits instead, as many as
 * there are characters; what a number is worth is read from the real text.
 */
function withoutExponents(text: string): string {
  return text.replace(/(?<![\w.])\d+[eE][+-]?\d+(?!\w)/g, (written) => '1'.repeat(written.length));
}

type Parse = (text: string, shift: number) => SyntaxNode;

function readHcl(text: string, parse: Parse): SyntaxFile {
  const whole = parse(text, 0);
  const isSound = firstError(whole) === undefined && !topLevelNodes(whole).some(spansLinesInHeader(text));
  const roots = isSound
    ? [whole]
    : cutAtBlockHeaders(text).map((piece) => parse(text.slice(piece.start, piece.end), piece.start));
  const blocks: TopLevelBlock[] = [];
  const attributes: Attribute[] = [];
  const errors: SyntaxError[] = [];
  for (const root of roots) {
    const error = firstError(root);
    if (error !== undefined) errors.push(describeError(error, root, text));
    for (const node of topLevelNodes(root)) {
      if (node.type === 'block') blocks.push(lowerTopLevelBlock(node, text));
      else if (node.type === 'attribute') attributes.push(lowerAttribute(node, text));
    }
  }
  return {
    language: 'hcl',
    blocks,
    attributes,
    comments: roots.flatMap((root) => collectComments(root, text)),
    errors,
  };
}

const templatePrefix = '_ = <<__HOLDFAST__\n';
const templateSuffix = '\n__HOLDFAST__\n';

/**
 * Reads `text` as Terraform reads a JSON string: a template in which quotes and backslashes are ordinary
 * characters. A heredoc has the same rules, so the grammar is shown one.
 */
function readTemplateText(text: string, parse: Parse): Expression {
  const range = { start: 0, end: text.length };
  if (!/[$%]\{/.test(text)) return { kind: 'literal', range, value: decodeTemplateMarkers(text) };
  const wrapped = templatePrefix + text + templateSuffix;
  const root = parse(wrapped, 0);
  const heredoc = firstError(root) === undefined ? findHeredoc(root) : undefined;
  if (heredoc === undefined) return { kind: 'broken', range };
  const inside = { start: templatePrefix.length, end: templatePrefix.length + text.length };
  return relocate(lowerTemplateText(heredoc, inside, wrapped), (offset) =>
    Math.max(0, Math.min(offset - templatePrefix.length, text.length)),
  );
}

function findHeredoc(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'heredoc_template') return node;
  for (const child of node.children) {
    const found = findHeredoc(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What stands at the top level, with or without the `body` node that holds it in a sound file. */
function topLevelNodes(root: SyntaxNode): readonly SyntaxNode[] {
  return root.children.flatMap((child) => (child.type === 'body' ? child.children : [child]));
}

/** Whether a block's words do not stand on one line: the grammar takes a half-typed header and the next for one. */
function spansLinesInHeader(text: string): (node: SyntaxNode) => boolean {
  return (node) => {
    const opening = node.type === 'block' ? childOfType(node, 'block_start') : undefined;
    return opening !== undefined && text.slice(node.start, opening.start).includes('\n');
  };
}

/** The place of an error within its own piece of the text, and what stands there. */
function describeError(error: SyntaxNode, piece: TextRange, text: string): SyntaxError {
  const pieceEnd = piece.start + text.slice(piece.start, piece.end).trimEnd().length;
  const start = Math.max(piece.start, Math.min(error.start, pieceEnd - 1));
  const end = Math.max(start, Math.min(Math.max(error.end, start + 1), pieceEnd));
  const written = text.slice(start, end).split('\n', 1)[0]?.trim().slice(0, 40) ?? '';
  if (error.type === tooDeep)
    return { range: { start, end }, message: say`This is nested too deeply to be read.` };
  const isMissing = error.missing || error.start >= pieceEnd || written === '';
  const isOfBlock = error.start <= piece.start || (isMissing && end === pieceEnd);
  if (isOfBlock && blockHeader.test(text.slice(piece.start, pieceEnd))) {
    return { range: headerLine(piece.start, text), message: say`Something is missing in this block.` };
  }
  const message = isMissing
    ? say`Something is missing here.`
    : say`This is not valid Terraform syntax: “${written}”.`;
  return { range: { start, end }, message };
}

const blockHeader = /^[A-Za-z_][^\n]*\{[ \t\r]*\n/;

/** What is missing at a block's end was forgotten somewhere inside: then its first line is the place. */
function headerLine(start: number, text: string): TextRange {
  const line = text.slice(start).split('\n', 1)[0] ?? '';
  return { start, end: start + line.trimEnd().length };
}
