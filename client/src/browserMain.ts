/** The extension's entry where the editor runs extensions in a browser, as on vscode.dev and github.dev. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import type { WorkerStart } from '../../server/src/lsp/messages';
import { activateOn } from './extension';
import { clientName, type LoadedLibrary, type Platform } from './platform';

export { deactivate } from './extension';

/**
 * Ends with the worker. The library goes on waiting for one that cannot be loaded, or had an error that nobody caught,
 * after which a process would have ended.
 */
class WorkerReader extends BrowserMessageReader {
  constructor(worker: Worker) {
    super(worker);
    worker.addEventListener('error', () => {
      worker.terminate();
      this.fireClose();
    });
  }
}

/** A part of this bundle: in a browser, a second file would be another request. */
const loaded: LoadedLibrary = {
  library: { CloseAction, ErrorAction, RevealOutputChannelOn, State },
  makeClient({ extensionUri, subscriptions }, options) {
    let worker: Worker | undefined;
    const end = (): void => worker?.terminate();
    subscriptions.push({ dispose: end });
    const start = (): Promise<MessageTransports> => {
      // Of a server that did not end by itself.
      end();
      const assets = vscode.Uri.joinPath(extensionUri, 'dist');
      worker = new Worker(vscode.Uri.joinPath(assets, 'server/worker.js').toString(true));
      worker.postMessage({ assets: assets.toString(true) } satisfies WorkerStart);
      // Not the worker itself: the editor's workers are no instances of `Worker`, which the client asks for.
      const [reader, writer] = [new WorkerReader(worker), new BrowserMessageWriter(worker)];
      return Promise.resolve({ reader, writer });
    };
    return new LanguageClient(clientName.id, clientName.name, start, options);
  },
};

const platform: Platform = {
  loadLibrary: () => Promise.resolve(loaded),
  system: 'browser',
  runtime: navigator.userAgent,
};

/** Called by the editor when the first Terraform file shows up. */
export function activate(context: vscode.ExtensionContext): void {
  activateOn(platform, context);
}
