import { invariant } from '../base/invariant';
import { Evaluator } from '../flow/evaluator';
import { blocksInReach, type ModuleInReach } from '../flow/reach';
import type { Catalogue } from '../models/catalogue';
import type { BlockInFile, Module } from '../modules/module';
import type { CalledModule, ModuleNode } from '../modules/moduleTree';
import { replacementRules } from '../rules/index';
import { findReplacements } from '../rules/replacement';
import { treesIn, type CallTree } from './callTree';
import type { Note } from './finding';
import { toFinding } from './findingOfReplacement';
import type { FoundReplacement } from './mergedFindings';
import type { ModuleContents } from './moduleContents';

/** What one root module and all that it calls give. */
export interface ConfigurationAnalysis {
  /** Before suppression comments are applied. */
  readonly found: readonly FoundReplacement[];
  readonly notes: readonly Note[];
}

/** Analyses a configuration. `isOwn` says of a file (URI) whether the user edits it: findings are reported there. */
export async function analyseConfiguration(
  tree: CallTree,
  catalogue: Catalogue,
  isOwn: (uri: string) => boolean,
): Promise<ConfigurationAnalysis> {
  const inReach = blocksInReach(reachOf(tree), catalogue);
  if (inReach.size === 0) return { found: [], notes: [] };
  const modules = await readModules(tree, inReach);
  const evaluator = new Evaluator(nodeOf(tree, modules), catalogue);
  const found: FoundReplacement[] = [];
  for (const replacement of findReplacements(evaluator, catalogue)) {
    const rule = replacementRules.find((candidate) => candidate.applies(replacement));
    if (rule !== undefined) found.push({ finding: toFinding(rule, replacement, isOwn), replacement });
  }
  return { found, notes: evaluator.isIncomplete ? [incompleteNote(tree.contents)] : [] };
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
  const message = 'Values here depend on each other over too many steps: some were not followed.';
  const uri = directory.files[0]?.uri ?? directory.directory;
  return { kind: 'analysis-failed', uri, range: { start: 0, end: 0 }, message };
}
