/**
 * The language server: wires the protocol to the engine. It knows neither what is found nor how; nor does it
 * know its transport, the file system or the clock, which come with the connection and the environment.
 */
import type { Connection, InitializeParams } from 'vscode-languageserver';
import { speak } from '../base/language';
import type { Logger } from '../base/logger';
import type { ServerEnvironment } from './environment';
import { filesOf } from './files';
import { handleRequest } from './handle';
import { Session } from './session';

/** Serves `connection` until the client ends it; whoever made the connection decides about the process. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  const logger: Logger = {
    info: (message) => {
      connection.console.info(message);
    },
    warn: (message) => {
      connection.console.warn(message);
    },
    error: (message) => {
      connection.console.error(message);
    },
  };
  connection.onInitialize(
    handleRequest('initialize', logger, async (params: InitializeParams) => {
      // Before the engine says its first word.
      speak(await environment.translations(params.locale));
      const fileSystem = filesOf(connection, params, environment.disk);
      const host = await environment.createHost(logger, fileSystem);
      const facts = { fileSystem, facts: environment.facts };
      return new Session(connection, { ...environment, fileSystem, facts }, host, logger, params).listen();
    }),
  );
  connection.listen();
}
