import { inBatches } from '../base/batches';
import type { FileSystem } from '../base/fileSystem';
import type { Logger } from '../base/logger';
import { TimeSlice } from '../base/timeSlice';
import { Facts } from '../models/catalogue';
import type { FactsLibrary, FactsLoader } from '../models/facts';
import { withProjectRows } from '../models/projectRows';
import { isFetched } from '../modules/fetchedFiles';
import { fileKind } from '../modules/fileKinds';
import { HclJsonReader } from '../syntax/hclJson';
import { createSyntaxReader, type SyntaxReader } from '../syntax/parser';
import { failedAnalysis, type AnalysedConfiguration } from './analysedConfiguration';
import { growCallTree, treesIn, type CallTree } from './callTree';
import { analyseConfiguration, readConfiguration, type ConfigurationAnalysis } from './configurationAnalysis';
import { DeployedStates, type StateOutcome } from './deployedStates';
import { entryPoints } from './entryPoints';
import type { Note } from './finding';
import { LockFiles } from './lockFiles';
import { ModuleStore } from './moduleStore';
import { Policies, type FolderPolicy } from './policies';
import { ProjectFiles } from './projectFiles';
import { Remedies } from './remedies';
import { takeSnapshot, type Snapshot } from './snapshot';
import { SourceFiles, type SourceFile } from './sourceFiles';
import { answerWhatIf, type WhatIfAnswer, type WhatIfQuestion } from './whatIf';

export type { StateOutcome } from './deployedStates';
export type { PlaceFacts } from './placeFacts';
export type { FolderPolicy } from './policies';
export type { AnalysedFile, EditObstacle, Snapshot } from './snapshot';
export { resolvePath } from '../modules/moduleSource';
export {
  createSyntaxReader,
  type FactsLibrary,
  type FactsLoader,
  type SyntaxReader,
  type WhatIfAnswer,
  type WhatIfQuestion,
};

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

/** A root module, by its directory's URI. */
export interface RootState {
  readonly uri: string;
  /** Whether Terraform's local state file says what is deployed of it. */
  readonly hasLocalState: boolean;
}

/** Says whether to go on; `checkCancelled` throws `Cancelled` where nobody waits for the answer any more. */
export interface AnalysisRequest {
  checkCancelled(): void;
  /** Only these module directories (URIs) are read and analysed; all there are where absent. */
  readonly only?: readonly string[];
}

/**
 * Holds the state between analyses: folders, unsaved texts, parsed files. Front ends tell it what changed
 * and ask for a snapshot; it decides what to read and analyse again. It never writes and keeps no timers.
 */
export class AnalysisHost {
  private readonly facts: Facts;
  private readonly sourceFiles: SourceFiles;
  private readonly lockFiles: LockFiles;
  private readonly projectFiles: ProjectFiles;
  private readonly policies: Policies;
  private readonly hclJson: HclJsonReader;
  private readonly modules: ModuleStore;
  private readonly states: DeployedStates;
  /** By the root module's directory. */
  private readonly analyses: Map<string, AnalysedConfiguration>;
  private readonly remedies: Remedies;

  /** With `original`, what that one knows at this moment; see `fork`. */
  constructor(
    private readonly environment: AnalysisEnvironment,
    original?: AnalysisHost,
  ) {
    this.facts = original?.facts ?? new Facts(environment.facts);
    this.sourceFiles =
      original?.sourceFiles.copy() ?? new SourceFiles(environment.fileSystem, environment.syntax);
    this.lockFiles = original?.lockFiles ?? new LockFiles(environment.fileSystem, environment.syntax);
    this.projectFiles =
      original?.projectFiles ??
      new ProjectFiles(async (uri) => {
        const text = await this.sourceFiles.text(uri);
        return text === undefined ? undefined : { text, version: this.sourceFiles.version(uri) };
      });
    this.states = original?.states ?? new DeployedStates(environment.fileSystem);
    this.policies = original?.policies ?? new Policies((uri) => this.sourceFiles.variableFile(uri));
    this.hclJson = original?.hclJson ?? new HclJsonReader(environment.syntax);
    this.modules =
      original?.modules.copy(this.sourceFiles) ?? new ModuleStore(this.sourceFiles, this.hclJson);
    this.analyses = new Map(original?.analyses);
    this.remedies = original?.remedies ?? new Remedies(this.states);
  }

