/** The stand-in provider's own types, as fact files of the product: so that the engine knows them as well. */
import types from './provider/types.json';
import { computedOf, dataSourceTypes } from './provider/schema';

/** Where the engine gets its facts from: `generated/NAME`, `sources/NAME` and so on. */
interface FactFiles {
  load(name: string): Promise<unknown>;
}

const toy = {
  provider: 'hashicorp/toy',
  provenance: { origin: 'manual', readIn: 'test/terraform/provider/types.json' },
};

const ofToy = <T>(table: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(table).filter(([type]) => type.startsWith('toy_'));

const files: Readonly<Record<string, unknown>> = {
  'generated/toy': {
    ...toy,
    versions: [],
    resources: Object.fromEntries(ofToy(types.forceNew)),
    unresolved: {},
  },
  'sources/toy': {
    ...toy,
    sources: ofToy(dataSourceTypes).map(([type, schema]) => ({
      type,
      volatility: type === 'toy_list' ? 'membership' : 'latest',
      drifting: Object.keys(computedOf(schema)),
      because: 'answers what it likes',
    })),
    neutral: [],
  },
};

/** The facts of `product`, and those of the provider `toy`. */
export function withStandIn(product: FactFiles): FactFiles {
  return { load: (name) => (name in files ? Promise.resolve(files[name]) : product.load(name)) };
}
