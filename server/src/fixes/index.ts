import { acceptFinding } from './acceptFinding';
import { dropDependsOn } from './dropDependsOn';
import { isEditable } from './edits/editable';
import type { Applicability, Fix, FixContext, FixKind } from './fix';
import { ignoreChanges } from './ignoreChanges';
import { pinAndCheck } from './pinAndCheck';
import { pinAndRenovate } from './pinAndRenovate';
import { pinNewest, pinToChosen } from './pinNewest';
import { moveDataSource } from './moveDataSource';
import { ownImage } from './ownImage';
import { pinList } from './pinList';
import { pinSource } from './pinSource';
import { pinValue } from './pinValue';

/** Every kind of fix, in the order in which they are offered among their equals. */
export const fixKinds: readonly FixKind[] = [
  pinValue,
  pinNewest,
  pinAndCheck,
  pinAndRenovate,
  pinSource,
  pinList,
  ownImage,
  dropDependsOn,
  moveDataSource,
  ignoreChanges,
  acceptFinding,
];

const order: Readonly<Record<Applicability, number>> = { safe: 0, 'needs-review': 1, 'by-hand': 2 };

/**
 * All fixes for one finding: those that can be applied unread first, the comment that accepts it last. None
 * edits a file in which the edit would not last.
 */
export async function fixesFor(context: FixContext): Promise<readonly Fix[]> {
  const made = await Promise.all(fixKinds.map(async ({ make }) => make(context)));
  return made
    .flat()
    .filter((fix) => isLasting(fix, context))
    .sort((a, b) => placeOf(a) - placeOf(b));
}

/** The fix that pins to `value`, which was looked up and chosen; undefined where nothing can be pinned. */
export function pinnedTo(context: FixContext, value: string): Fix | undefined {
  const fix = pinToChosen(context, value);
  return fix !== undefined && isLasting(fix, context) ? fix : undefined;
}

function isLasting({ files }: Fix, { texts }: FixContext): boolean {
  return files.every(({ uri }) => {
    const file = texts(uri);
    return file !== undefined && isEditable(file);
  });
}

/** Sorting keeps the order of kinds among fixes with the same place. */
function placeOf({ id, applicability }: Fix): number {
  return id === acceptFinding.id ? Number.MAX_SAFE_INTEGER : order[applicability];
}
