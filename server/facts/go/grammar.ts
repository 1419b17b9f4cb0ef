/** The only place that knows tree-sitter. Trees are handed to a callback and freed when it returns. */
import { Language, Parser, type Node } from 'web-tree-sitter';

/** Parses Go source text. */
export interface GoParser {
  /**
   * Parses `text` and gives `use` the root node, which is valid during that call only.
   * @throws Error when the parser gives no tree.
   */
  read<T>(text: string, use: (root: Node) => T): T;
}

/**
 * Loads the Go grammar that the `tree-sitter-go` package ships.
 * @throws Error when the grammar cannot be found or loaded.
 */
export async function loadGoParser(): Promise<GoParser> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-go/tree-sitter-go.wasm')));
  return {
    read(text, use) {
      const tree = parser.parse(text);
      if (!tree) throw new Error('The Go parser gave no tree.');
      try {
        return use(tree.rootNode);
      } finally {
        tree.delete();
      }
    },
  };
}

/** A node's named children without comments. */
export function partsOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

/** The nodes that a field holds, comments and punctuation left out. */
export function fieldParts(node: Node, field: string): Node[] {
  return node.childrenForFieldName(field).filter((child) => child.isNamed && child.type !== 'comment');
}
