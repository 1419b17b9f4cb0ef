import type { Risk, RiskStep } from '../../../server/src/lsp/messages';

/**
 * The root module (URI) whose ways a person most likely wants to see who looks at this document: the one in its
 * directory, else the first that has a way through it; empty where that is none.
 */
export function rootOf(risks: readonly Risk[], document: string | undefined): string {
  if (document === undefined) return '';
  const directory = document.slice(0, document.lastIndexOf('/'));
  const around = risks.flatMap(({ roots }) => roots).find(({ uri }) => uri === directory);
  const through = risks.flatMap(({ place, ways }) =>
    ways.filter(({ path }) => place.uri === document || goesThrough(path, document)),
  );
  return around?.uri ?? through[0]?.root ?? '';
}

function goesThrough(path: readonly RiskStep[], document: string): boolean {
  return path.some(({ place }) => place.uri === document);
}
