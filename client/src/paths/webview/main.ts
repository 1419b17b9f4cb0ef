/** The page in the panel: shows what the extension sends, and tells it what the user wants. */
import type { PageMessage, PathsView, ShowMessage, ViewNode } from '../view';
import { draw, nodeElement, textInset, type TextMeasure } from './drawing';
import { exportSvg } from './exportSvg';
import { layOut, type Picture } from './layout';
import { inOrder, isNavigationKey, neighbour } from './navigation';
import { showList } from './pathList';
import { Viewport, type ViewportState } from './viewport';

/** What the page remembers while it is hidden, and when the window is loaded again. */
interface PageState {
  readonly chosen: string;
  readonly selected: string;
  readonly viewport: ViewportState;
  readonly isListOpen: boolean;
}

declare function acquireVsCodeApi(): {
  getState(): PageState | undefined;
  setState(state: PageState): void;
  postMessage(message: PageMessage): void;
};

/** How far a picture is made smaller without being asked: beyond that it scrolls. */
const smallestReadable = 0.7;
const narrowest = 120;
const widest = 280;

const editor = acquireVsCodeApi();
const remembered = editor.getState();
const frame = find('picture', HTMLElement);
const choice = find('choice', HTMLSelectElement);
const list = find('list', HTMLDetailsElement);
const viewport = new Viewport(frame, remember);
let view: PathsView | undefined;
let picture: Picture | undefined;
let svg: SVGSVGElement | undefined;
let selected = remembered?.selected ?? '';

function find<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${id}.`);
  return element;
}

function show(next: PathsView): void {
  const isFirst = view === undefined;
  const isOther = view?.chosen !== next.chosen;
  const isKnown = isFirst && remembered !== undefined;
  view = next;
  showChoices(next);
  find('notice', HTMLElement).textContent = next.notice;
  const hadFocus = frame.contains(document.activeElement);
  const measure = textMeasure();
  picture = layOut(next.nodes, next.edges, nodeWidth(next.nodes, measure));
  svg = draw(picture, measure);
  frame.hidden = next.nodes.length === 0;
  list.hidden = next.nodes.length === 0;
  if (isKnown) viewport.show(svg, remembered.viewport);
  else viewport.show(svg);
  if (isOther && !isKnown) viewport.fit(smallestReadable);
  select(
    next.nodes.some(({ id }) => id === selected) ? selected : (inOrder(picture.nodes)[0]?.node.id ?? ''),
  );
  // One source of many arguments stands beside the middle of them, which may be screens away.
  const start = isOther && !isKnown ? nodeElement(svg, selected) : undefined;
  if (start !== undefined) viewport.bringIntoSight(start);
  if (hadFocus) nodeElement(svg, selected)?.focus({ preventScroll: true });
  showList(find('paths', HTMLElement), next, open);
  remember();
}

function showChoices({ choices, chosen }: PathsView): void {
  choice.replaceChildren(
    ...choices.map(({ value, name }) => new Option(name, value, false, value === chosen)),
  );
}

/** How wide a node has to be for the text in all of them, within reason. */
function nodeWidth(nodes: readonly ViewNode[], { width }: TextMeasure): number {
  const needed = nodes.map(({ label, detail }) => Math.max(width(label), width(detail)) + 2 * textInset);
  return Math.min(widest, Math.max(narrowest, ...needed.map(Math.ceil)));
}

/** Widths of text in the page's own letters. */
function textMeasure(): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const { fontFamily, fontSize } = getComputedStyle(document.body);
  if (context !== null) context.font = `${fontSize} ${fontFamily}`;
  return { width: (text) => context?.measureText(text).width ?? text.length * 8 };
}

/** Makes a node the one that the Tab key leads to. */
function select(id: string): void {
  nodeElement(svg, selected)?.setAttribute('tabindex', '-1');
  nodeElement(svg, selected)?.classList.remove('selected');
  selected = id;
  nodeElement(svg, selected)?.setAttribute('tabindex', '0');
  nodeElement(svg, selected)?.classList.add('selected');
  remember();
}

function open(id: string): void {
  editor.postMessage({ type: 'open', id });
}

function remember(): void {
  const chosen = view?.chosen ?? remembered?.chosen ?? '';
  editor.setState({ chosen, selected, viewport: viewport.state, isListOpen: list.open });
}

function nodeOf({ target }: Event): string | undefined {
  return target instanceof Element ? target.closest<SVGGElement>('g.node')?.dataset['id'] : undefined;
}

function key(event: KeyboardEvent): void {
  const id = nodeOf(event);
  if (id === undefined || picture === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter' || event.key === ' ') open(id);
  else if (event.key === '+') viewport.zoomIn();
  else if (event.key === '-') viewport.zoomOut();
  else if (event.key === '0') viewport.fit();
  else if (isNavigationKey(event.key)) {
    select(neighbour(picture, id, event.key));
    nodeElement(svg, selected)?.focus();
  } else return;
  event.preventDefault();
}

frame.addEventListener('keydown', key);
frame.addEventListener('focusin', (event) => {
  const id = nodeOf(event);
  if (id !== undefined && id !== selected) select(id);
});
frame.addEventListener('click', (event) => {
  const id = nodeOf(event);
  if (id === undefined) return;
  select(id);
  open(id);
});
find('zoom-in', HTMLElement).addEventListener('click', () => {
  viewport.zoomIn();
});
find('zoom-out', HTMLElement).addEventListener('click', () => {
  viewport.zoomOut();
});
find('fit', HTMLElement).addEventListener('click', () => {
  viewport.fit();
});
find('export', HTMLElement).addEventListener('click', () => {
  if (svg !== undefined) editor.postMessage({ type: 'save', svg: exportSvg(svg, document.title) });
});
choice.addEventListener('change', () => {
  editor.postMessage({ type: 'choose', value: choice.value });
});
list.open = remembered?.isListOpen ?? false;
list.addEventListener('toggle', remember);
window.addEventListener('message', ({ data }: MessageEvent<ShowMessage>) => {
  show(data.view);
});
editor.postMessage({ type: 'ready', chosen: remembered?.chosen });
