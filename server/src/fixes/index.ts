import { acceptFinding } from './acceptFinding';
import type { Fix, FixContext, FixMaker } from './fix';
import { ignoreChanges } from './ignoreChanges';
import { pinValue } from './pinValue';

const makers: readonly FixMaker[] = [pinValue, ignoreChanges, acceptFinding];

/** All fixes for one finding: those that can be applied unread first, the comment that accepts it last. */
export async function fixesFor(context: FixContext): Promise<readonly Fix[]> {
  const made = await Promise.all(makers.map((maker) => maker(context)));
  const fixes = made.filter((fix) => fix !== undefined);
  return [
    ...fixes.filter((fix) => fix.applicability === 'safe' && fix.id !== 'accept'),
    ...fixes.filter((fix) => fix.applicability !== 'safe' && fix.id !== 'accept'),
    ...fixes.filter((fix) => fix.id === 'accept'),
  ];
}
