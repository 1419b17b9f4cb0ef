import type { FactsLibrary } from '../analysis/host';
import type { Assets } from './assets';

/** Fetches the fact files of this installation. Nothing can be listed over the web, so that the build leaves a list. */
export function createFactsLoader(assets: Assets): FactsLibrary {
  let listed: Promise<readonly string[]> | undefined;
  const names = (): Promise<readonly string[]> =>
    (listed ??= assets.json('server/facts/names.json') as Promise<readonly string[]>);
  return {
    load: async (name) =>
      (await names()).includes(name) ? assets.json(`server/facts/${name}.json`) : undefined,
    names,
  };
}
