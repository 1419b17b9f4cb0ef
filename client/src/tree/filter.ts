/** Which findings the tree shows. Knows nothing of the editor. */
import type { Risk } from '../../../server/src/lsp/messages';
import { consequences, severities } from '../worst';

/** What is left out; what a later version adds is therefore shown. */
export interface RiskFilter {
  readonly hiddenSeverities: readonly Risk['severity'][];
  readonly hiddenConsequences: readonly Risk['consequence'][];
}

/** Lets everything through. */
export const noFilter: RiskFilter = { hiddenSeverities: [], hiddenConsequences: [] };

/** Whether the filter leaves anything out at all. */
export function isFiltering({ hiddenSeverities, hiddenConsequences }: RiskFilter): boolean {
  return hiddenSeverities.length + hiddenConsequences.length > 0;
}

/** The risks that the filter lets through, in their order. */
export function filterRisks(risks: readonly Risk[], filter: RiskFilter): readonly Risk[] {
  return risks.filter(
    ({ severity, consequence }) =>
      !filter.hiddenSeverities.includes(severity) && !filter.hiddenConsequences.includes(consequence),
  );
}

/** A filter from what was stored once, by this version or another; what makes no sense is left out. */
export function readFilter(stored: unknown): RiskFilter {
  const values = new Map<string, unknown>(
    typeof stored === 'object' && stored !== null ? Object.entries(stored) : [],
  );
  const known = <T extends string>(name: keyof RiskFilter, all: readonly T[]): readonly T[] => {
    const list: unknown = values.get(name);
    const there: readonly unknown[] = Array.isArray(list) ? list : [];
    return all.filter((one) => there.includes(one));
  };
  return {
    hiddenSeverities: known('hiddenSeverities', severities),
    hiddenConsequences: known('hiddenConsequences', consequences),
  };
}

/**
 * The filter that shows only what is chosen. Nothing chosen of a kind shows all of that kind: somebody who wants to
 * see nothing closes the view.
 */
export function filterShowing(
  shownSeverities: readonly Risk['severity'][],
  shownConsequences: readonly Risk['consequence'][],
): RiskFilter {
  const hidden = <T>(all: readonly T[], shown: readonly T[]): readonly T[] =>
    shown.length === 0 ? [] : all.filter((one) => !shown.includes(one));
  return {
    hiddenSeverities: hidden(severities, shownSeverities),
    hiddenConsequences: hidden(consequences, shownConsequences),
  };
}
