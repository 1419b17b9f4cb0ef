import type { Risk } from '../../../server/src/lsp/messages';
import type { Status } from '../status';

/** Why the tree has no rows; `package.json` has a text for each. */
export type EmptyReason = 'analysing' | 'stopped' | 'no-folder' | 'no-files' | 'nothing' | 'filtered';

/** Why there would be no rows in this state, if there are none. */
export function emptyReason(
  { status, risks }: { readonly status: Status; readonly risks: readonly Risk[] | undefined },
  hasFolder: boolean,
): EmptyReason {
  if (status.state === 'stopped') return 'stopped';
  if (status.state === 'starting' || risks === undefined) return 'analysing';
  if (risks.length > 0) return 'filtered';
  if (status.files > 0) return 'nothing';
  return hasFolder ? 'no-files' : 'no-folder';
}
