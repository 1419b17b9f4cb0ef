import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FactsLoader } from '../../server/src/analysis/host';
import { facts } from '../support/engine';
import { parseFixture } from '../support/fixture';
import { toyFacts } from '../support/toyFacts';
import { parseConfigurations } from '../terraform/cases/configuration';
import { withStandIn } from '../terraform/standInFacts';

/** The files of a workspace that some test of the product looks at. */
export interface Workspace {
  /** The fixture file and the case in it. */
  readonly title: string;
  /** Texts by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly facts: FactsLoader;
}

type ReadCases = (text: string) => readonly Pick<Workspace, 'title' | 'files'>[];

/** How the fixtures of some directories are read, and with which facts; all others with the product's own. */
const special: Readonly<Record<string, { readonly read: ReadCases; readonly facts: FactsLoader }>> = {
  'test/models/project': { read: parseFixture, facts: toyFacts() },
  'test/terraform/cases': { read: parseConfigurations, facts: withStandIn(facts) },
};

/** Every case of every fixture file below `test`, in the order of file names. */
export function allWorkspaces(): readonly Workspace[] {
  const names = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tf.txt'))
    .map((name) => path.posix.join('test', ...name.split(path.sep)))
    .sort();
  return names.flatMap((name) => {
    const { read, facts: own } = special[path.posix.dirname(name)] ?? { read: parseFixture, facts };
    return read(readFileSync(name, 'utf8')).map(({ title, files }) => ({
      title: `${name}: ${title}`,
      files,
      facts: own,
    }));
  });
}
