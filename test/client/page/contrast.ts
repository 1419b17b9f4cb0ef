import type { Page } from 'playwright-core';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** Pairs of colours as the browser names them: what is drawn, and what it is drawn on. */
interface Pairs {
  readonly background: string;
  readonly text: readonly (readonly [front: string, back: string])[];
  readonly lines: readonly (readonly [front: string, back: string])[];
}

/** The least contrasts in the picture, as WCAG 2 computes them: axe does not look into SVG. */
export async function leastContrasts(page: Page): Promise<{ readonly text: number; readonly lines: number }> {
  const { background, text, lines } = await page.evaluate(pairs);
  const least = (all: Pairs['text']): number =>
    Math.min(...all.map(([front, back]) => contrast(front, back, background)));
  return { text: least(text), lines: least(lines) };
}

/** Runs in the page. */
function pairs(): Pairs {
  const background = getComputedStyle(document.body).backgroundColor;
  const styles = (selector: string): CSSStyleDeclaration[] =>
    [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element));
  const box = styles('.box')[0]?.fill ?? '';
  return {
    background,
    text: styles('.label, .detail').map(({ fill }) => [fill, box]),
    lines: [
      ...styles('.box').flatMap(({ stroke, fill }) => [
        [stroke, fill] as const,
        [stroke, background] as const,
      ]),
      ...styles('.edge').map(({ stroke }) => [stroke, background] as const),
      ...styles('.mark').map(({ fill }) => [fill, box] as const),
      ...styles('.legend li').map(({ borderLeftColor }) => [borderLeftColor, background] as const),
    ],
  };
}

function contrast(front: string, back: string, background: string): number {
  const below = over(read(back), read(background));
  const [one, other] = [luminance(over(read(front), below)), luminance(below)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function read(colour: string): Colour {
  const [red = NaN, green = NaN, blue = NaN, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function over([red, green, blue, alpha]: Colour, [r, g, b]: Colour): Colour {
  const mix = (front: number, back: number): number => front * alpha + back * (1 - alpha);
  return [mix(red, r), mix(green, g), mix(blue, b), 1];
}

function luminance([red, green, blue]: Colour): number {
  const linear = (channel: number): number => {
    const part = channel / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
