import * as assert from 'node:assert/strict';
import { AnalysisHost, type Snapshot, type SyntaxReader } from '../../server/src/analysis/host';
import type { DirectoryEntry, FileSystem } from '../../server/src/base/fileSystem';
import { createFactsLoader } from '../../server/src/node/factsLoader';
import { loadSyntax } from '../../server/src/node/loadSyntax';

/** Where the modules of these tests lie; file names below are relative to it. */
export const root = 'file:///module';

/** Texts by name; names may have directories in them. */
export type Files = Readonly<Record<string, string>>;

let syntax: Promise<SyntaxReader> | undefined;

/** The analysis of a directory with these files. `opened` ones exist only as an editor's texts. */
export async function analyse(files: Files, opened: Files = {}): Promise<Snapshot> {
  syntax ??= loadSyntax();
  const fail = (message: string) => assert.fail(message);
  const host = new AnalysisHost({
    fileSystem: fileSystemOf(files),
    logger: { error: fail, warn: fail, info: () => undefined },
    syntax: await syntax,
    facts: createFactsLoader(),
    today: () => '2026-01-01',
  });
  host.setFolders([root]);
  for (const [name, text] of Object.entries(opened)) host.setDocument(`${root}/${name}`, text, 1);
  return host.analyse({ checkCancelled: () => undefined });
}

function fileSystemOf(files: Files): FileSystem {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`${root}/${name}`, text]));
  const entriesOf = (directory: string): readonly DirectoryEntry[] => {
    const kinds = new Map<string, DirectoryEntry['kind']>();
    for (const uri of texts.keys()) {
      if (!uri.startsWith(`${directory}/`)) continue;
      const [name = '', ...below] = uri.slice(directory.length + 1).split('/');
      kinds.set(name, below.length > 0 ? 'directory' : 'file');
    }
    return [...kinds].map(([name, kind]) => ({ name, kind, isLink: false }));
  };
  return {
    readFile: (uri) => Promise.resolve(texts.get(uri)),
    readDirectory: (directory) => Promise.resolve(entriesOf(directory)),
  };
}
