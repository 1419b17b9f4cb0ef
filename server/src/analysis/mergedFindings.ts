import type { Hazard } from '../rules/hazard';
import type { Finding } from './finding';

/** A finding with what it was made of, for its fixes. */
export interface FoundHazard {
  readonly finding: Finding;
  readonly hazard: Hazard;
  /** All that the finding stands for, `hazard` first: what other callers and configurations lead to as well. */
  readonly alike: readonly Hazard[];
}

/**
 * One finding for each source and argument: what several configurations and callers find about the same is one,
 * with all the callers and ways through which it comes. The most certain and then the shortest way is the one shown.
 */
export function mergeFindings(found: readonly FoundHazard[]): readonly FoundHazard[] {
  const merged = new Map<string, FoundHazard>();
  for (const one of found) {
    const key = mergeKey(one.finding);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, one);
    else {
      const best = isBetter(one.finding, known.finding) ? one : known;
      const callers = union(known.finding.callers, one.finding.callers);
      const alsoReplaces = union(known.finding.alsoReplaces, one.finding.alsoReplaces);
      const alike = [best.hazard, ...[...known.alike, ...one.alike].filter((each) => each !== best.hazard)];
      const roots = union(known.finding.roots, one.finding.roots);
      const ways = [...known.finding.ways, ...one.finding.ways];
      merged.set(key, { ...best, alike, finding: { ...best.finding, callers, alsoReplaces, roots, ways } });
    }
  }
  return [...merged.values()];
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].sort();
}

/**
 * What makes two findings the same: the rule, the argument of the resource, and the source's address. Roots that
 * call one module alike have data sources of their own, but one name for them, and one and the same sentence.
 */
function mergeKey({ rule, module, address, attribute, source }: Finding): string {
  return JSON.stringify([rule, module, address, attribute, source]);
}

function isBetter(one: Finding, other: Finding): boolean {
  if (one.certainty !== other.certainty) return one.certainty === 'certain';
  return one.path.length < other.path.length;
}
