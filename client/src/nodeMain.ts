/** The extension's entry where the editor runs extensions in Node: on the desktop, and in every remote place. */
import { release } from 'node:os';
import type * as vscode from 'vscode';
import { activateOn } from './extension';
import { clientName, type Platform } from './platform';

export { deactivate } from './extension';

const platform: Platform = {
  async loadLibrary() {
    const library = await import('./languageClient.js');
    return {
      library,
      makeClient(context, options) {
        // Standard input and output, although the editor could also use Node's own channel between processes:
        // it is what every other editor uses and what the server's tests drive, so there is one way to get right.
        // The process runs on the editor's own Node; no other program is looked up or started.
        const server = {
          module: context.asAbsolutePath('dist/server/server.js'),
          transport: library.TransportKind.stdio,
        };
        return new library.LanguageClient(clientName.id, clientName.name, server, options);
      },
    };
  },
  system: `${process.platform} ${process.arch} ${release()}`,
  runtime: `Node ${process.version}`,
};

/** Called by the editor when the first Terraform file shows up. */
export function activate(context: vscode.ExtensionContext): void {
  activateOn(platform, context);
}
