import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { TextRange } from '../base/textRange';

/** A syntax node copied out of the parser's memory: plain values, cheap to walk again. */
export interface SyntaxNode extends TextRange {
  readonly type: string;
  /** Anonymous nodes are keywords and punctuation: their type is their text. */
  readonly named: boolean;
  /** Whether the parser invented this node to go on (its text is empty). */
  readonly missing: boolean;
  readonly children: readonly SyntaxNode[];
}

/**
 * Copies a parsed tree with one cursor walk, shifting every offset by `shift` UTF-16 units. A cursor is
 * several times faster than asking node objects for their children, and lets the caller free the tree.
 */
export function copyTree(tree: Tree, shift: number): SyntaxNode {
  const cursor = tree.walk();
  try {
    return copyNode(cursor, shift, 0);
  } finally {
    cursor.delete();
  }
}

/**
 * Trees deeper than this are cut, and count as broken where they are: a few hundred brackets inside each
 * other. Everything that walks trees may then do so by recursion.
 */
const deepestNode = 1000;

/** The type of a node that stands for a cut part of the tree. */
export const tooDeep = 'TOO_DEEP';

function copyNode(cursor: TreeCursor, shift: number, depth: number): SyntaxNode {
  const isTooDeep = depth === deepestNode;
  const children: SyntaxNode[] = [];
  const node = {
    type: isTooDeep ? tooDeep : cursor.nodeType,
    named: cursor.nodeIsNamed,
    missing: cursor.nodeIsMissing,
    start: cursor.startIndex + shift,
    end: cursor.endIndex + shift,
    children,
  };
  if (!isTooDeep && cursor.gotoFirstChild()) {
    do children.push(copyNode(cursor, shift, depth + 1));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

/** The first child of this type, where there is one. */
export function childOfType(node: SyntaxNode, type: string): SyntaxNode | undefined {
  return node.children.find((child) => child.type === type);
}

/** The children without comments, which the grammar allows between any two tokens. */
export function significantChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.some((child) => child.type === 'comment')
    ? node.children.filter((child) => child.type !== 'comment')
    : node.children;
}

/** The first error or invented node below `node`, in text order; undefined where its syntax is sound. */
export function firstError(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'ERROR' || node.type === tooDeep || node.missing) return node;
  for (const child of node.children) {
    const error = firstError(child);
    if (error !== undefined) return error;
  }
  return undefined;
}
