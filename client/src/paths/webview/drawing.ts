import type { Picture, PlacedEdge, PlacedNode, Point } from './layout';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Measures and shortens text as it will be drawn. */
export interface TextMeasure {
  /** In pixels. */
  readonly width: (text: string) => number;
}

/** Space between a node's edge and its text, the coloured mark included. */
export const textInset = 14;

/** Draws a picture. Colours and lines come from the style sheet; names of classes say what is what. */
export function draw(picture: Picture, measure: TextMeasure): SVGSVGElement {
  const { width, height } = picture;
  const svg = create('svg', { viewBox: `0 0 ${String(width)} ${String(height)}`, class: 'paths' });
  svg.append(arrowHeads(), ...picture.edges.map(drawEdge));
  svg.append(...picture.nodes.map((placed) => drawNode(placed, measure)));
  return svg;
}

/** The element that shows a node, if the picture has it. */
export function nodeElement(svg: SVGSVGElement | undefined, id: string): SVGGElement | undefined {
  return [...(svg?.querySelectorAll<SVGGElement>('g.node') ?? [])].find((one) => one.dataset['id'] === id);
}

/** One for each colour: what marks a line's end does not take its colour by itself. */
function arrowHeads(): SVGElement {
  const heads = ['data-loss', 'rebuild', 'routine'].map((consequence) => {
    const head = create('marker', {
      id: `arrow-${consequence}`,
      viewBox: '0 0 8 8',
      refX: '7',
      refY: '4',
      markerWidth: '8',
      markerHeight: '8',
      markerUnits: 'userSpaceOnUse',
      orient: 'auto',
    });
    head.append(create('path', { d: 'M0 0L8 4L0 8z', class: `head ${consequence}` }));
    return head;
  });
  const definitions = create('defs', {});
  definitions.append(...heads);
  return definitions;
}

function drawEdge({ edge, points }: PlacedEdge): SVGElement {
  return create('path', {
    d: curve(points),
    class: `edge ${edge.consequence}`,
    'marker-end': `url(#arrow-${edge.consequence})`,
  });
}

/** A smooth line through the points, level at each. */
function curve(points: readonly Point[]): string {
  const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1];
      if (before === undefined) return `M${at(x, y)}`;
      const bend = Math.max(Math.abs(x - before.x) / 2, 20);
      return `C${at(before.x + bend, before.y)} ${at(x - bend, y)} ${at(x, y)}`;
    })
    .join('');
}

function drawNode({ node, x, y, width, height }: PlacedNode, measure: TextMeasure): SVGElement {
  const left = x - width / 2;
  const top = y - height / 2;
  const group = create('g', {
    class: `node ${node.kind} ${node.consequence}`,
    role: 'button',
    tabindex: '-1',
    'aria-label': node.spoken,
    'data-id': node.id,
    transform: `translate(${left.toFixed(1)} ${top.toFixed(1)})`,
  });
  const size = { width: String(width), height: String(height) };
  const round = node.kind === 'source' ? String(height / 2) : '4';
  const ring = { x: '-4', y: '-4', width: String(width + 8), height: String(height + 8), rx: '7' };
  const room = width - 2 * textInset;
  group.append(
    create('rect', { ...ring, class: 'ring' }),
    create('rect', { ...size, rx: round, class: 'box' }),
    ...(node.kind === 'sink' ? [create('rect', { width: '5', height: String(height), class: 'mark' })] : []),
    text(shortened(node.label, room, measure), 18, 'label'),
    // Not drawn, but two words for those who read them.
    ' ',
    text(shortened(node.detail, room, measure), 35, 'detail'),
  );
  return withTooltip(group, node.spoken);
}

function text(content: string, y: number, name: string): SVGElement {
  const element = create('text', { x: String(textInset), y: String(y), class: name });
  element.textContent = content;
  return element;
}

/** The mouse shows the words; around the node and not in it, where they would be part of what it says. */
function withTooltip(node: SVGElement, words: string): SVGElement {
  const title = create('title', {});
  title.textContent = words;
  const around = create('g', { role: 'presentation' });
  around.append(title, node);
  return around;
}

/** The text, with its middle left out where there is too little room: addresses differ at both ends. */
export function shortened(content: string, room: number, { width }: TextMeasure): string {
  if (width(content) <= room) return content;
  for (let kept = content.length - 1; kept > 2; kept--) {
    const short = `${content.slice(0, Math.ceil(kept / 2))}…${content.slice(content.length - Math.floor(kept / 2))}`;
    if (width(short) <= room) return short;
  }
  return '…';
}

function create<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
