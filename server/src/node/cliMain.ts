import { version } from '../../../package.json';
import { AnalysisHost } from '../analysis/host';
import { runCommandLine } from '../cli/main';
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
  const environment = { fileSystem: createNodeFileSystem(), logger: standardErrorLogger, syntax };
  return () => new AnalysisHost(environment);
}

/** Sets the exit code instead of exiting, so that all output arrives where it is piped. */
void runCommandLine(process.argv.slice(2), {
  version,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  loadEngine,
  serve,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
