import type { FactsLoader } from '../../server/src/analysis/host';

const provenance = { origin: 'manual', readIn: 'made up for tests' };

/** What a made-up provider's resources do: one type per kind of entry. */
const resources = {
  toy_argument: 'image nested.image nested.deep.image',
  toy_count: 'part# nested.part#',
  toy_whole: 'box.*',
  toy_condition: 'image?mode=strict&!relaxed size?size+ zone?zone=a place?nested.mode=strict',
  toy_unwritten: 'image?~mode,nested.mode size?~',
  toy_removal: 'image?- part#?-',
  toy_version: 'old@0 middle@1 new@12 both@0 both?~mode@12 kept',
};

const files: Readonly<Record<string, unknown>> = {
  'generated/toy': {
    provider: 'makers/toy',
    provenance,
    versions: ['1.0.0', '2.0.0', '3.0.0'],
    resources,
    unresolved: {},
  },
  'sources/toy': {
    provider: 'makers/toy',
    provenance,
    sources: [
      { type: 'toy_list', volatility: 'membership', drifting: ['names'], because: 'lists what there is' },
      { type: 'toy_latest', volatility: 'latest', drifting: ['id', 'size'], because: 'picks the newest' },
    ],
    neutral: [],
  },
};

/** The facts of the provider `makers/toy`, and of no other. `asked` collects the names that are asked for. */
export function toyFacts(asked: string[] = []): FactsLoader {
  return {
    load: (name) => {
      asked.push(name);
      return Promise.resolve(files[name]);
    },
  };
}
