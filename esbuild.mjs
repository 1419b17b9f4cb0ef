/**
 * Builds everything that ships into `dist/`: one bundle per process, the WebAssembly files beside the bundle
 * that reads them, and the notices for what is in them. Source maps are written for us and not shipped.
 */
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { thirdPartyNotices } from './licenses/notices.mjs';

const entryPoints = {
  'client/extension': 'client/src/nodeMain.ts',
  'client/languageClient': 'client/src/languageClient.ts',
  'server/server': 'server/src/node/serverMain.ts',
  'server/cli': 'server/src/node/cliMain.ts',
};
/** The page in the panel with the picture of the paths: it runs in the editor's browser, not in Node. */
const pageEntryPoints = [
  { in: 'client/src/paths/webview/main.ts', out: 'client/paths' },
  { in: 'client/src/paths/webview/paths.css', out: 'client/paths' },
];
const cli = 'dist/server/cli.js';
/** How the programs name the bundles that they load on demand, which are not to become a part of them. */
const lookUpImport = './imageLookup.js';
const languageClientImport = './languageClient.js';

const require = createRequire(import.meta.url);

/**
 * What is read at run time. The HCL converter looks for its program one folder above its code; ours expects
 * the parsers beside it.
 */
const goProgram = path.join(path.dirname(require.resolve('@cdktf/hcl2json/package.json')), 'main.wasm.gz');
const assets = {
  'dist/main.wasm.gz': goProgram,
  'dist/server/web-tree-sitter.wasm': require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  'dist/server/tree-sitter-terraform.wasm':
    require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist/server', { recursive: true });
const common = {
  outdir: 'dist',
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  // Not the names: a stack trace that a user sends us must mean something without the source map.
  minifyIdentifiers: false,
  sourcemap: 'external',
  metafile: true,
  logLevel: 'warning',
};
const options = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Packages offer ES modules, which bundle smaller, and UMD, whose requires a bundler cannot follow.
  mainFields: ['module', 'main'],
  // The ES module of this one asks where it lies, which a CommonJS bundle cannot say.
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
};
const inBrowser = {
  ...common,
  platform: 'browser',
  // Of the oldest editor that runs the extension.
  target: 'chrome122',
  format: 'iife',
};
const main = await build({
  ...options,
  entryPoints,
  // The Go runtime names `performance` for engines without it; Node has it as a global and never gets there.
  external: ['vscode', 'performance', lookUpImport, languageClientImport],
  // The editor hands out `vscode` to what is required, and to nothing that is imported.
  supported: { 'dynamic-import': false },
});
const page = await build({ ...inBrowser, entryPoints: pageEntryPoints });
/** Extension and language server where there is no Node: in web workers. They read the same files as the others. */
const worker = await build({
  ...inBrowser,
  entryPoints: { 'server/worker': 'server/src/browser/workerMain.ts' },
});
const webExtension = await build({
  ...inBrowser,
  entryPoints: { 'client/browser': 'client/src/browserMain.ts' },
  format: 'cjs',
  external: ['vscode'],
});
/** Read when somebody looks an image up, and for nothing else: it is as large as the rest of a program. */
const lookUp = await build({
  ...options,
  entryPoints: { 'server/imageLookup': 'server/src/node/imageLookup.ts' },
  minifyIdentifiers: true,
});
for (const [name, { inputs }] of Object.entries(main.metafile.outputs)) {
  const astray = Object.keys(inputs).find((input) => /node_modules\/@(?:aws-sdk|smithy)\//.test(input));
  if (astray !== undefined) throw new Error(`${name} has ${astray} in it, which only the image look-up may.`);
}
/** The facts about providers, read one by one when they are needed: here without white space. */
const facts = 'server/src/models/data';
const names = [];
for (const folder of ['consequences', 'generated', 'overrides', 'sources', 'words']) {
  await mkdir(path.join('dist/server/facts', folder), { recursive: true });
  for (const name of await readdir(path.join(facts, folder))) {
    const content = JSON.parse(await readFile(path.join(facts, folder, name), 'utf8'));
    await writeFile(path.join('dist/server/facts', folder, name), JSON.stringify(content));
    names.push(`${folder}/${path.basename(name, '.json')}`);
  }
}
// For those who can read a file and cannot list a folder.
await writeFile('dist/server/facts/names.json', JSON.stringify(names));

for (const [target, source] of Object.entries(assets)) await copyFile(source, target);
await writeFile(cli, `#!/usr/bin/env node\n${await readFile(cli, 'utf8')}`);
await chmod(cli, 0o755);

const bundled = [main, page, worker, webExtension, lookUp].flatMap(({ metafile }) =>
  Object.keys(metafile.inputs),
);
const shipped = [...new Set(bundled), ...Object.values(assets)];
await writeFile('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(shipped, goProgram));
