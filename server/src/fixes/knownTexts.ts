import type { Value } from '../flow/value';

/** The texts in a list or set of which all is known and nothing drifts; undefined for anything else. */
export function knownTexts(value: Value): readonly string[] | undefined {
  if (value.kind !== 'tuple' || value.drifts.length > 0 || value.elements.length === 0) return undefined;
  const texts = value.elements.flatMap((element) =>
    element.kind === 'scalar' && typeof element.value === 'string' && element.drifts.length === 0
      ? [element.value]
      : [],
  );
  return texts.length === value.elements.length ? texts : undefined;
}
