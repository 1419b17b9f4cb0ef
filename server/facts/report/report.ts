/** What a run found out about its own quality, kept beside the generator so that the document can be rewritten. */
import { type Agreement, compare } from '../check/agreement';
import { readDocumentation } from '../check/documentation';
import type { ProviderReading, SourceTree } from '../read/provider';
import type { ProviderSource } from '../register/providers';

/** The figures of one version. */
export interface VersionReport {
  readonly version: string;
  readonly commit: string;
  /** Types registered; every one of them has a row, or the run fails. */
  readonly types: number;
  readonly framework: number;
  /** Configurable arguments and blocks, nested ones included. */
  readonly arguments: number;
  /** Entries that force replacement, and how many of those do so on a condition. */
  readonly forceNew: number;
  readonly conditional: number;
  /** `type path: why` of what could not be read. */
  readonly unresolved: readonly string[];
  /** Plugin SDK types without an update function, and their configurable top-level arguments. */
  readonly withoutUpdate: { readonly types: number; readonly arguments: number };
  /** Those of them that the SDK would refuse: neither force-new nor computed. */
  readonly suspicious: readonly string[];
  /** Absent where the source given has no documentation. */
  readonly agreement?: Agreement;
}

/** The figures of one provider. */
export interface ProviderReport {
  readonly id: string;
  readonly address: string;
  readonly versions: readonly VersionReport[];
  /** The table's size in bytes. */
  readonly bytes: number;
}

function reportVersion(
  reading: ProviderReading,
  tree: SourceTree,
  source: ProviderSource,
  verdicts: ReadonlyMap<string, string>,
): VersionReport {
  const { resources } = reading;
  const [root = ''] = tree.roots;
  const pages = readDocumentation(root, source.prefix, source.documentation);
  const rows = resources.flatMap((facts) => facts.rows);
  const fixed = resources.filter((facts) => !facts.canUpdate);
  return {
    version: reading.version,
    commit: reading.commit,
    types: resources.length,
    framework: resources.filter((facts) => facts.kind === 'framework').length,
    arguments: resources.reduce((sum, facts) => sum + facts.paths.length, 0),
    forceNew: rows.length,
    conditional: rows.filter((row) => row.when).length,
    unresolved: resources.flatMap((facts) =>
      facts.unresolved.map(({ path, why }) => `${facts.type} ${path}: ${why}`.replace(' :', ':')),
    ),
    withoutUpdate: {
      types: fixed.length,
      arguments: fixed.reduce(
        (sum, facts) => sum + facts.paths.filter((path) => !path.includes('.')).length,
        0,
      ),
    },
    suspicious: resources.flatMap((facts) => facts.suspicious.map((path) => `${facts.type} ${path}`)),
    ...(pages.size > 0 ? { agreement: compare(resources, pages, verdicts) } : {}),
  };
}

/**
 * Makes a provider's report from its readings and the trees they were read in.
 * @param verdicts say where somebody found the documentation wrong, by `type path`.
 */
export function reportOf(
  source: ProviderSource,
  readings: readonly ProviderReading[],
  trees: readonly SourceTree[],
  bytes: number,
  verdicts: ReadonlyMap<string, string>,
): ProviderReport {
  const versions = readings.flatMap((reading, index) => {
    const tree = trees[index];
    return tree ? [reportVersion(reading, tree, source, verdicts)] : [];
  });
  return { id: source.id, address: source.address, versions, bytes };
}
