import type { PathsView, ViewNode } from '../view';

/** Shows the ways as a list in `target`; `open` is told which place somebody wants to go to. */
export function showList(target: HTMLElement, { paths, nodes }: PathsView, open: (id: string) => void): void {
  const known = new Map(nodes.map((node) => [node.id, node]));
  target.replaceChildren(
    ...paths.map(({ title, nodes: ids }) => {
      const item = document.createElement('li');
      const steps = document.createElement('ol');
      steps.append(...ids.flatMap((id) => known.get(id) ?? []).map((node) => stepItem(node, open)));
      item.append(title, steps);
      return item;
    }),
  );
}

function stepItem({ id, label, detail }: ViewNode, open: (id: string) => void): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('button');
  link.type = 'button';
  link.className = 'link';
  link.textContent = label;
  link.addEventListener('click', () => {
    open(id);
  });
  item.append(link, ` ${detail}`);
  return item;
}