  /**
   * A host that starts from all that this one knows, for trying out what other texts would lead to: what it is told of
   * documents stays its own. Costs little: only what differs is read and analysed again.
   */
  fork(): AnalysisHost {
    return new AnalysisHost(this.environment, this);
  }

  /** The folders whose configurations are analysed, as URIs without a trailing slash. */
  setFolders(folders: readonly string[]): void {
    // Nobody watched the files of a folder while it was closed.
    this.invalidate(folders.filter((folder) => !this.sourceFiles.covers(folder)));
    this.sourceFiles.setFolders(folders);
    this.analyses.clear();
  }

  /** What the front end wants of the configurations in its folders, in place of all that it wanted before. */
  setPolicies(policies: readonly FolderPolicy[]): void {
    this.policies.set(policies);
  }

  /** An editor's text for `uri`, saved or not: it counts instead of the file's until `closeDocument`. */
  setDocument(uri: string, text: string, version: number): void {
    this.sourceFiles.setDocument(uri, text, version);
    this.projectFiles.invalidate([uri]);
  }

  closeDocument(uri: string): void {
    this.sourceFiles.closeDocument(uri);
    this.projectFiles.invalidate([uri]);
  }

  /** Files or directories that were created, changed or deleted outside the editor. */
  invalidate(uris: readonly string[]): void {
    this.sourceFiles.invalidate(uris);
    this.lockFiles.invalidate(uris);
    this.projectFiles.invalidate(uris);
    this.states.invalidate(uris);
  }

  /**
   * Makes `text` what is deployed of the configuration with the root module in `directory` (a URI): a state file, or
   * the JSON that `terraform show -json` prints of a state or a plan. It is kept in memory, and counts instead of
   * the local state file until it is taken back with undefined. What is no state changes nothing.
   */
  setState(directory: string, text: string | undefined): StateOutcome {
    return this.states.give(directory, text);
  }

  /** The directories (URIs) of the root modules that the last analysis found, sorted, with what is known of each. */
  async roots(): Promise<readonly RootState[]> {
    const files = this.analysedFiles();
    const roots = [...this.analyses.keys()].sort();
    return Promise.all(
      roots.map(async (uri) => ({
        uri,
        hasLocalState: await this.states.hasLocal(uri, (file) => files.get(file)),
      })),
    );
  }

  /** Analyses what changed since the last call and returns everything that is known now. */
  async analyse(request: AnalysisRequest): Promise<Snapshot> {
    const slice = new TimeSlice();
    const pause = async (): Promise<void> => {
      await slice.rest();
      request.checkCancelled();
    };
    await this.modules.refresh(pause, request.only);
    const roots = entryPoints(this.modules.own);
    for (const root of [...this.analyses.keys()]) if (!roots.has(root)) this.analyses.delete(root);
    const { only } = request;
    const concerned = [...roots].filter((root) => only === undefined || this.concerns(root, only));
    // Read ahead, for many at a time: files may be far away.
    await inBatches(
      concerned,
      (root) => Promise.all([this.modules.installed(root), this.around(root)]),
      pause,
    );
    for (const root of concerned) {
      await this.analyseAgain(root);
      await pause();
    }
    return this.snapshot();
  }

