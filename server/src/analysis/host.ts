import type { FileSystem } from '../base/fileSystem';
import type { LineIndex } from '../base/lineIndex';
import type { Logger } from '../base/logger';
import { TimeSlice } from '../base/timeSlice';
import { fixesFor } from '../fixes/index';
import { Facts } from '../models/catalogue';
import type { FactsLoader } from '../models/facts';
import type { Replacement } from '../rules/replacement';
import { HclJsonReader } from '../syntax/hclJson';
import { createSyntaxReader, type SyntaxReader } from '../syntax/parser';
import type { Finding, Fix, Note } from './finding';
import { LockFiles, type LockedVersions } from './lockFiles';
import { analyseModule, type ModuleAnalysis } from './moduleAnalysis';
import { fileKind } from '../modules/fileKinds';
import { SourceFiles, type ModuleDirectory, type SourceFile } from './sourceFiles';
import { applySuppressions } from './suppressions';

export { createSyntaxReader, type FactsLoader, type SyntaxReader };

/** Everything the engine needs from its surroundings. */
export interface AnalysisEnvironment {
  readonly fileSystem: FileSystem;
  readonly logger: Logger;
  readonly syntax: SyntaxReader;
  /** Brings the facts about providers. */
  readonly facts: FactsLoader;
  /** The date that suppression comments are compared with, as `YYYY-MM-DD`; the system's where absent. */
  readonly today?: () => string;
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
  /** Only these module directories (URIs) are read and analysed; all there are where absent. */
  readonly only?: readonly string[];
}

interface CachedAnalysis {
  readonly of: ModuleDirectory;
  readonly versions: LockedVersions;
  readonly analysis: ModuleAnalysis;
}

/**
 * Holds the state between analyses: folders, unsaved texts, parsed files. Front ends tell it what changed
 * and ask for a snapshot; it decides what to read and analyse again. It never writes and keeps no timers.
 */
export class AnalysisHost {
  private readonly facts: Facts;
  private readonly sourceFiles: SourceFiles;
  private readonly lockFiles: LockFiles;
  private readonly hclJson: HclJsonReader;
  private readonly analyses = new Map<string, CachedAnalysis>();

  constructor(private readonly environment: AnalysisEnvironment) {
    this.sourceFiles = new SourceFiles(environment.fileSystem, environment.syntax);
    this.lockFiles = new LockFiles(environment.fileSystem, environment.syntax);
    this.hclJson = new HclJsonReader(environment.syntax);
    this.facts = new Facts(environment.facts);
  }

  /** The folders whose configurations are analysed, as URIs without a trailing slash. */
  setFolders(folders: readonly string[]): void {
    this.sourceFiles.setFolders(folders);
  }

  /** An editor's text for `uri`, saved or not: it counts instead of the file's until `closeDocument`. */
  setDocument(uri: string, text: string, version: number): void {
    this.sourceFiles.setDocument(uri, text, version);
  }

  closeDocument(uri: string): void {
    this.sourceFiles.closeDocument(uri);
  }

  /** Files or directories that were created, changed or deleted outside the editor. */
  invalidate(uris: readonly string[]): void {
    this.sourceFiles.invalidate(uris);
    this.lockFiles.invalidate(uris);
  }

  /** Analyses what changed since the last call and returns everything that is known now. */
  async analyse(request: AnalysisRequest): Promise<Snapshot> {
    const slice = new TimeSlice();
    const directories = await this.sourceFiles.directories(async () => {
      await slice.rest();
      request.checkCancelled();
    }, request.only);
    const isGone = (directory: string) =>
      !this.sourceFiles.covers(directory) ||
      ((request.only === undefined || request.only.includes(directory)) &&
        !directories.some((known) => known.directory === directory));
    for (const directory of [...this.analyses.keys()]) {
      if (isGone(directory)) this.analyses.delete(directory);
    }
    for (const directory of directories) {
      await this.analyseAgain(directory);
      await slice.rest();
      request.checkCancelled();
    }
    return this.snapshot();
  }

