import type { LineIndex } from '../base/lineIndex';
import { directoryOf } from '../base/uri';
import { passingFile, type PassingFile } from '../fixes/edits/editable';
import { fixesFor, pinnedTo } from '../fixes/index';
import type { Facts } from '../models/catalogue';
import { withProjectRows } from '../models/projectRows';
import type { HclJsonReader } from '../syntax/hclJson';
import { configurationOf, type AnalysedConfiguration } from './analysedConfiguration';
import type { Finding, Fix, Note } from './finding';
import { hclJsonOfFile } from './hclJsonOfFile';
import { mergeFindings } from './mergedFindings';
import type { ModuleContents } from './moduleContents';
import { factsAt, type PlaceFacts } from './placeFacts';
import type { KnownConfigurations, Remedies } from './remedies';
import type { SourceFile } from './sourceFiles';
import { applySuppressions } from './suppressions';

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
  /** Files (URIs) in which something cannot be read, those that are not the user's own included. */
  readonly broken: ReadonlySet<string>;
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

/**
 * Why a file is not to be edited: it is not among the user's own, an edit would not last, or it was not understood as
 * a whole.
 */
export type EditObstacle = 'elsewhere' | PassingFile | 'syntax-errors';

/** What a snapshot is taken of. */
export interface SnapshotSources extends KnownConfigurations {
  /** The modules in the folders, by directory. */
  readonly modules: ReadonlyMap<string, ModuleContents>;
  readonly remedies: Remedies;
  readonly facts: Facts;
  readonly hclJson: HclJsonReader;
  /** Whether a file is in the folders. */
  covers(uri: string): boolean;
  /** The date that suppression comments are compared with, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** Everything that is known now, in a form that later analyses do not change. */
export async function takeSnapshot(sources: SnapshotSources): Promise<Snapshot> {
  const { files, modules, remedies } = sources;
  const configurations = [...sources.configurations.values()];
  const projects = new Map(
    configurations.flatMap(({ project }) => (project ? [[project.uri, project]] : [])),
  );
  const found = mergeFindings(configurations.flatMap(({ analysis }) => analysis.found));
  const contextOf = remedies.contexts(sources);
  const finished = await Promise.all(
    found.map(async (one) => ({ ...one, finding: await remedies.finish(one, contextOf) })),
  );
  const known = new Map(finished.map((one) => [one.finding, one]));
  const notes = notesOf(sources, configurations);
  const own = [...files.values()].filter(({ uri }) => sources.isOwn(uri));
  const outcome = applySuppressions(
    finished.map(({ finding }) => finding),
    own,
    sources.today,
    doubtsIn(notes),
  );
  return {
    findings: [...outcome.findings].sort((a, b) => byPlace(a, b) || compare(a.address, b.address)),
    notes: [...notes, ...outcome.notes].sort(byPlace),
    broken: brokenFiles([...modules.values(), ...configurations.flatMap(({ contents }) => [...contents])]),
    files: own.length,
    modules: modules.size,
    file: (uri) => files.get(uri) ?? projects.get(uri),
    fixesFor: async (finding) => {
      const one = known.get(finding);
      return one === undefined ? [] : fixesFor(contextOf(one));
    },
    pinnedTo: (finding, value) => {
      const one = known.get(finding);
      return Promise.resolve(one && pinnedTo(contextOf(one), value));
    },
    obstacleIn: (uri) => obstacleIn(files.get(uri), sources),
    factsAt: (uri, offset) => factsOf(uri, offset, sources, outcome.findings),
    hclJson: async (uri) => {
      const file = files.get(uri);
      return file && hclJsonOfFile(file, sources.hclJson);
    },
  };
}

function brokenFiles(modules: readonly ModuleContents[]): ReadonlySet<string> {
  const notes = [...new Set(modules)].flatMap((contents) => contents.notes());
  return new Set(notes.flatMap(({ kind, uri }) => (kind === 'syntax-error' ? [uri] : [])));
}

/** Whether nothing can be said about the suppressions in a file, because not all of its findings are known. */
function doubtsIn(notes: readonly Note[]): (uri: string) => boolean {
  const doubtful = new Set(notes.map(({ uri }) => uri));
  const failed = new Set(
    notes.filter(({ kind }) => kind === 'analysis-failed').map(({ uri }) => directoryOf(uri)),
  );
  return (uri) => doubtful.has(uri) || failed.has(directoryOf(uri));
}

function obstacleIn(
  file: SourceFile | undefined,
  { covers }: Pick<SnapshotSources, 'covers'>,
): EditObstacle | undefined {
  if (file === undefined || !covers(file.uri)) return 'elsewhere';
  return passingFile(file) ?? (file.syntax.errors.length > 0 ? 'syntax-errors' : undefined);
}

async function factsOf(
  uri: string,
  offset: number,
  { files, configurations, facts }: SnapshotSources,
  findings: readonly Finding[],
): Promise<PlaceFacts | undefined> {
  const configuration = configurationOf(uri, files.get(uri)?.text, [...configurations.values()]);
  if (configuration === undefined) return undefined;
  const { tree, versions: locked, project, policy } = configuration;
  const { variables } = policy;
  const known = withProjectRows(facts, project?.rows);
  return factsAt({ uri, offset }, { tree, locked, variables, facts: known }, findings);
}

/** What could not be read or followed; said of the user's own files only, and once. */
function notesOf(
  { modules, isOwn }: Pick<SnapshotSources, 'modules' | 'isOwn'>,
  configurations: readonly AnalysedConfiguration[],
): readonly Note[] {
  const projects = new Set(configurations.flatMap(({ project }) => project ?? []));
  const all = [
    ...[...modules.values()].flatMap((contents) => contents.notes()),
    ...configurations.flatMap(({ notes, analysis, policy }) => [
      ...notes,
      ...analysis.notes,
      ...policy.notes,
    ]),
    ...[...projects].flatMap((project) => project.notes),
  ];
  const isExcluded = (uri: string) => configurations.some(({ policy }) => policy.excludes(uri));
  const byText = new Map<string, Note>();
  for (const note of all) {
    if (isOwn(note.uri) && !isExcluded(note.uri)) {
      byText.set(`${note.uri} ${String(note.range.start)} ${note.message}`, note);
    }
  }
  return [...byText.values()];
}

interface Place {
  readonly uri: string;
  readonly range: { readonly start: number };
}

function byPlace(one: Place, other: Place): number {
  return compare(one.uri, other.uri) || one.range.start - other.range.start;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
