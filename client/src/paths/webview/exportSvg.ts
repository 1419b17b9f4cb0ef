/** What the style sheet decides, and a picture on its own needs. */
const carried = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
] as const;

/** The picture as a file of its own: with the colours of the present theme, and without what only the panel needs. */
export function exportSvg(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll<SVGElement>('*')];
  const copies = [...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, original] of originals.entries()) dress(copies[index], getComputedStyle(original));
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('role', 'img');
  copy.setAttribute('aria-label', title);
  copy.removeAttribute('style');
  for (const ring of copy.querySelectorAll('.ring')) ring.remove();
  copy.prepend(background(width, height));
  for (const element of [copy, ...copies]) undress(element);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

function dress(element: SVGElement | undefined, style: CSSStyleDeclaration): void {
  for (const property of carried) {
    const value = style.getPropertyValue(property);
    if (value !== '' && value !== 'none 0px') element?.setAttribute(property, value);
  }
}

function undress(element: SVGElement): void {
  for (const name of ['class', 'tabindex', 'data-id']) element.removeAttribute(name);
  if (element.getAttribute('role') === 'button') element.setAttribute('role', 'img');
}

function background(width: number, height: number): SVGRectElement {
  const rectangle = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rectangle.setAttribute('width', String(width));
  rectangle.setAttribute('height', String(height));
  rectangle.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  return rectangle;
}
