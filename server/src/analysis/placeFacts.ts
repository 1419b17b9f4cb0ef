import type { TextRange } from '../base/textRange';
import { directoryOf } from '../base/uri';
import { Evaluator } from '../flow/evaluator';
import { instanceScope } from '../flow/instances';
import { fileScope, type Scope } from '../flow/scope';
import type { CatalogueSource } from '../models/projectRows';
import type { BlockInFile, ResourceDeclaration } from '../modules/module';
import { argumentFacts } from './argumentFacts';
import { treesIn, type CallTree } from './callTree';
import { readConfiguration, type ReadConfiguration } from './configurationAnalysis';
import { dataSourceFacts } from './dataSourceFacts';
import type { Finding } from './finding';
import type { LockedVersions } from './lockFiles';
import type { Policy } from './policies';
import { namedPlaceAt, touches } from './placeInBlock';
import { referenceAt } from './referenceAt';
import { referenceFacts } from './referenceFacts';

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
  readonly variables: Policy['variables'];
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
 * What is known at an argument's name that forces replacement, at the header of a data source, or at a reference that
 * carries drift; undefined anywhere else, and in blocks that cannot be read.
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
    return dataSourceFacts(seen, block.headerRange, isNeutral, findings.filter(isFrom(asked)));
  }
  const place = block.type === 'resource' ? namedPlaceAt(block.body, offset) : undefined;
  if (place !== undefined) {
    const { seen } = await declarationsOf(asked, configuration);
    return argumentFacts(seen, place, findings);
  }
  const reference = referenceAt(block.body, offset);
  if (reference === undefined) return undefined;
  const { evaluators } = await evaluatorsOf(asked, configuration);
  const values = evaluators.map((evaluator) => evaluator.evaluate(reference, scopeAround(evaluator, asked)));
  const { range } = reference;
  return referenceFacts(asked.text.slice(range.start, range.end), range, values);
}

/** A block, and the text of its file. */
interface AskedBlock extends BlockInFile {
  readonly text: string;
}

/** The readable block around a caret. */
function blockAt(tree: CallTree, { uri, offset }: Caret): AskedBlock | undefined {
  for (const { contents } of treesIn(tree)) {
    if (contents.directory.directory !== directoryOf(uri)) continue;
    const asked = contents.blocks.find((one) => one.uri === uri && touches(one.block.range, offset));
    const file = contents.directory.files.find((one) => one.uri === uri);
    return asked && file && { ...asked, text: file.text };
  }
  return undefined;
}

/** Whether a finding's value comes from what a block declares. */
function isFrom({ uri, block }: BlockInFile): (finding: Finding) => boolean {
  return ({ path: [source] }) => source?.uri === uri && source.range.start === block.headerRange.start;
}

interface SeenDeclaration {
  readonly read: ReadConfiguration | undefined;
  readonly seen: readonly DeclarationInModule[];
}

/** What a block declares, once for each way in which the configuration calls its module. */
async function declarationsOf(
  asked: BlockInFile,
  configuration: PlaceConfiguration,
): Promise<SeenDeclaration> {
  const { read, evaluators } = await evaluatorsOf(asked, configuration);
  const address = addressOf(asked);
  const seen = evaluators.flatMap((evaluator) => {
    const declaration = evaluator.module.resources.get(address);
    return declaration === undefined ? [] : [{ evaluator, declaration }];
  });
  return { read, seen };
}

/** The module of a block, once for each way in which the configuration calls it. */
async function evaluatorsOf(
  asked: BlockInFile,
  { tree, locked, variables, facts }: PlaceConfiguration,
): Promise<{ readonly read: ReadConfiguration | undefined; readonly evaluators: readonly Evaluator[] }> {
  const read = await readConfiguration(tree, facts, false, asked);
  if (read === undefined) return { read, evaluators: [] };
  const root = new Evaluator(read.root, { models: read.models, locked, variables });
  const evaluators = [...evaluatorsBelow(root)].filter(
    ({ module }) => module.directory === directoryOf(asked.uri),
  );
  return { read, evaluators };
}

/** As references name it: `data.aws_ami.x`, `aws_instance.web`. */
function addressOf({ block: { type, labels } }: BlockInFile): string {
  return [...(type === 'data' ? ['data'] : []), ...labels].join('.');
}

/** What names mean in a block: in a resource, data source or module call also `each` and `count`. */
function scopeAround(evaluator: Evaluator, asked: BlockInFile): Scope {
  const { resources, calls } = evaluator.module;
  const isCall = asked.block.type === 'module';
  const declaration = isCall ? calls.get(asked.block.labels[0] ?? '') : resources.get(addressOf(asked));
  return declaration === undefined ? fileScope(asked.uri) : instanceScope(evaluator, declaration);
}

function* evaluatorsBelow(evaluator: Evaluator): Generator<Evaluator> {
  yield evaluator;
  for (const name of evaluator.node.calls.keys()) {
    const called = evaluator.calledModule(name);
    if (called !== undefined) yield* evaluatorsBelow(called);
  }
}
