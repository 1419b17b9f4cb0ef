import { say } from '../base/language';
import type { CallTree } from './callTree';
import type { ConfigurationAnalysis } from './configurationAnalysis';
import type { Note } from './finding';
import type { LockedVersions } from './lockFiles';
import type { ModuleContents } from './moduleContents';
import type { Policy } from './policies';
import type { ProjectFile } from './projectFiles';

/** The analysis of a root module, with everything that it was made from: it holds as long as that stays the same. */
export interface AnalysedConfiguration {
  readonly tree: CallTree;
  readonly contents: ReadonlySet<ModuleContents>;
  readonly versions: LockedVersions;
  readonly project: ProjectFile | undefined;
  readonly policy: Policy;
  /** What could not be followed from module to module. */
  readonly notes: readonly Note[];
  readonly analysis: ConfigurationAnalysis;
}

/** Nothing is known about a configuration whose analysis failed, and that is said. */
export function failedAnalysis({ directory }: ModuleContents): ConfigurationAnalysis {
  const message = say`This directory could not be analysed because of a defect in Holdfast; see its log.`;
  const at = { uri: directory.files[0]?.uri ?? directory.directory, range: { start: 0, end: 0 } };
  return { found: [], notes: [{ kind: 'analysis-failed', ...at, message }] };
}

/** The configuration that speaks for a file with this text: the one that it is the root of, before any other. */
export function configurationOf(
  uri: string,
  text: string | undefined,
  configurations: readonly AnalysedConfiguration[],
): AnalysedConfiguration | undefined {
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
