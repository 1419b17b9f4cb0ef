import { readFile } from 'node:fs/promises';
import type { AnalysisHost } from '../analysis/host';
import { messageOf } from './filesOnDisk';
import { requestFor, rootOf, type Target } from './target';
import { UsageError } from './usageError';

/**
 * Makes `file`, a path, what is deployed of the root module that the target is, or of the only one in it. Throws
 * `UsageError` where there is no such module, and where the file is no state.
 */
export async function useState(host: AnalysisHost, target: Target, file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`“${file}” cannot be read: ${messageOf(error)}`);
  });
  await host.analyse(requestFor(target));
  const roots = (await host.roots()).map(({ uri }) => uri);
  const root = roots.find((uri) => uri === rootOf(target)) ?? roots[0];
  if (root === undefined || (root !== rootOf(target) && roots.length > 1)) {
    const count = String(roots.length);
    throw new UsageError(
      `--state is of one root module, and “${target.typed}” has ${count}: name its directory.`,
    );
  }
  const outcome = host.setState(root, text.replace(/^\uFEFF/, ''));
  if ('problem' in outcome) throw new UsageError(`“${file}”: ${outcome.message}`);
}
