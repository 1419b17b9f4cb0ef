import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's root, seen from the compiled tests. */
export const repository = path.join(__dirname, '..', '..', '..');

/** The packed extension, as `npm run package` leaves it. */
export const packedExtension = path.join(repository, 'holdfast.vsix');

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** A VS Code and a browser on this machine. */
export interface Editor {
  /** Of the workbench and its extension host: `1.139.1` is part of code-server `4.139.1`. */
  readonly version: string;
  /** The Node program that runs it; not the one that runs the tests. */
  readonly node: string;
  /** The folder of the package `code-server`. */
  readonly codeServer: string;
  readonly browser: string;
}

/** The Chromium on this machine; undefined where there is none. */
export function findBrowser(): string | undefined {
  return browsers.find(existsSync);
}

/** The editor that `install.sh` put here, or a sentence that says what is missing. */
export function findEditor(): Editor | string {
  const folder = process.env['HOLDFAST_E2E_DIR'] ?? path.join(repository, '.e2e');
  const description = path.join(folder, 'editor.json');
  const browser = findBrowser();
  if (browser === undefined) return 'no Chromium here; test/e2e/install.sh installs one';
  if (!existsSync(description)) return 'no VS Code here; test/e2e/install.sh installs one';
  const installed = JSON.parse(readFileSync(description, 'utf8')) as Omit<Editor, 'browser'>;
  return { ...installed, browser };
}
