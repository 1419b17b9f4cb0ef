import assert from 'node:assert/strict';
import { analyse, createHost, facts, filesInMemory, root, uriOf } from '../support/engine';
import { withStandIn } from './standInFacts';

/**
 * The engine's side of the comparison: the only file here that knows how to ask it. What is asked and answered
 * is what `holdfast whatif ADDRESS.ATTRIBUTE… --format json` takes and gives.
 */

/** What the engine holds for the consequences of some changed answers. */
export interface EngineAnswer {
  readonly replaced: readonly EngineReplacement[];
  readonly instances: readonly { readonly address: string; readonly change: string }[];
}

/** A resource that is replaced; addresses are those of the root module, without instance keys. */
export interface EngineReplacement {
  readonly address: string;
  readonly attributes: readonly string[];
  readonly cause: 'drift' | 'cascade' | 'deferred' | 'trigger';
  readonly certainty: 'certain' | 'possible';
}

/**
 * Asks the engine what is replaced when these answers change.
 * @param files are texts by name; the root module is in the directory `root`.
 * @param changed are attributes of data sources: `module.a.data.toy_image.b.id`.
 */
export type AskEngine = (
  files: Readonly<Record<string, string>>,
  root: string,
  changed: readonly string[],
) => Promise<EngineAnswer>;

export const askEngine: AskEngine = async (files, directory, changed) => {
  const host = await createHost(filesInMemory(files), { facts: withStandIn(facts) });
  const at = directory === '' || directory === '.' ? root : uriOf(directory);
  const answer = await host.whatIf(at, { addresses: changed });
  assert.ok(answer !== undefined, 'there is a configuration');
  assert.deepEqual(answer.missing, []);
  return answer;
};

/**
 * The resources that `holdfast check` names in a configuration, by address from the root module: those of its
 * findings, and those that it says are replaced in their wake.
 */
export async function checkedResources(
  files: Readonly<Record<string, string>>,
): Promise<ReadonlySet<string>> {
  const host = await createHost(filesInMemory(files), { facts: withStandIn(facts) });
  const { findings } = await analyse(host);
  return new Set(
    findings.flatMap(({ address, callers, alsoReplaces }) => [
      ...(callers.length === 0 ? [address] : callers.map((caller) => `${caller}.${address}`)),
      ...alsoReplaces,
    ]),
  );
}
