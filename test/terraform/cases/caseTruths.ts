import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { truthsOf, type Truth } from '../run/truth';
import { parseConfigurations, type Configuration } from './configuration';

const directory = 'test/terraform/cases';

/** A file of configurations. */
export interface CaseFile {
  readonly name: string;
  readonly configurations: readonly Configuration[];
}

/** The files of configurations here, by name. */
export const caseFiles: readonly CaseFile[] = readdirSync(directory)
  .filter((name) => name.endsWith('.tf.txt'))
  .sort()
  .map((name) => ({
    name,
    configurations: parseConfigurations(readFileSync(join(directory, name), 'utf8')),
  }));

/** All configurations here, file by file. */
export const allCases: readonly Configuration[] = caseFiles.flatMap(({ configurations }) => configurations);

let running: Promise<readonly Truth[]> | undefined;

/** What Terraform does with `allCases`, in their order; it is run once for all tests. */
export function caseTruths(): Promise<readonly Truth[]> {
  running ??= truthsOf(allCases);
  return running;
}
