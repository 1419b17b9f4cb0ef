import { acceptFinding } from './acceptFinding';
import { isEditable } from './editable';
import type { Fix, FixContext, FixMaker } from './fix';
import { ignoreChanges } from './ignoreChanges';
import { pinValue } from './pinValue';

const makers: readonly FixMaker[] = [pinValue, ignoreChanges, acceptFinding];

/**
 * All fixes for one finding: those that can be applied unread first, the comment that accepts it last. None
 * edits a file in which the edit would not last.
 */
export async function fixesFor(context: FixContext): Promise<readonly Fix[]> {
  const made = await Promise.all(makers.map(async (maker) => maker(context)));
  const fixes = made.flatMap((fix) => {
    const file = fix && context.texts(fix.uri);
    return fix !== undefined && file !== undefined && isEditable(file) ? [fix] : [];
  });
  return [
    ...fixes.filter((fix) => fix.applicability === 'safe' && fix.id !== 'accept'),
    ...fixes.filter((fix) => fix.applicability !== 'safe' && fix.id !== 'accept'),
    ...fixes.filter((fix) => fix.id === 'accept'),
  ];
}
