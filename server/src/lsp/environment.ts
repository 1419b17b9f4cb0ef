import type { RehearsalHost } from '../analysis/fixRehearsal';
import type { AnalysisHost } from '../analysis/host';
import type { Logger } from '../base/logger';

/** What the server uses of the engine; an interface, so that tests can put a fake in its place. */
export type Host = Omit<Pick<AnalysisHost, keyof AnalysisHost>, 'whatIf' | 'fork'> & {
  readonly fork: () => RehearsalHost;
};

/** The clock. */
export interface Timer {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Calls `callback` once, `milliseconds` from now, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Everything the server needs besides its connection. */
export interface ServerEnvironment {
  /** The program's version, for the client to show. */
  readonly version: string;
  readonly timer: Timer;
  /** Makes the engine; called once per server. What it rejects with becomes the answer to `initialize`. */
  createHost(logger: Logger): Promise<Host>;
}
