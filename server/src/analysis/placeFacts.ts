import type { TextRange } from '../base/textRange';
import { directoryOf } from '../base/uri';
import { Evaluator } from '../flow/evaluator';
import type { CatalogueSource } from '../models/projectRows';
import type { BlockInFile, ResourceDeclaration } from '../modules/module';
import { argumentFacts } from './argumentFacts';
import { treesIn, type CallTree } from './callTree';
import { readConfiguration, type ReadConfiguration } from './configurationAnalysis';
import { dataSourceFacts } from './dataSourceFacts';
import type { Finding } from './finding';
import type { LockedVersions } from './lockFiles';
import { namedPlaceAt, touches } from './placeInBlock';

/** What is known at a place of a configuration, in sentences. */
export interface PlaceFacts {
  /** What it is about. */
  readonly range: TextRange;
  readonly headline: string;
  readonly details: readonly string[];
  /** The findings at this place. */
  readonly findings: readonly Finding[];
}

/** A configuration that a file is part of. */
export interface PlaceConfiguration {
  readonly tree: CallTree;
  readonly locked: LockedVersions;
  readonly facts: CatalogueSource;
}

/** A caret in a file. */
interface Caret {
  readonly uri: string;
  readonly offset: number;
}

/** A declaration as each of the calls of its module sees it. */
export interface DeclarationInModule {
  readonly evaluator: Evaluator;
  readonly declaration: ResourceDeclaration;
}

/**
 * What is known at an argument's name that forces replacement, or at the header of a data source; undefined anywhere
 * else, and in blocks that cannot be read.
 */
export async function factsAt(
  caret: Caret,
  configuration: PlaceConfiguration,
  findings: readonly Finding[],
): Promise<PlaceFacts | undefined> {
  const asked = blockAt(configuration.tree, caret);
  if (asked === undefined) return undefined;
  const { block } = asked;
  const { offset } = caret;
  if (block.type === 'data' && touches(block.headerRange, offset)) {
    const { read, seen } = await declarationsOf(asked, configuration);
    const isNeutral = read?.models.isNeutral(block.labels[0] ?? '') === true;
    return dataSourceFacts(seen, block.headerRange, isNeutral);
  }
  const place = block.type === 'resource' ? namedPlaceAt(block.body, offset) : undefined;
  if (place === undefined) return undefined;
  const { seen } = await declarationsOf(asked, configuration);
  return argumentFacts(seen, place, findings);
}

/** The readable block around a caret. */
function blockAt(tree: CallTree, { uri, offset }: Caret): BlockInFile | undefined {
  for (const { contents } of treesIn(tree)) {
    if (contents.directory.directory !== directoryOf(uri)) continue;
    return contents.blocks.find((one) => one.uri === uri && touches(one.block.range, offset));
  }
  return undefined;
}

interface SeenDeclaration {
  readonly read: ReadConfiguration | undefined;
  readonly seen: readonly DeclarationInModule[];
}

/** What a block declares, once for each way in which the configuration calls its module. */
async function declarationsOf(
  asked: BlockInFile,
  { tree, locked, facts }: PlaceConfiguration,
): Promise<SeenDeclaration> {
  const read = await readConfiguration(tree, facts, false, asked);
  if (read === undefined) return { read, seen: [] };
  const { type, labels } = asked.block;
  const address = [...(type === 'data' ? ['data'] : []), ...labels].join('.');
  const root = new Evaluator(read.root, { models: read.models, locked });
  const seen = [...evaluatorsBelow(root)].flatMap((evaluator) => {
    if (evaluator.module.directory !== directoryOf(asked.uri)) return [];
    const declaration = evaluator.module.resources.get(address);
    return declaration === undefined ? [] : [{ evaluator, declaration }];
  });
  return { read, seen };
}

function* evaluatorsBelow(evaluator: Evaluator): Generator<Evaluator> {
  yield evaluator;
  for (const name of evaluator.node.calls.keys()) {
    const called = evaluator.calledModule(name);
    if (called !== undefined) yield* evaluatorsBelow(called);
  }
}
