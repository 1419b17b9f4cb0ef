import { acceptFinding } from './acceptFinding';
import { dropDependsOn } from './dropDependsOn';
import { passingFile } from './edits/editable';
import type { Applicability, Fix, FixContext, FixKind } from './fix';
import { ignoreChanges } from './ignoreChanges';
import { moveDataSource } from './moveDataSource';
import { ownImage } from './ownImage';
import { pinList } from './pinList';
import { pinSource } from './pinSource';
import { pinValue } from './pinValue';

/** Every kind of fix, in the order in which they are offered among their equals. */
export const fixKinds: readonly FixKind[] = [
  pinValue,
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
  const isLasting = ({ files }: Fix) =>
    files.every(({ uri }) => {
      const file = context.texts(uri);
      return file !== undefined && passingFile(file) === undefined;
    });
  return made
    .flat()
    .filter(isLasting)
    .sort((a, b) => placeOf(a) - placeOf(b));
}

/** Sorting keeps the order of kinds among fixes with the same place. */
function placeOf({ id, applicability }: Fix): number {
  return id === acceptFinding.id ? Number.MAX_SAFE_INTEGER : order[applicability];
}
