import type { FileSystem } from '../base/fileSystem';
import type { LineIndex } from '../base/lineIndex';
import type { Logger } from '../base/logger';
import type { SyntaxReader } from '../syntax/parser';
import type { Finding, Fix, Note } from './finding';

/** Everything the engine needs from its surroundings. */
export interface AnalysisEnvironment {
  readonly fileSystem: FileSystem;
  readonly logger: Logger;
  readonly syntax: SyntaxReader;
}

/** A document's text as the analysis saw it. */
export interface AnalysedFile {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** The editor's version of the text; undefined where it was read from disk. */
  readonly version: number | undefined;
}

/** The immutable outcome of one analysis. */
export interface Snapshot {
  /** Sorted by file, position, rule. */
  readonly findings: readonly Finding[];
  /** Sorted by file and position. */
  readonly notes: readonly Note[];
  /** How much was read: configuration files and module directories. */
  readonly files: number;
  readonly modules: number;
  /** The text of a file that was analysed; undefined for any other. */
  file(uri: string): AnalysedFile | undefined;
  /** The remedies for one of `findings`, the preferred first. May read a state file; never writes. */
  fixesFor(finding: Finding): Promise<readonly Fix[]>;
}

/** Says whether to go on; `checkCancelled` throws `Cancelled` where nobody waits for the answer any more. */
export interface AnalysisRequest {
  checkCancelled(): void;
  /** Only these module directories (URIs); all where absent. */
  readonly only?: readonly string[];
}

/**
 * Holds the state between analyses: folders, unsaved texts, parsed files. Front ends tell it what changed
 * and ask for a snapshot; it decides what to read and analyse again. It never writes and keeps no timers.
 */
export class AnalysisHost {
  constructor(private readonly environment: AnalysisEnvironment) {}

  /** The folders whose configurations are analysed, as URIs without a trailing slash. */
  setFolders(folders: readonly string[]): void;
  /** An editor's text for `uri`, saved or not: it counts instead of the file's until `closeDocument`. */
  setDocument(uri: string, text: string, version: number): void;
  closeDocument(uri: string): void;
  /** Files or directories that were created, changed or deleted outside the editor. */
  invalidate(uris: readonly string[]): void;
  /** Analyses what changed since the last call and returns everything that is known now. */
  analyse(request: AnalysisRequest): Promise<Snapshot>;
}
