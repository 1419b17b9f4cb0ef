import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Which folders of `server/src` (and `client`) the files of each folder may import from; itself always. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  syntax: ['base'],
  modules: ['syntax', 'base'],
  models: ['base'],
  flow: ['models', 'modules', 'syntax', 'base'],
  rules: ['flow', 'models', 'modules', 'syntax', 'base'],
  fixes: ['flow', 'models', 'modules', 'syntax', 'base', 'rules/hazard'],
  analysis: ['fixes', 'rules', 'flow', 'models', 'modules', 'syntax', 'base'],
  lsp: ['analysis', 'base'],
  cli: ['analysis', 'base'],
  node: ['lsp', 'cli', 'analysis', 'base'],
  browser: ['lsp', 'analysis', 'base'],
};

/** Packages that only these folders may import, so that each stays replaceable in one place. */
const packageOwners: Readonly<Record<string, readonly string[]>> = {
  'web-tree-sitter': ['syntax'],
  '@cdktf/hcl2json': ['node', 'browser'],
  'jsonc-parser': ['syntax', 'fixes'],
  'big.js': ['flow'],
  'ipaddr.js': ['flow'],
  re2js: ['flow', 'node'],
  '@aws-sdk/client-ec2': ['node'],
  '@smithy/core': ['node'],
  yaml: ['flow', 'models'],
  leven: ['base'],
  diff: ['cli'],
  'write-file-atomic': ['cli'],
  'vscode-languageserver': ['lsp', 'node', 'browser'],
  'vscode-languageserver-textdocument': ['lsp'],
  vscode: [],
};

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
}

const root = path.resolve('server/src');

function importsOf(file: string): readonly Import[] {
  const folder = path.relative(root, file).split(path.sep)[0] ?? '';
  const source = readFileSync(file, 'utf8');
  const found = source.matchAll(/(?:from|import\()\s*'([^']+)'/g);
  return [...found].map((match) => ({ file: path.relative('.', file), folder, target: match[1] ?? '' }));
}

function sourceFiles(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(directory, name));
}

/** Where a relative import leads, below `server/src`; undefined for a package. */
function placeOf({ file, target }: Import): string | undefined {
  if (!target.startsWith('.')) return undefined;
  return path
    .relative(root, path.resolve(path.dirname(file), target))
    .split(path.sep)
    .join('/');
}

describe('the import table', () => {
  const imports = sourceFiles(root).flatMap(importsOf);

  it('knows every folder', () => {
    const folders = new Set(imports.map(({ folder }) => folder));
    assert.deepEqual(
      [...folders].filter((folder) => !(folder in mayImport)),
      [],
    );
  });

  it('holds for every import between folders', () => {
    const broken = imports.flatMap((imported) => {
      const place = placeOf(imported);
      if (place === undefined || place.startsWith('../')) return [];
      const allowed = [imported.folder, ...(mayImport[imported.folder] ?? [])];
      const isAllowed = allowed.some((prefix) => place === prefix || place.startsWith(`${prefix}/`));
      return isAllowed ? [] : [`${imported.file} imports ${place}`];
    });
    assert.deepEqual(broken, []);
  });

  it('leaves each package to its owners', () => {
    const broken = imports.flatMap(({ file, folder, target }) => {
      const [name] = Object.keys(packageOwners).filter(
        (owned) => target === owned || target.startsWith(`${owned}/`),
      );
      if (name === undefined) return [];
      return packageOwners[name]?.includes(folder) === true ? [] : [`${file} imports ${target}`];
    });
    assert.deepEqual(broken, []);
  });

  it('keeps the client apart from the engine', () => {
    const client = sourceFiles(path.resolve('client/src')).flatMap(importsOf);
    const broken = client.filter(
      ({ target }) => target.includes('server/src') && !target.endsWith('server/src/lsp/messages'),
    );
    assert.deepEqual(broken, []);
    assert.ok(client.length > 0);
  });
});
