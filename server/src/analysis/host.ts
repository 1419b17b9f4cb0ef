import { say } from '../base/language';
import type { FileSystem } from '../base/fileSystem';
import type { LineIndex } from '../base/lineIndex';
import type { Logger } from '../base/logger';
import { TimeSlice } from '../base/timeSlice';
import { directoryOf } from '../base/uri';
import { passingFile, type PassingFile } from '../fixes/edits/editable';
import type { FixContext, ModuleUse } from '../fixes/fix';
import { fixesFor, pinnedTo } from '../fixes/index';
import { withMoves } from '../fixes/state/movedState';
import { Facts } from '../models/catalogue';
import type { FactsLibrary, FactsLoader } from '../models/facts';
import { withProjectRows } from '../models/projectRows';
import type { Hazard } from '../rules/hazard';
import { HclJsonReader } from '../syntax/hclJson';
import { createSyntaxReader, type SyntaxReader } from '../syntax/parser';
import { growCallTree, movesIn, treesIn, type CallTree } from './callTree';
import { analyseConfiguration, readConfiguration, type ConfigurationAnalysis } from './configurationAnalysis';
import { DeployedStates, type StateOutcome } from './deployedStates';
import { entryPoints } from './entryPoints';
import type { Finding, Fix, Note } from './finding';
import { hclJsonOfFile } from './hclJsonOfFile';
import { LockFiles, type LockedVersions } from './lockFiles';
import { mergeFindings, type FoundHazard } from './mergedFindings';
import type { ModuleContents } from './moduleContents';
import { ModuleStore } from './moduleStore';
import { factsAt, type PlaceFacts } from './placeFacts';
import { Policies, type FolderPolicy, type Policy } from './policies';
import { ProjectFiles, type ProjectFile } from './projectFiles';
import { fileKind } from '../modules/fileKinds';
import { isFetched } from '../modules/fetchedFiles';
import { SourceFiles, type SourceFile } from './sourceFiles';
import { applySuppressions } from './suppressions';
import { answerWhatIf, type WhatIfAnswer, type WhatIfQuestion } from './whatIf';

export type { StateOutcome } from './deployedStates';
export type { PlaceFacts } from './placeFacts';
export type { FolderPolicy } from './policies';
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
  /** Why no fix that is applied unseen should edit a file; undefined where one may. */
  obstacleIn(uri: string): EditObstacle | undefined;
  /**
   * The fix that pins one of `findings` to `value`, which a front end looked up (`Fix.lookUp`) and the user chose;
   * undefined where there is none to be pinned. Never writes.
   */
  pinnedTo(finding: Finding, value: string): Promise<Fix | undefined>;
  /**
   * What is known at an offset of a file: at the name of an argument that forces replacement, and at the header of a
   * data source. Undefined anywhere else.
   */
  factsAt(uri: string, offset: number): Promise<PlaceFacts | undefined>;
  /** What a file says as HCL JSON, as `hclJsonOfFile` gives it; undefined where it was not read. */
  hclJson(uri: string): Promise<string | undefined>;
}

/** A root module, by its directory's URI. */
export interface RootState {
  readonly uri: string;
  /** Whether Terraform's local state file says what is deployed of it. */
  readonly hasLocalState: boolean;
}

/**
 * Why a file is not to be edited: it is not among the user's own, an edit would not last, or it was not understood as
 * a whole.
 */
export type EditObstacle = 'elsewhere' | PassingFile | 'syntax-errors';

/** Says whether to go on; `checkCancelled` throws `Cancelled` where nobody waits for the answer any more. */
export interface AnalysisRequest {
  checkCancelled(): void;
  /** Only these module directories (URIs) are read and analysed; all there are where absent. */
  readonly only?: readonly string[];
}

/** A finding with its remedies, and what was known to be deployed when they were found. */
interface FinishedFinding {
  readonly finding: Finding;
  readonly stateVersion: number;
}

