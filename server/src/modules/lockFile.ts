import type { SyntaxFile } from '../syntax/ast';
import { attributeNamed } from './bodyAccess';
import { withoutHost } from './providers';

/** The file in which `terraform init` notes which versions of the providers it has chosen. */
export const lockFileName = '.terraform.lock.hcl';

/** The versions that a lock file names, by source address without the registry's host, in lower case. */
export function lockedVersions({ blocks }: SyntaxFile): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const { type, labels, body } of blocks) {
    const version = attributeNamed(body, 'version')?.value;
    const [source] = labels;
    if (type !== 'provider' || source === undefined) continue;
    if (version?.kind === 'literal' && typeof version.value === 'string') {
      versions.set(withoutHost(source), version.value);
    }
  }
  return versions;
}
