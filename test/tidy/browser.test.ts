import { build } from 'esbuild';

/** Fails on every import that a browser does not have. */
async function bundle(entryPoint: string): Promise<void> {
  await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    platform: 'browser',
    logLevel: 'silent',
    // What the editor itself gives to its extensions.
    external: ['vscode'],
  });
}

describe('No module of Node is in', function () {
  this.timeout(60_000);
  for (const [what, entryPoint] of [
    ['the engine', 'server/src/analysis/host.ts'],
    ['the protocol’s side of the server', 'server/src/lsp/server.ts'],
    ['the server in a web worker', 'server/src/browser/workerMain.ts'],
    ['the extension in a browser', 'client/src/browserMain.ts'],
  ] as const) {
    it(what, () => bundle(entryPoint));
  }
});
