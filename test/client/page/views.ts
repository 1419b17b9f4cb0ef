import type { PathGraph } from '../../../client/src/paths/graph';
import type { PathsView, ViewNode } from '../../../client/src/paths/view';

/** The nodes of a graph with plain English words. */
export function viewNodes({ nodes }: PathGraph): readonly ViewNode[] {
  return nodes.map(({ id, kind, consequence, label, place }) => {
    const detail = `${kind} · main.tf:${String(place.range.start.line + 1)}`;
    return { id, kind, consequence, label, detail, spoken: `${label} ${detail}, and more` };
  });
}

/** Everything that the page shows of a graph. */
export function viewOf(graph: PathGraph, parts: Partial<PathsView> = {}): PathsView {
  return {
    choices: [
      { value: '', name: 'Whole workspace' },
      { value: 'file:///w/live', name: 'live' },
    ],
    chosen: '',
    nodes: viewNodes(graph),
    edges: graph.edges,
    paths: graph.paths.map(({ consequence, nodes }, index) => ({
      consequence,
      title: `Path ${String(index)}`,
      nodes,
    })),
    notice: `${String(graph.paths.length)} paths.`,
    ...parts,
  };
}
