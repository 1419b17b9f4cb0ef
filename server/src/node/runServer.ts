import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { AnalysisHost } from '../analysis/host';
import { startServer } from '../lsp/server';
import { systemTimer } from '../lsp/systemTimer';
import { loadTranslations } from '../lsp/translations';
import { createFactsLoader } from './factsLoader';
import { loadSyntax } from './loadSyntax';
import { createNodeFileSystem } from './nodeFileSystem';
import { findImages } from './loadImageLookup';
import { pullState } from './pullState';

/**
 * Runs the language server on this process: over the transport that the command line names (`--stdio`,
 * `--node-ipc`, …), with its own disk and clock. Ends the process when the client says so or goes away.
 * From here on, standard output belongs to the protocol; the connection redirects `console` to the client.
 */
export function runServer(): void {
  const facts = createFactsLoader();
  startServer(createConnection(), {
    version,
    timer: systemTimer,
    facts,
    disk: createNodeFileSystem(),
    pullState,
    createHost: async (logger, fileSystem) =>
      new AnalysisHost({
        fileSystem,
        logger,
        syntax: await loadSyntax(),
        facts,
      }),
    translations: (locale) => loadTranslations(locale, facts),
    findImages,
  });
}
