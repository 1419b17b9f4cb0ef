import type { Picture, PlacedNode } from './layout';

/** Keys that go from node to node, as the browser names them. */
const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End'] as const;

export type NavigationKey = (typeof keys)[number];

/** Whether a key goes from node to node. */
export function isNavigationKey(key: string): key is NavigationKey {
  return keys.some((one) => one === key);
}

/**
 * The id of the node that `key` leads to from the node `id`: right and left along an edge, to the neighbour that is
 * nearest in height; down and up within a column. The same id where nothing is there.
 */
export function neighbour({ nodes, edges }: Picture, id: string, key: NavigationKey): string {
  const byHeight = [...nodes].sort((one, other) => one.y - other.y || one.x - other.x);
  if (key === 'Home') return inOrder(nodes)[0]?.node.id ?? id;
  if (key === 'End') return inOrder(nodes).at(-1)?.node.id ?? id;
  const here = nodes.find(({ node }) => node.id === id);
  if (here === undefined) return id;
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const column = byHeight.filter(({ x }) => x === here.x);
    const step = key === 'ArrowDown' ? 1 : -1;
    return column[column.indexOf(here) + step]?.node.id ?? id;
  }
  const connected = edges.flatMap(({ edge: { from, to } }) => {
    if (key === 'ArrowRight') return from === id ? [to] : [];
    return to === id ? [from] : [];
  });
  const near = nodes.filter(({ node }) => connected.includes(node.id));
  return nearest(near, here)?.node.id ?? id;
}

/** Column by column, each from top to bottom: the order in which people read the picture. */
export function inOrder(nodes: readonly PlacedNode[]): readonly PlacedNode[] {
  return [...nodes].sort((one, other) => one.x - other.x || one.y - other.y);
}

function nearest(nodes: readonly PlacedNode[], { y }: PlacedNode): PlacedNode | undefined {
  return [...nodes].sort((one, other) => Math.abs(one.y - y) - Math.abs(other.y - y))[0];
}
