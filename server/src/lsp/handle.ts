import { say } from '../base/language';
import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { Cancelled } from '../base/cancellation';
import type { Logger } from '../base/logger';

/** Thrown by a request handler whose document changed while it worked: its answer would be about another text. */
export class ContentModified extends Error {
  constructor() {
    super(say`The document changed before the answer was ready`);
    this.name = 'ContentModified';
  }
}

/** A request's work. Stops by throwing `Cancelled` or `ContentModified`; anything else thrown is a defect. */
export type RequestWork<Params, Result> = (params: Params, token: CancellationToken) => Promise<Result>;

/**
 * Wraps a request handler so that every request gets exactly one response and no defect ends the server.
 * @param name the request's method, for the log
 */
export function handleRequest<Params, Result>(
  name: string,
  logger: Logger,
  work: RequestWork<Params, Result>,
): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>> {
  return async (params, token) => {
    try {
      return await work(params, token);
    } catch (error) {
      if (error instanceof ContentModified) {
        return new ResponseError<never>(LSPErrorCodes.ContentModified, error.message);
      }
      if (error instanceof Cancelled) {
        return new ResponseError<never>(LSPErrorCodes.RequestCancelled, say`${name} was cancelled`);
      }
      logger.error(`${name} failed: ${describeError(error)}`);
      return new ResponseError<never>(ErrorCodes.InternalError, say`${name} failed: ${messageOf(error)}`);
    }
  };
}

/** The same for a request without parameters: the token comes first then, unless a client sends some all the same. */
export function handleBareRequest<Result>(
  name: string,
  logger: Logger,
  work: (token: CancellationToken) => Promise<Result>,
): (params: unknown, token?: CancellationToken) => Promise<Result | ResponseError<never>> {
  const handle = handleRequest(name, logger, (_: unknown, token) => work(token));
  return (params, token) => handle(undefined, token ?? (params as CancellationToken));
}

/** Wraps a notification handler: there is nobody to answer, so what goes wrong is logged and the server lives. */
export function handleNotification<Params>(
  name: string,
  logger: Logger,
  work: (params: Params) => void | Promise<void>,
): (params: Params) => Promise<void> {
  return async (params) => {
    try {
      await work(params);
    } catch (error) {
      logger.error(`${name} failed: ${describeError(error)}`);
    }
  };
}

/** Whatever was thrown, as a maintainer wants to read it: with the stack, where there is one. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
