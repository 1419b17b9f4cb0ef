import { say } from '../base/language';
import { invariant } from '../base/invariant';
import { directoryOf } from '../base/uri';
import { Evaluator } from '../flow/evaluator';
import { blocksInReach, type ModuleInReach } from '../flow/reach';
import type { Catalogue } from '../models/catalogue';
import type { CatalogueSource } from '../models/projectRows';
import { decidingRow } from '../models/severityRows';
import type { BlockInFile, Declaration, Module } from '../modules/module';
import { nodesBelow, type CalledModule, type ModuleNode } from '../modules/moduleTree';
import { providerOf } from '../modules/providers';
import { findHazards } from '../rules/hazard';
import { rules } from '../rules/index';
import { wakesOf } from '../rules/wake';
import { treesIn, type CallTree } from './callTree';
import type { Finding, Note } from './finding';
import { toFinding } from './findingOfHazard';
import type { LockedVersions } from './lockFiles';
import type { FoundHazard } from './mergedFindings';
import type { ModuleContents } from './moduleContents';
import type { Policy } from './policies';

/** What one root module and all that it calls give. */
export interface ConfigurationAnalysis {
  /** Before suppression comments are applied. */
  readonly found: readonly FoundHazard[];
  readonly notes: readonly Note[];
}

/** A configuration, ready to be evaluated. */
export interface ReadConfiguration {
  readonly root: ModuleNode;
  readonly models: Catalogue;
}

/**
 * Reads what a configuration's questions depend on: the blocks in reach of what drifts, or all where `everything`
 * counts. Undefined where nothing is in reach, unless it is about the block `asked`: its type is then known too.
 */
export async function readConfiguration(
  tree: CallTree,
  facts: CatalogueSource,
  everything = false,
  asked?: BlockInFile,
): Promise<ReadConfiguration | undefined> {
  const modules = reachOf(tree);
  const blocks = modules.flatMap((module) => module.blocks);
  const dataSources = blocks
    .filter(({ block }) => block.type === 'data')
    .map(({ block }) => block.labels[0] ?? '');
  const inReach = everything
    ? new Set(blocks)
    : blocksInReach(modules, await facts.catalogueFor({ dataSources, resources: [] }));
  if (inReach.size === 0 && asked === undefined) return undefined;
  const root = nodeOf(tree, await readModules(tree, inReach));
  const known = asked === undefined ? inReach : new Set([...inReach, asked]);
  const models = await facts.catalogueFor({ dataSources, resources: resourceTypes(root, known) });
  return { root, models };
}

/** Analyses a configuration. `isOwn` says of a file (URI) whether the user edits it: findings are reported there. */
export async function analyseConfiguration(
  tree: CallTree,
  facts: CatalogueSource,
  locked: LockedVersions,
  policy: Policy,
  isOwn: (uri: string) => boolean,
): Promise<ConfigurationAnalysis> {
  const configuration = await readConfiguration(tree, facts);
  if (configuration === undefined) return { found: [], notes: [] };
  const { root, models } = configuration;
  const evaluator = new Evaluator(root, { models, locked, variables: policy.variables });
  const wakes = wakesOf(evaluator);
  const found = findHazards(evaluator).flatMap((hazard): readonly FoundHazard[] => {
    const rule = rules.find((candidate) => candidate.applies(hazard));
    if (rule === undefined) return [];
    const finding = withPolicy(toFinding(rule, hazard, wakes(hazard), isOwn), policy);
    return finding === undefined ? [] : [{ finding, hazard, alike: [hazard] }];
  });
  return { found, notes: evaluator.isIncomplete ? [incompleteNote(tree.contents)] : [] };
}

/** The finding as loud as the policy wants it; undefined where it is not to be reported. */
function withPolicy(finding: Finding, { severities, excludes }: Policy): Finding | undefined {
  if (excludes(finding.uri)) return undefined;
  const { rule, volatility, consequence, address } = finding;
  const [type = ''] = address.replace(/^data\./, '').split('.');
  const row = decidingRow(severities, { rule, volatility, consequence, type });
  if (row === undefined) return finding;
  return row.severity === 'off' ? undefined : { ...finding, severity: row.severity, severityFrom: row.owner };
}

interface ResourceType {
  readonly type: string;
  /** The name of its provider. */
  readonly provider: string;
}

/** The types of the managed resources among `blocks`. */
function resourceTypes(root: ModuleNode, blocks: ReadonlySet<BlockInFile>): readonly ResourceType[] {
  // By address, not by place: what an override file says belongs to a block elsewhere.
  const nameOf = ({ uri, block }: BlockInFile | Declaration) => [directoryOf(uri), ...block.labels].join(' ');
  const names = new Set([...blocks].filter(({ block }) => block.type === 'resource').map(nameOf));
  const types = new Map<string, ResourceType>();
  for (const { module } of nodesBelow(root)) {
    for (const resource of module.resources.values()) {
      const { mode, type, block } = resource;
      if (mode !== 'managed' || !names.has(nameOf(resource))) continue;
      const provider = providerOf(type, block.body, module.requiredProviders).name;
      types.set(`${type} ${provider}`, { type, provider });
    }
  }
  return [...types.values()];
}

/** The modules of a tree, each once, with everywhere that their calls lead to. */
function reachOf(tree: CallTree): readonly ModuleInReach[] {
  const calls = new Map<ModuleContents, Map<string, Set<string>>>();
  for (const { contents, calls: called } of treesIn(tree)) {
    const known = calls.get(contents) ?? new Map<string, Set<string>>();
    calls.set(contents, known);
    for (const [name, { contents: target }] of called) {
      const directories = known.get(name) ?? new Set();
      known.set(name, directories.add(target.directory.directory));
    }
  }
  return [...calls].map(([{ directory, blocks }, targets]) => ({
    directory: directory.directory,
    blocks,
    calls: new Map([...targets].map(([name, directories]) => [name, [...directories]])),
  }));
}

type Modules = ReadonlyMap<ModuleContents, Module>;

async function readModules(tree: CallTree, inReach: ReadonlySet<BlockInFile>): Promise<Modules> {
  const contents = new Set([...treesIn(tree)].map((one) => one.contents));
  return new Map(
    await Promise.all([...contents].map(async (one) => [one, await one.read(inReach)] as const)),
  );
}

/** The tree with its modules read; a call that turned out to be no valid block is left out. */
function nodeOf(tree: CallTree, modules: Modules): ModuleNode {
  const module = invariant(modules.get(tree.contents), 'every module of the tree was read');
  const calls = new Map<string, CalledModule>();
  for (const [name, called] of tree.calls) {
    const call = module.calls.get(name);
    if (call !== undefined) calls.set(name, { call, node: nodeOf(called, modules) });
  }
  return { module, address: tree.address, calls };
}

function incompleteNote({ directory }: ModuleContents): Note {
  const message = say`Values here depend on each other over too many steps: some were not followed.`;
  const uri = directory.files[0]?.uri ?? directory.directory;
  return { kind: 'analysis-failed', uri, range: { start: 0, end: 0 }, message };
}
