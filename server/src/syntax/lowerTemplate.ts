import type { TextRange } from '../base/textRange';
import type { Expression } from './ast';
import { lowerExpression } from './lowerExpression';
import { childOfType, type SyntaxNode } from './nodeTree';
import { decodeQuoted, decodeTemplateMarkers } from './stringLiteral';

/** How the literal text between interpolations is decoded. */
type Decode = (raw: string) => string;

/** `"… ${…} …"`. A template that is nothing but one interpolation stands for that value, as in Terraform. */
export function lowerQuotedTemplate(node: SyntaxNode, text: string): Expression {
  const inside = { start: node.start + 1, end: node.end - 1 };
  return lowerTemplate(node, inside, node.children, text, decodeQuoted);
}

/** `<<EOT … EOT`. The indentation that `<<-` removes is left to the HCL JSON, which has the final text. */
export function lowerHeredoc(node: SyntaxNode, text: string): Expression {
  const marker = childOfType(node, 'heredoc_identifier');
  const closing = node.children.at(-1);
  const firstLine = text.indexOf('\n', marker?.end ?? node.start);
  if (marker === undefined || closing === undefined || firstLine < 0) return { kind: 'broken', range: node };
  const lastLine = text.lastIndexOf('\n', closing.start);
  const inside = { start: firstLine + 1, end: Math.max(lastLine, firstLine) + 1 };
  return lowerTemplate(node, inside, node.children, text, decodeTemplateMarkers);
}

/** The stretch `inside` of a heredoc, as a template of its own. */
export function lowerTemplateText(node: SyntaxNode, inside: TextRange, text: string): Expression {
  return lowerTemplate(inside, inside, node.children, text, decodeTemplateMarkers);
}

/**
 * A template's parts. The grammar drops white space around its literal nodes, so the literal text is what
 * lies between the interpolations and directives.
 */
function lowerTemplate(
  range: TextRange,
  inside: TextRange,
  nodes: readonly SyntaxNode[],
  text: string,
  decode: Decode,
): Expression {
  const parts = lowerParts(inside, nodes, text, decode);
  const [only] = parts;
  if (only === undefined) return { kind: 'literal', range, value: '' };
  if (parts.length === 1 && (only.kind === 'literal' || text[inside.start] === '$')) {
    return only.kind === 'literal' ? { ...only, range } : only;
  }
  return { kind: 'template', range, parts };
}

function lowerParts(
  inside: TextRange,
  nodes: readonly SyntaxNode[],
  text: string,
  decode: Decode,
): Expression[] {
  const parts: Expression[] = [];
  let position = inside.start;
  const addLiteral = (end: number) => {
    const kept = withoutStripped({ start: position, end }, text);
    if (kept !== '') {
      const range = { start: position, end };
      parts.push({ kind: 'literal', range, value: decode(kept) });
    }
  };
  for (const node of nodes) {
    if (node.type !== 'template_interpolation' && node.type !== 'template_directive') continue;
    addLiteral(node.start);
    parts.push(
      node.type === 'template_interpolation'
        ? lowerInterpolation(node, text)
        : lowerDirective(node, text, decode),
    );
    position = node.end;
  }
  addLiteral(inside.end);
  return parts;
}

/** Literal text without the white space that `~` in the sequence before or behind it takes away, line by line. */
function withoutStripped({ start, end }: TextRange, text: string): string {
  const isStrippedBefore = text.slice(start - 2, start) === '~}';
  const isStrippedBehind = /^[$%]\{~/.test(text.slice(end, end + 3));
  const written = text.slice(start, end);
  const beginning = isStrippedBefore ? written.replace(/^[^\S\n]*\n?/, '') : written;
  return isStrippedBehind ? beginning.replace(/[^\S\n]+$/, '') : beginning;
}

function lowerInterpolation(node: SyntaxNode, text: string): Expression {
  const expression = childOfType(node, 'expression');
  return expression === undefined ? { kind: 'broken', range: node } : lowerExpression(expression, text);
}

function lowerDirective(node: SyntaxNode, text: string, decode: Decode): Expression {
  const [directive] = node.children;
  if (directive?.type === 'template_if') return lowerTemplateIf(directive, text, decode);
  if (directive?.type === 'template_for') return lowerTemplateFor(directive, text, decode);
  return { kind: 'broken', range: node };
}

function lowerTemplateIf(node: SyntaxNode, text: string, decode: Decode): Expression {
  const intro = childOfType(node, 'template_if_intro');
  const otherwise = node.children.findIndex((child) => child.type === 'template_else_intro');
  const end = childOfType(node, 'template_if_end');
  const condition = intro && childOfType(intro, 'expression');
  if (intro === undefined || end === undefined || condition === undefined) {
    return { kind: 'broken', range: node };
  }
  const elseNode = otherwise < 0 ? undefined : node.children[otherwise];
  const before = otherwise < 0 ? node.children : node.children.slice(0, otherwise);
  const inTrue = { start: intro.end, end: elseNode?.start ?? end.start };
  const inFalse = elseNode && { start: elseNode.end, end: end.start };
  return {
    kind: 'conditional',
    range: node,
    condition: lowerExpression(condition, text),
    whenTrue: asTemplate(inTrue, lowerParts(inTrue, before, text, decode)),
    whenFalse:
      inFalse === undefined
        ? { kind: 'literal', range: end, value: '' }
        : asTemplate(inFalse, lowerParts(inFalse, node.children.slice(otherwise), text, decode)),
  };
}

function lowerTemplateFor(node: SyntaxNode, text: string, decode: Decode): Expression {
  const intro = childOfType(node, 'template_for_start');
  const end = childOfType(node, 'template_for_end');
  const collection = intro && childOfType(intro, 'expression');
  const names = intro?.children.filter((child) => child.type === 'identifier') ?? [];
  const last = names.at(-1);
  if (intro === undefined || end === undefined || collection === undefined || last === undefined) {
    return { kind: 'broken', range: node };
  }
  const inside = { start: intro.end, end: end.start };
  const [first] = names;
  return {
    kind: 'for',
    range: node,
    produces: 'string',
    keyName: names.length > 1 && first !== undefined ? text.slice(first.start, first.end) : undefined,
    valueName: text.slice(last.start, last.end),
    collection: lowerExpression(collection, text),
    key: undefined,
    value: asTemplate(inside, lowerParts(inside, node.children, text, decode)),
    condition: undefined,
    groups: false,
  };
}

function asTemplate(range: TextRange, parts: readonly Expression[]): Expression {
  return { kind: 'template', range, parts };
}
