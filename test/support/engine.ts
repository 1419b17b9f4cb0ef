import { fail } from 'node:assert/strict';
import {
  AnalysisHost,
  type FactsLoader,
  type Snapshot,
  type SyntaxReader,
} from '../../server/src/analysis/host';
import type { FileSystem } from '../../server/src/base/fileSystem';
import { createFactsLoader } from '../../server/src/node/factsLoader';
import { loadSyntax } from '../../server/src/node/loadSyntax';
import { MemoryFileSystem } from './memoryFileSystem';

/** The folder that hosts made here analyse. */
export const root = 'file:///work';

/** The date in these tests, for suppression comments that run out. */
export const today = '2026-11-20';

/** The product's own facts, from the source tree. */
export const facts = createFactsLoader();

let loading: Promise<SyntaxReader> | undefined;

/** The parsers, loaded once for all tests of a run. */
export function syntax(): Promise<SyntaxReader> {
  loading ??= loadSyntax();
  return loading;
}

/** What a test may put in place of the usual surroundings. */
export interface HostOptions {
  readonly hclToJson?: SyntaxReader['hclToJson'];
  readonly today?: () => string;
  readonly facts?: FactsLoader;
}

/** A host on `root` of this file system. A warning or an error in its log fails the test that waits for it. */
export async function createHost(fileSystem: FileSystem, options: HostOptions = {}): Promise<AnalysisHost> {
  const reader = await syntax();
  const refuse = (message: string): never => fail(`logged: ${message}`);
  const host = new AnalysisHost({
    fileSystem,
    logger: { info: () => undefined, warn: refuse, error: refuse },
    syntax: options.hclToJson === undefined ? reader : { ...reader, hclToJson: options.hclToJson },
    facts: options.facts ?? facts,
    today: options.today ?? (() => today),
  });
  host.setFolders([root]);
  return host;
}

/** One analysis of everything that the host knows. */
export function analyse(host: AnalysisHost): Promise<Snapshot> {
  return host.analyse({ checkCancelled: () => undefined });
}

/** The URI of a file or directory below `root`. */
export function uriOf(name: string): string {
  return [root, ...name.split('/').map(encodeURIComponent)].join('/');
}

/** A file system with these texts, by file name below `root`. */
export function filesInMemory(files: Readonly<Record<string, string | undefined>>): MemoryFileSystem {
  const fileSystem = new MemoryFileSystem();
  for (const [name, text] of Object.entries(files)) fileSystem.write(uriOf(name), text);
  return fileSystem;
}

/** The analysis of these texts, by file name below `root`. */
export async function analyseFiles(
  files: Readonly<Record<string, string>>,
  options: HostOptions = {},
): Promise<Snapshot> {
  return analyse(await createHost(filesInMemory(files), options));
}