  /**
   * What Terraform would replace if data sources answered differently, in the configuration with the root module
   * in `root` (a URI); undefined where no configuration is there.
   */
  async whatIf(root: string, question: WhatIfQuestion): Promise<WhatIfAnswer | undefined> {
    const tree = await this.callTreeOf(root, []);
    if (tree === undefined) return undefined;
    const { versions, project } = await this.around(root);
    const configuration = await readConfiguration(tree, withProjectRows(this.facts, project?.rows), true);
    const { variables } = await this.policies.for(root, project);
    return configuration && answerWhatIf(configuration, { locked: versions, variables }, question);
  }

  /** Whether one of these directories is part of the configuration with the root module in `root`. */
  private concerns(root: string, directories: readonly string[]): boolean {
    const known = this.analyses.get(root);
    return (
      directories.includes(root) ||
      [...(known?.contents ?? [])].some(({ directory }) => directories.includes(directory.directory))
    );
  }

  /** What the files around a root module say: its providers' versions, and what its project wants. */
  private async around(root: string): Promise<Pick<AnalysedConfiguration, 'versions' | 'project'>> {
    const folder = this.sourceFiles.folderOf(root);
    const [versions, project] = await Promise.all([
      this.lockFiles.versionsFor(root, folder),
      this.projectFiles.for(root, folder),
    ]);
    return { versions, project };
  }

  /** Analyses a configuration unless nothing in it changed; one that cannot be analysed loses its findings. */
  private async analyseAgain(root: string): Promise<void> {
    const known = this.analyses.get(root);
    const notes: Note[] = [];
    const tree = await this.callTreeOf(root, notes);
    if (tree === undefined) return;
    const contents = new Set([...treesIn(tree)].map((one) => one.contents));
    const isSame =
      known?.contents.size === contents.size && [...contents].every((one) => known.contents.has(one));
    const { versions, project } = await this.around(root);
    const policy = await this.policies.for(root, project);
    const isSameAround = known?.versions === versions && known.project === project && known.policy === policy;
    if (isSame && isSameAround && known.notes.length === notes.length) return;
    const facts = withProjectRows(this.facts, project?.rows);
    let analysis: ConfigurationAnalysis;
    try {
      analysis = await analyseConfiguration(tree, facts, versions, policy, (uri) => this.isOwn(uri));
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.environment.logger.error(`${root} could not be analysed: ${reason}`);
      analysis = failedAnalysis(tree.contents);
    }
    this.analyses.set(root, { tree, contents, versions, project, policy, notes, analysis });
  }

  private async callTreeOf(root: string, notes: Note[]): Promise<CallTree | undefined> {
    const contents = await this.modules.contents(root);
    if (contents === undefined) return undefined;
    return growCallTree(contents, {
      contentsOf: (directory) => this.modules.contents(directory),
      installed: await this.modules.installed(root),
      report: (note) => notes.push(note),
    });
  }

  /** Whether a file is in the folders and not fetched by a tool: what the user edits, and wants to hear about. */
  private isOwn(uri: string): boolean {
    return this.sourceFiles.covers(uri) && !isFetched(uri);
  }

  private snapshot(): Promise<Snapshot> {
    return takeSnapshot({
      configurations: new Map(this.analyses),
      files: this.analysedFiles(),
      modules: this.modules.own,
      remedies: this.remedies,
      facts: this.facts,
      hclJson: this.hclJson,
      isOwn: (uri) => this.isOwn(uri),
      covers: (uri) => this.sourceFiles.covers(uri),
      today: this.environment.today?.() ?? new Date().toISOString().slice(0, 10),
    });
  }

  /** Every file that was read as configuration, those of called modules elsewhere included. */
  private analysedFiles(): ReadonlyMap<string, SourceFile> {
    const called = [...this.analyses.values()].flatMap(({ contents }) => [...contents]);
    const all = new Set([...this.modules.own.values(), ...called]);
    return new Map([...all].flatMap(({ directory }) => directory.files.map((file) => [file.uri, file])));
  }
}

/** Whether Terraform reads a file of this name, as configuration or for the values of variables. */
export function isReadByTerraform(name: string): boolean {
  return fileKind(name) !== undefined;
}
