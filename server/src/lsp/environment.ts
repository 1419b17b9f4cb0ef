import type { ImageLookUp } from '../analysis/finding';
import type { RehearsalHost } from '../analysis/fixRehearsal';
import type { AnalysisHost, FactsLibrary } from '../analysis/host';
import type { KnownFactsEnvironment } from '../analysis/knownFacts';
import type { Translations } from '../base/language';
import type { FileSystem } from '../base/fileSystem';
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

/** Which `state pull` is to be run. */
export interface StatePull {
  readonly program: 'terraform' | 'tofu';
  /** The URI of the root module's directory, in which it runs. */
  readonly directory: string;
  /** URIs of directories from which no program is taken. */
  readonly untrusted: readonly string[];
  /** Ends the program. */
  readonly signal: AbortSignal;
}

/** What it printed, or, in a sentence that repeats nothing of that, why there is nothing. */
export type StatePullOutcome = { readonly text: string } | { readonly error: string };

/** Everything the server needs besides its connection. */
export interface ServerEnvironment {
  /** The program's version, for the client to show. */
  readonly version: string;
  readonly timer: Timer;
  /** The texts of the client's language (`ja`, `ja-JP`); none where it is English or not spoken. */
  translations(locale: string | undefined): Promise<Translations>;
  /** The facts about providers. */
  readonly facts: FactsLibrary;
  /** The files of this machine, for `file:` URIs; absent where there is no disk, and everything is the client's. */
  readonly disk?: FileSystem;
  /** Makes the engine; called once per server. What it rejects with becomes the answer to `initialize`. */
  createHost(logger: Logger, fileSystem: FileSystem): Promise<Host>;
  /** Runs `state pull`; absent where no process can be started. */
  pullState?(request: StatePull): Promise<StatePullOutcome>;
  /** Asks AWS for images; absent where that cannot be done. Called only when the user wants it. */
  readonly findImages?: ImageLookUp;
}

/** What a session needs of it, once it is known whose files are read. */
export interface SessionEnvironment extends Pick<
  ServerEnvironment,
  'version' | 'timer' | 'pullState' | 'findImages'
> {
  /** Where the facts are that people ask for by name. */
  readonly facts: KnownFactsEnvironment;
  /** Reads files that the client names; the engine reads through the same. */
  readonly fileSystem: FileSystem;
}
