import { Evaluator } from '../flow/evaluator';
import { blocksInReach } from '../flow/reach';
import { fileKind, inPrecedenceOrder } from '../modules/fileKinds';
import { collectModule, type BlockInFile } from '../modules/module';
import type { Facts } from '../models/catalogue';
import { findReplacements, type Replacement } from '../rules/replacement';
import { providerOf } from '../modules/providers';
import { replacementRules } from '../rules/index';
import type { ReplacementRule } from '../rules/rule';
import { joinContent, rejectionError, type HclJsonReader } from '../syntax/hclJson';
import type { Finding, Note, PathStep } from './finding';
import type { LockedVersions } from './lockFiles';
import type { ModuleDirectory, SourceFile } from './sourceFiles';

/** What is known about one module directory. */
export interface ModuleAnalysis {
  /** Before suppression comments are applied. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** What each finding was made of, for its fixes. */
  readonly replacements: ReadonlyMap<Finding, Replacement>;
}

/** Analyses one directory. Broken files and blocks become notes; the rest of the module is still read. */
export async function analyseModule(
  module: ModuleDirectory,
  facts: Facts,
  versions: LockedVersions,
  hclJson: HclJsonReader,
): Promise<ModuleAnalysis> {
  const roleOf = (file: SourceFile) => fileKind(file.name)?.role;
  const configuration = module.files.filter((file) => roleOf(file) === 'configuration');
  const values = module.files.filter((file) => roleOf(file) === 'variable-values');
  const notes = [...module.unreadable.map(unreadableNote), ...module.files.flatMap(syntaxNotes)];
  const sound = configuration.flatMap((file) =>
    file.syntax.blocks
      .filter((block) => !block.broken)
      .map((block): BlockInFile => ({ uri: file.uri, block })),
  );
  const dataSources = typesOf(sound, 'data');
  const inReach = blocksInReach(sound, await facts.catalogueFor({ dataSources, resources: [] }));
  if (inReach.size === 0) return { findings: [], notes, replacements: new Map() };

  const files = new Map(configuration.map((file) => [file.uri, file]));
  const blocks = await readContent(sound, inReach, files, hclJson, notes);
  const ordered = inPrecedenceOrder(values.map((file) => file.name));
  const variableFiles = ordered.flatMap((name) => values.filter((file) => file.name === name));
  const declared = collectModule(module.directory, blocks, variableFiles);
  const resources = [...inReach]
    .filter(({ block }) => block.type === 'resource')
    .map(({ block: { labels, body } }) => {
      const [type = ''] = labels;
      return { type, provider: providerOf(type, body, declared.requiredProviders).name };
    });
  const catalogue = await facts.catalogueFor({ dataSources, resources });
  const evaluator = new Evaluator(declared, catalogue);
  const replacements = new Map<Finding, Replacement>();
  for (const replacement of findReplacements(evaluator, catalogue, versions)) {
    const rule = replacementRules.find((candidate) => candidate.applies(replacement));
    if (rule !== undefined) replacements.set(toFinding(rule, replacement, module.directory), replacement);
  }
  if (evaluator.isIncomplete) {
    const message = 'Values here depend on each other over too many steps: some were not followed.';
    const uri = blocks[0]?.uri ?? module.directory;
    notes.push({ kind: 'analysis-failed', uri, range: { start: 0, end: 0 }, message });
  }
  return { findings: [...replacements.keys()], notes, replacements };
}

/** The types of the blocks of one kind. */
function typesOf(blocks: readonly BlockInFile[], kind: 'data' | 'resource'): readonly string[] {
  return blocks.filter(({ block }) => block.type === kind).flatMap(({ block }) => block.labels[0] ?? []);
}

/** Joins the HCL JSON of the blocks in reach; a block that Terraform's parser rejects is left out. */
async function readContent(
  blocks: readonly BlockInFile[],
  inReach: ReadonlySet<BlockInFile>,
  files: ReadonlyMap<string, SourceFile>,
  hclJson: HclJsonReader,
  notes: Note[],
): Promise<readonly BlockInFile[]> {
  const read = await Promise.all(
    blocks.map(async (blockInFile): Promise<readonly BlockInFile[]> => {
      const { uri, block } = blockInFile;
      const file = files.get(uri);
      if (file?.syntax.language !== 'hcl' || !inReach.has(blockInFile)) return [blockInFile];
      const conversion = await hclJson.convert(file.text.slice(block.range.start, block.range.end));
      if ('content' in conversion) return [{ uri, block: joinContent(block, conversion.content) }];
      const { range, message } = rejectionError(conversion.rejection, block.range, file.text);
      notes.push({ kind: 'syntax-error', uri, range, message });
      return [];
    }),
  );
  return read.flat();
}

function toFinding(rule: ReplacementRule, replacement: Replacement, module: string): Finding {
  const { resource, arrival, model, certainty } = replacement;
  const { drift } = arrival;
  return {
    rule: rule.id,
    severity: rule.severity(replacement),
    certainty,
    address: resource.address,
    module,
    attribute: arrival.attribute,
    source: drift.source.address,
    sourceAttribute: drift.attribute,
    volatility: drift.source.volatility,
    consequence: model.consequence,
    uri: drift.at.uri,
    range: drift.at.range,
    message: rule.message(replacement),
    callers: [],
    path: pathOf(replacement),
    fixes: [],
  };
}

function pathOf({ arrival }: Replacement): readonly PathStep[] {
  const { source, hops } = arrival.drift;
  const start: PathStep = {
    uri: source.uri,
    range: source.range,
    label: source.address,
    message: `${source.address} ${source.because}`,
  };
  const further = hops.map(({ uri, range, label }) => ({
    uri,
    range,
    label,
    message: `${label} takes the value over`,
  }));
  return [start, ...further];
}

function unreadableNote({ uri }: { readonly uri: string }): Note {
  const message = 'This file cannot be read as UTF-8 text, so nothing in it is checked.';
  return { kind: 'unreadable-file', uri, range: { start: 0, end: 0 }, message };
}

function syntaxNotes(file: SourceFile): readonly Note[] {
  return file.syntax.errors.map(({ range, message }) => ({
    kind: 'syntax-error' as const,
    uri: file.uri,
    range,
    message: `${message} What stands around it is not checked.`,
  }));
}
