import type { Attribute, Block, Body, Comment, TopLevelBlock } from './ast';
import { lowerExpression } from './lowerExpression';
import { childOfType, firstError, type SyntaxNode } from './nodeTree';
import { decodeQuoted } from './stringLiteral';

/** Makes a top-level block of a `block` node; `text` is the text its offsets count in. */
export function lowerTopLevelBlock(node: SyntaxNode, text: string): TopLevelBlock {
  return { ...lowerBlock(node, text), broken: firstError(node) !== undefined };
}

/** Makes an `Attribute` of an `attribute` node. */
export function lowerAttribute(node: SyntaxNode, text: string): Attribute {
  const name = childOfType(node, 'identifier') ?? node;
  const value = childOfType(node, 'expression');
  return {
    name: text.slice(name.start, name.end),
    nameRange: { start: name.start, end: name.end },
    range: { start: node.start, end: node.end },
    value: value === undefined ? { kind: 'broken', range: node } : lowerExpression(value, text),
  };
}

/** All comments below `node`, in text order. */
export function collectComments(node: SyntaxNode, text: string): Comment[] {
  const comments: Comment[] = [];
  const visit = (current: SyntaxNode) => {
    if (current.type === 'comment') {
      const range = { start: current.start, end: current.end };
      comments.push({ range, text: text.slice(range.start, range.end) });
    }
    current.children.forEach(visit);
  };
  visit(node);
  return comments;
}

function lowerBlock(node: SyntaxNode, text: string): Block {
  const header = node.children.filter((child) => child.type === 'identifier' || child.type === 'string_lit');
  const [type, ...labels] = header;
  const opening = childOfType(node, 'block_start');
  const closing = childOfType(node, 'block_end');
  const body = childOfType(node, 'body');
  const headerEnd = header.at(-1)?.end ?? node.start;
  const inside = { start: opening?.end ?? headerEnd, end: closing?.start ?? node.end };
  return {
    type: type === undefined ? '' : text.slice(type.start, type.end),
    labels: labels.map((label) => labelText(label, text)),
    range: { start: node.start, end: node.end },
    headerRange: { start: node.start, end: headerEnd },
    body: {
      range: inside,
      attributes: childrenOfType(body, 'attribute').map((child) => lowerAttribute(child, text)),
      blocks: childrenOfType(body, 'block').map((child) => lowerBlock(child, text)),
    } satisfies Body,
  };
}

function childrenOfType(node: SyntaxNode | undefined, type: string): readonly SyntaxNode[] {
  return node?.children.filter((child) => child.type === type) ?? [];
}

function labelText(node: SyntaxNode, text: string): string {
  const source = text.slice(node.start, node.end);
  return node.type === 'string_lit' ? decodeQuoted(source.slice(1, -1)) : source;
}
