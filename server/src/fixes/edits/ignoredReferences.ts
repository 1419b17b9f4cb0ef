import type { Nesting } from '../../models/forceNewTable';
import type { ForceNewArgument } from '../../models/resourceFacts';
import type { ElementPath } from '../../modules/lifecycle';
import type { Hazard } from '../../rules/hazard';

/**
 * What `ignore_changes` has to name for all of these hazards of one argument to be gone, as narrowly as Terraform accepts it: blocks in a list by
 * their position, in a set or map only all together, a single one without a position. Where it is not known which of
 * these a block is, all blocks of its type are named: that is accepted of each. At least one, in order.
 */
export function ignoredReferences(alike: readonly Hazard[]): readonly string[] {
  const references = new Set(
    alike.flatMap(({ arrival, forceNew }) => arrival.places.map((place) => reference(place, forceNew))),
  );
  const [whole = ''] = (alike[0]?.attribute ?? '').split('.', 1);
  const named = references.size === 0 ? [whole] : [...references];
  return named.filter((one) => !named.some((other) => isInside(one, other))).sort(byPosition.compare);
}

/** `disk[2]` before `disk[10]`. */
const byPosition = new Intl.Collator('en-GB', { numeric: true });

function reference(place: ElementPath, forceNew: ForceNewArgument | undefined): string {
  const names: string[] = [];
  let text = '';
  for (const step of place) {
    if (typeof step === 'string') {
      names.push(step);
      text += text === '' ? step : `.${step}`;
      continue;
    }
    const nesting = nestingAt(names.join('.'), forceNew);
    if (nesting === 'list') text += `[${String(step)}]`;
    else if (nesting !== 'single') return text;
  }
  return text;
}

/** How the blocks at a path are held; undefined where the facts do not say: inside a block that counts as a whole. */
function nestingAt(path: string, forceNew: ForceNewArgument | undefined): Nesting | 'list' | undefined {
  if (forceNew === undefined || forceNew.isProject === true) return undefined;
  const isOnPath = forceNew.path === path || forceNew.path.startsWith(`${path}.`);
  return isOnPath ? (forceNew.nesting?.[path] ?? 'list') : undefined;
}

function isInside(reference: string, other: string): boolean {
  return reference.startsWith(`${other}.`) || reference.startsWith(`${other}[`);
}
