import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  type Connection,
} from 'vscode-languageserver/browser';
import { version } from '../../../package.json';
import { AnalysisHost } from '../analysis/host';
import type { WorkerStart } from '../lsp/messages';
import { startServer } from '../lsp/server';
import { systemTimer } from '../lsp/systemTimer';
import { loadTranslations } from '../lsp/translations';
import { fetchedAssets } from './assets';
import { createFactsLoader } from './factsLoader';
import { loadSyntax } from './loadSyntax';

/** Runs the language server in this worker: files are the client's, and nothing can be started or looked up. */
function runServer(connection: Connection, { assets: base }: WorkerStart): void {
  const assets = fetchedAssets(base);
  const facts = createFactsLoader(assets);
  startServer(connection, {
    version,
    timer: systemTimer,
    facts,
    createHost: async (logger, fileSystem) =>
      new AnalysisHost({ fileSystem, logger, syntax: await loadSyntax(assets), facts }),
    translations: (locale) => loadTranslations(locale, facts),
  });
  connection.onExit(() => {
    close();
  });
}

// Where the worker's own code came from says nothing: an editor may have loaded it by a URL of its own.
addEventListener(
  'message',
  ({ data }: MessageEvent<WorkerStart>) => {
    const port = self as unknown as Worker;
    runServer(createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port)), data);
  },
  { once: true },
);