/** The analysis of a root module, with everything that it was made from: it holds as long as that stays the same. */
interface CachedAnalysis {
  readonly tree: CallTree;
  readonly contents: ReadonlySet<ModuleContents>;
  readonly versions: LockedVersions;
  readonly project: ProjectFile | undefined;
  readonly policy: Policy;
  readonly notes: readonly Note[];
  readonly analysis: ConfigurationAnalysis;
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
  private readonly analyses: Map<string, CachedAnalysis>;
  /** Findings with their remedies: a finding stays the same object as long as nothing about it changed. */
  private readonly finished: WeakMap<Hazard, FinishedFinding>;

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
    this.finished = original?.finished ?? new WeakMap<Hazard, FinishedFinding>();
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
    for (const root of roots) {
      if (request.only === undefined || this.concerns(root, request.only)) await this.analyseAgain(root);
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
    const folder = this.sourceFiles.folderOf(root);
    const versions = await this.lockFiles.versionsFor(root, folder);
    const project = await this.projectFiles.for(root, folder);
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

  /** Analyses a configuration unless nothing in it changed; one that cannot be analysed loses its findings. */
  private async analyseAgain(root: string): Promise<void> {
    const known = this.analyses.get(root);
    const notes: Note[] = [];
    const tree = await this.callTreeOf(root, notes);
    if (tree === undefined) return;
    const contents = new Set([...treesIn(tree)].map((one) => one.contents));
    const isSame =
      known?.contents.size === contents.size && [...contents].every((one) => known.contents.has(one));
    const folder = this.sourceFiles.folderOf(root);
    const versions = await this.lockFiles.versionsFor(root, folder);
    const project = await this.projectFiles.for(root, folder);
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

  private async snapshot(): Promise<Snapshot> {
    const files = this.analysedFiles();
    const configurations = [...this.analyses.values()];
    const projects = new Map(
      [...this.analyses.values()].flatMap(({ project }) => (project ? [[project.uri, project]] : [])),
    );
    const found = mergeFindings([...this.analyses.values()].flatMap(({ analysis }) => analysis.found));
    const stateOf = this.stateReader(files);
    const withRemedies = await Promise.all(
      found.map(async (one) => ({ ...one, finding: await this.finish(one, files, stateOf) })),
    );
    const notes = this.notes([...projects.values()]);
    const today = this.environment.today?.() ?? new Date().toISOString().slice(0, 10);
    const own = [...files.values()].filter(({ uri }) => this.isOwn(uri));
    const doubtful = new Set(notes.map(({ uri }) => uri));
    const failed = notes.filter(({ kind }) => kind === 'analysis-failed').map(({ uri }) => directoryOf(uri));
    const outcome = applySuppressions(
      withRemedies.map(({ finding }) => finding),
      own,
      today,
      (uri) => doubtful.has(uri) || failed.includes(directoryOf(uri)),
    );
    const known = new Map(withRemedies.map((one) => [one.finding, one]));
    return {
      findings: [...outcome.findings].sort((a, b) => byPlace(a, b) || compare(a.address, b.address)),
      notes: [...notes, ...outcome.notes].sort(byPlace),
      files: own.length,
      modules: this.modules.own.size,
      file: (uri) => files.get(uri) ?? projects.get(uri),
      fixesFor: async (finding) => {
        const one = known.get(finding);
        return one === undefined ? [] : fixesFor(this.fixContext(one, files, stateOf));
      },
      pinnedTo: (finding, value) => {
        const one = known.get(finding);
        return Promise.resolve(one && pinnedTo(this.fixContext(one, files, stateOf), value));
      },
      obstacleIn: (uri) => {
        const file = files.get(uri);
        if (file === undefined || !this.sourceFiles.covers(uri)) return 'elsewhere';
        return passingFile(file) ?? (file.syntax.errors.length > 0 ? 'syntax-errors' : undefined);
      },
      factsAt: (uri, offset) => {
        const text = files.get(uri)?.text;
        const configuration = configurationOf(uri, text, configurations);
        if (configuration === undefined) return Promise.resolve(undefined);
        const { tree, versions: locked, project, policy } = configuration;
        const facts = withProjectRows(this.facts, project?.rows);
        const { variables } = policy;
        return factsAt({ uri, offset }, { tree, locked, variables, facts }, outcome.findings);
      },
      hclJson: async (uri) => {
        const file = files.get(uri);
        return file && hclJsonOfFile(file, this.hclJson);
      },
    };
  }

  /** Every file that was read as configuration, those of called modules elsewhere included. */
  private analysedFiles(): ReadonlyMap<string, SourceFile> {
    const called = [...this.analyses.values()].flatMap(({ contents }) => [...contents]);
    const all = new Set([...this.modules.own.values(), ...called]);
    return new Map([...all].flatMap(({ directory }) => directory.files.map((file) => [file.uri, file])));
  }

  /** What could not be read or followed; said of the user's own files only, and once. */
  private notes(projects: readonly ProjectFile[]): readonly Note[] {
    const ofFiles = [...this.modules.own.values()].flatMap((contents) => contents.notes());
    const analyses = [...this.analyses.values()];
    const ofAnalyses = analyses.flatMap(({ notes, analysis, policy }) => [
      ...notes,
      ...analysis.notes,
      ...policy.notes,
    ]);
    const isExcluded = (uri: string) => analyses.some(({ policy }) => policy.excludes(uri));
    const byText = new Map<string, Note>();
    for (const note of [...ofFiles, ...ofAnalyses, ...projects.flatMap((project) => project.notes)]) {
      if (this.isOwn(note.uri) && !isExcluded(note.uri))
        byText.set(`${note.uri} ${String(note.range.start)} ${note.message}`, note);
    }
    return [...byText.values()];
  }

  /** The finding with the remedies that are really offered: what fixes need to know is not known before. */
  private async finish(
    found: FoundHazard,
    files: ReadonlyMap<string, SourceFile>,
    stateOf: FixContext['stateOf'],
  ): Promise<Finding> {
    const { finding, hazard } = found;
    const stateVersion = this.states.version;
    const known = this.finished.get(hazard);
    const isSame = known !== undefined && hasSameWays(known.finding, finding);
    if (isSame && known.stateVersion === stateVersion) return known.finding;
    const offered = await fixesFor(this.fixContext(found, files, stateOf));
    const applied = offered.filter(({ id, applicability }) => id !== 'accept' && applicability !== 'by-hand');
    const remedies = new Set(applied.map(({ id }) => id));
    const fixes = [...remedies].sort();
    const isUnchanged = isSame && known.finding.fixes.join() === fixes.join();
    const finished = isUnchanged ? known.finding : { ...finding, fixes };
    this.finished.set(hazard, { finding: finished, stateVersion });
    return finished;
  }

  private fixContext(
    { finding, hazard, alike }: FoundHazard,
    files: ReadonlyMap<string, SourceFile>,
    stateOf: FixContext['stateOf'],
  ): FixContext {
    return {
      rule: finding.rule,
      hazard,
      alike,
      texts: (uri) => (this.isOwn(uri) ? files.get(uri) : undefined),
      stateOf,
      usesOf: (directory) => this.usesOf(directory),
      filesIn: (directory) =>
        [...files.values()].filter(({ uri }) => directoryOf(uri) === directory && this.isOwn(uri)),
    };
  }

  /** Looks up what is deployed of root modules, each once, under the addresses that `moved` blocks lead to. */
  private stateReader(files: ReadonlyMap<string, SourceFile>): FixContext['stateOf'] {
    const trees = new Map([...this.analyses].map(([root, { tree }]) => [root, tree]));
    const known = new Map<string, ReturnType<FixContext['stateOf']>>();
    return (directory) => {
      const state =
        known.get(directory) ??
        this.states
          .of(directory, (uri) => files.get(uri))
          .then((found) => found && withMoves(found, movesIn(trees.get(directory))));
      known.set(directory, state);
      return state;
    };
  }

  /** Where the call trees of all root modules have the module in `directory`. */
  private usesOf(directory: string): readonly ModuleUse[] {
    return [...this.analyses].flatMap(([root, { tree }]) =>
      [...treesIn(tree)]
        .filter(({ contents }) => contents.directory.directory === directory)
        .map(({ address }) => ({ root, address })),
    );
  }
}

/** Whether two findings of one hazard come the same ways: then everything that was merged into them is the same. */
function hasSameWays({ ways }: Finding, other: Finding): boolean {
  return (
    ways.length === other.ways.length && ways.every(({ path }, index) => path === other.ways[index]?.path)
  );
}

/** Nothing is known about a configuration whose analysis failed, and that is said. */
function failedAnalysis({ directory }: ModuleContents): ConfigurationAnalysis {
  const message = say`This directory could not be analysed because of a defect in Holdfast; see its log.`;
  const at = { uri: directory.files[0]?.uri ?? directory.directory, range: { start: 0, end: 0 } };
  return { found: [], notes: [{ kind: 'analysis-failed', ...at, message }] };
}

/** The configuration that speaks for a file with this text: the one that it is the root of, before any other. */
function configurationOf(
  uri: string,
  text: string | undefined,
  configurations: readonly CachedAnalysis[],
): CachedAnalysis | undefined {
  return (
    configurations.find(({ tree }) => isPartOf(uri, text, [tree.contents])) ??
    configurations.find(({ contents }) => isPartOf(uri, text, contents))
  );
}

/** Whether the file `uri` with this text belongs to one of these modules. */
function isPartOf(uri: string, text: string | undefined, modules: Iterable<ModuleContents>): boolean {
  return [...modules].some(({ directory }) =>
    directory.files.some((file) => file.uri === uri && file.text === text),
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