  /** Analyses a directory unless nothing that it depends on changed; one that cannot be analysed loses its findings. */
  private async analyseAgain(directory: ModuleDirectory): Promise<void> {
    const known = this.analyses.get(directory.directory);
    const folder = this.sourceFiles.folderOf(directory.directory);
    const versions = await this.lockFiles.versionsFor(directory.directory, folder);
    if (known?.versions === versions && isSame(known.of, directory)) return;
    let analysis: ModuleAnalysis;
    try {
      analysis = await this.withFixes(
        await analyseModule(directory, this.facts, versions, this.hclJson),
        directory,
      );
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.environment.logger.error(`${directory.directory} could not be analysed: ${reason}`);
      analysis = failedAnalysis(directory);
    }
    this.analyses.set(directory.directory, { of: directory, versions, analysis });
  }

  /** Says of each finding which remedies there are: what fixes need to know is not known before. */
  private async withFixes(analysis: ModuleAnalysis, directory: ModuleDirectory): Promise<ModuleAnalysis> {
    const files = new Map(directory.files.map((file) => [file.uri, file]));
    const replacements = new Map<Finding, Replacement>();
    for (const [finding, replacement] of analysis.replacements) {
      const fixes = await this.fixesOf(finding, replacement, files);
      const remedies = fixes.map(({ id }) => id).filter((id) => id !== 'accept');
      replacements.set({ ...finding, fixes: remedies.sort() }, replacement);
    }
    return { ...analysis, findings: [...replacements.keys()], replacements };
  }

  private fixesOf(
    finding: Finding,
    replacement: Replacement,
    files: ReadonlyMap<string, SourceFile>,
  ): Promise<readonly Fix[]> {
    const { fileSystem } = this.environment;
    const texts = (uri: string): SourceFile | undefined => files.get(uri);
    return fixesFor({ rule: finding.rule, replacement, fileSystem, texts });
  }

  private snapshot(): Snapshot {
    const today = this.environment.today?.() ?? new Date().toISOString().slice(0, 10);
    const findings: Finding[] = [];
    const notes: Note[] = [];
    const replacements = new Map<Finding, Replacement>();
    const files = new Map<string, SourceFile>();
    for (const known of this.analyses.values()) {
      for (const file of known.of.files) files.set(file.uri, file);
      for (const [finding, replacement] of known.analysis.replacements)
        replacements.set(finding, replacement);
      const outcome = applySuppressions(known.analysis.findings, known.of.files, today, (uri) =>
        known.analysis.notes.some((note) => note.uri === uri || note.kind === 'analysis-failed'),
      );
      findings.push(...outcome.findings);
      notes.push(...known.analysis.notes, ...outcome.notes);
    }
    return {
      findings: findings.sort((a, b) => byPlace(a, b) || compare(a.address, b.address)),
      notes: notes.sort(byPlace),
      files: files.size,
      modules: this.analyses.size,
      file: (uri) => files.get(uri),
      fixesFor: async (finding) => {
        const replacement = replacements.get(finding);
        return replacement === undefined ? [] : this.fixesOf(finding, replacement, files);
      },
    };
  }
}

/** Nothing is known about a directory whose analysis failed, and that is said. */
function failedAnalysis(directory: ModuleDirectory): ModuleAnalysis {
  const message = 'This directory could not be analysed because of a defect in Holdfast; see its log.';
  const at = { uri: directory.files[0]?.uri ?? directory.directory, range: { start: 0, end: 0 } };
  return { findings: [], notes: [{ kind: 'analysis-failed', ...at, message }], replacements: new Map() };
}

function isSame(one: ModuleDirectory, other: ModuleDirectory): boolean {
  return (
    one.files.length === other.files.length &&
    one.unreadable.length === other.unreadable.length &&
    one.files.every((file, index) => file === other.files[index])
  );
}

interface Place {
  readonly uri: string;
  readonly range: { readonly start: number };
}

function byPlace(one: Place, other: Place): number {
  return compare(one.uri, other.uri) || one.range.start - other.range.start;
}

/** Whether Terraform reads a file of this name, as configuration or for the values of variables. */
export function isReadByTerraform(name: string): boolean {
  return fileKind(name) !== undefined;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
