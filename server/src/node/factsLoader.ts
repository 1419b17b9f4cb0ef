import { access, readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FactsLibrary } from '../analysis/host';

/** Where the build puts the fact files, and where they are when nothing is bundled. */
const directories = [join(__dirname, 'facts'), join(__dirname, '../../../../server/src/models/data')];

const extension = '.json';

/** Is there in every installation: a provider without a file is nothing unusual. */
const alwaysThere = 'consequences/others';

/** Reads the fact files of this installation. Loading rejects where there are none. */
export function createFactsLoader(): FactsLibrary {
  let directory: Promise<string> | undefined;
  return {
    async load(name) {
      directory ??= findDirectory();
      const file = pathOf(await directory, name);
      try {
        const content: unknown = JSON.parse(await readFile(file, 'utf8'));
        return content;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async names() {
      directory ??= findDirectory();
      const files = await readdir(await directory, { recursive: true });
      return files
        .filter((file) => file.includes(sep) && file.endsWith(extension))
        .map((file) => file.slice(0, -extension.length).split(sep).join('/'));
    },
  };
}

async function findDirectory(): Promise<string> {
  for (const directory of directories) {
    try {
      await access(pathOf(directory, alwaysThere));
      return directory;
    } catch {
      continue;
    }
  }
  throw new Error(`There are no facts about providers in ${directories[0] ?? ''}.`);
}

function pathOf(directory: string, name: string): string {
  return join(directory, `${name}${extension}`);
}
