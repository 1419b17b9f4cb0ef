/**
 * What we use of the layout library. Its own declarations import files without their endings, which the compiler does
 * not follow under Node's rules.
 */
declare module '@dagrejs/dagre' {
  interface Point {
    readonly x: number;
    readonly y: number;
  }

  interface Box {
    readonly width: number;
    readonly height: number;
  }

  export class Graph {
    setGraph(label: {
      readonly rankdir: 'LR';
      readonly nodesep: number;
      readonly ranksep: number;
      readonly marginx: number;
      readonly marginy: number;
    }): this;
    setNode(name: string, label: Box): this;
    setEdge(from: string, to: string, label: object): this;
    /** Width and height are there after `layout`. */
    graph(): Partial<Box>;
    /** With its middle after `layout`. */
    node(name: string): Point & Box;
    /** With its points after `layout`. */
    edge(from: string, to: string): { readonly points: readonly Point[] };
  }

  /** Gives nodes and edges their places. */
  export function layout(graph: Graph): void;
}
