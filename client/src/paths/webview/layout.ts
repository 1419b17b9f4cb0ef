/** Where everything in the picture is. */
import { Graph, layout } from '@dagrejs/dagre';
import type { PathEdge } from '../graph';
import type { ViewNode } from '../view';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node with its box; `x` and `y` are the middle. */
export interface PlacedNode extends Point {
  readonly node: ViewNode;
  readonly width: number;
  readonly height: number;
}

/** An edge with the points that its line goes through. */
export interface PlacedEdge {
  readonly edge: PathEdge;
  readonly points: readonly Point[];
}

/** The whole picture, from left to right, in pixels. */
export interface Picture {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** How high a node is: two lines of text. */
export const nodeHeight = 44;

/** Free space around the picture. */
const margin = 16;

/** Lays a graph out in columns, sources on the left. All nodes are of one width: lines then never cross a neighbour. */
export function layOut(nodes: readonly ViewNode[], edges: readonly PathEdge[], nodeWidth: number): Picture {
  if (nodes.length === 0) return { nodes: [], edges: [], width: 0, height: 0 };
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 44, marginx: margin, marginy: margin });
  for (const node of nodes) graph.setNode(node.id, { width: nodeWidth, height: nodeHeight });
  for (const { from, to } of edges) graph.setEdge(from, to, {});
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    nodes: nodes.map((node) => {
      const { x, y, width: own, height: high } = graph.node(node.id);
      return { node, x, y, width: own, height: high };
    }),
    edges: edges.map((edge) => ({ edge, points: line(edge, graph) })),
    width,
    height,
  };
}

/** From the right side of one node to the left side of the other, around what lies between them. */
function line({ from, to }: PathEdge, graph: Graph): readonly Point[] {
  const start = graph.node(from);
  const end = graph.node(to);
  // The first and the last lie on the boxes; a single one between them is where a text would be.
  const between = graph.edge(from, to).points.slice(1, -1);
  return [
    { x: start.x + start.width / 2, y: start.y },
    ...(between.length > 1 ? between : []),
    { x: end.x - end.width / 2, y: end.y },
  ];
}
