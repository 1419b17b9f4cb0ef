import type { AnalysisHost } from '../analysis/host';
import type { KnownFactsEnvironment } from '../analysis/knownFacts';
import type { Translations } from '../base/language';
import type { Logger } from '../base/logger';

/** What the server uses of the engine; an interface, so that tests can put a fake in its place. */
export type Host = Omit<Pick<AnalysisHost, keyof AnalysisHost>, 'whatIf'>;

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
  /** The texts of the client's language (`ja`, `ja-JP`); none where it is English or not spoken. */
  translations(locale: string | undefined): Promise<Translations>;
  /** Where the facts are that people ask for by name. */
  readonly facts: KnownFactsEnvironment;
  /** Makes the engine; called once per server. What it rejects with becomes the answer to `initialize`. */
  createHost(logger: Logger): Promise<Host>;
}
