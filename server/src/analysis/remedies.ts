import { directoryOf } from '../base/uri';
import type { FixContext, ModuleUse } from '../fixes/fix';
import { fixesFor } from '../fixes/index';
import { withMoves } from '../fixes/state/movedState';
import type { Hazard } from '../rules/hazard';
import type { AnalysedConfiguration } from './analysedConfiguration';
import { movesIn, treesIn } from './callTree';
import type { DeployedStates } from './deployedStates';
import type { Finding } from './finding';
import type { FoundHazard } from './mergedFindings';
import type { SourceFile } from './sourceFiles';

/** Everything that was read and analysed at one moment. */
export interface KnownConfigurations {
  /** By the root module's directory. */
  readonly configurations: ReadonlyMap<string, AnalysedConfiguration>;
  /** Every file that was read as configuration, by its URI. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Whether a file is in the folders and not fetched by a tool. */
  isOwn(uri: string): boolean;
}

/** A finding with its remedies, and what was known to be deployed when they were found. */
interface FinishedFinding {
  readonly finding: Finding;
  readonly stateVersion: number;
}

/** Knows which remedies a finding has; a finding stays the same object as long as nothing about it changed. */
export class Remedies {
  private readonly finished = new WeakMap<Hazard, FinishedFinding>();

  constructor(private readonly states: DeployedStates) {}

  /** The finding with the remedies that are really offered: what fixes need to know is not known before. */
  async finish(found: FoundHazard, contextOf: (found: FoundHazard) => FixContext): Promise<Finding> {
    const { finding, hazard } = found;
    const stateVersion = this.states.version;
    const known = this.finished.get(hazard);
    const isSame = known !== undefined && hasSameWays(known.finding, finding);
    if (isSame && known.stateVersion === stateVersion) return known.finding;
    const offered = await fixesFor(contextOf(found));
    const applied = offered.filter(({ id, applicability }) => id !== 'accept' && applicability !== 'by-hand');
    const remedies = new Set(applied.map(({ id }) => id));
    const fixes = [...remedies].sort();
    const isUnchanged = isSame && known.finding.fixes.join() === fixes.join();
    const finished = isUnchanged ? known.finding : { ...finding, fixes };
    this.finished.set(hazard, { finding: finished, stateVersion });
    return finished;
  }

  /** What fixes may look at. The state of each root module is looked up once, when one of them asks for it. */
  contexts(known: KnownConfigurations): (found: FoundHazard) => FixContext {
    const { configurations, files } = known;
    const stateOf = this.stateReader(known);
    return ({ finding, hazard, alike }) => ({
      rule: finding.rule,
      hazard,
      alike,
      texts: (uri) => (known.isOwn(uri) ? files.get(uri) : undefined),
      stateOf,
      usesOf: (directory) => usesOf(directory, configurations),
      filesIn: (directory) =>
        [...files.values()].filter(({ uri }) => directoryOf(uri) === directory && known.isOwn(uri)),
    });
  }

  /** Looks up what is deployed of root modules, each once, under the addresses that `moved` blocks lead to. */
  private stateReader({ configurations, files }: KnownConfigurations): FixContext['stateOf'] {
    const states = new Map<string, ReturnType<FixContext['stateOf']>>();
    return (directory) => {
      const state =
        states.get(directory) ??
        this.states
          .of(directory, (uri) => files.get(uri))
          .then((found) => found && withMoves(found, movesIn(configurations.get(directory)?.tree)));
      states.set(directory, state);
      return state;
    };
  }
}

/** Where the call trees of all root modules have the module in `directory`. */
function usesOf(
  directory: string,
  configurations: ReadonlyMap<string, AnalysedConfiguration>,
): readonly ModuleUse[] {
  return [...configurations].flatMap(([root, { tree }]) =>
    [...treesIn(tree)]
      .filter(({ contents }) => contents.directory.directory === directory)
      .map(({ address }) => ({ root, address })),
  );
}

/** Whether two findings of one hazard come the same ways: then everything that was merged into them is the same. */
function hasSameWays({ ways }: Finding, other: Finding): boolean {
  return (
    ways.length === other.ways.length && ways.every(({ path }, index) => path === other.ways[index]?.path)
  );
}
