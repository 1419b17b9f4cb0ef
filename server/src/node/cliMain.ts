import { version } from '../../../package.json';
import { AnalysisHost } from '../analysis/host';
import { exitCodes } from '../cli/exitCode';
import { runCommandLine } from '../cli/main';
import { createFactsLoader } from './factsLoader';
import { loadSyntax } from './loadSyntax';
import { createNodeFileSystem } from './nodeFileSystem';
import { runServer } from './runServer';
import { standardErrorLogger } from './standardErrorLogger';

/** The server ends the process itself; until then this never settles. */
function serve(): Promise<never> {
  runServer();
  return new Promise(() => undefined);
}

async function loadEngine(): Promise<() => AnalysisHost> {
  const syntax = await loadSyntax();
  const environment = {
    fileSystem: createNodeFileSystem(),
    logger: standardErrorLogger,
    syntax,
    facts: createFactsLoader(),
  };
  return () => new AnalysisHost(environment);
}

/** Whoever reads the output may stop reading (`| head`): nothing is wrong then. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

/** What escapes every other net, such as a file of the installation that is missing. */
process.on('uncaughtException', (error) => {
  process.stderr.write(`holdfast: internal error: ${error.stack ?? error.message}\n`);
  process.exit(exitCodes.internal);
});

/** Sets the exit code instead of exiting, so that all output arrives where it is piped. */
void runCommandLine(process.argv.slice(2), {
  version,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  loadEngine,
  knownFacts: { fileSystem: createNodeFileSystem(), facts: createFactsLoader() },
  serve,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
