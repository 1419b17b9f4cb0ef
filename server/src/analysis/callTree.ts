import { say } from '../base/language';
import { readModuleSource, type InstalledModules } from '../modules/moduleSource';
import { readMove } from '../modules/moves';
import type { ModuleMove } from '../fixes/state/movedState';
import type { Note } from './finding';
import type { CallSource, ModuleContents } from './moduleContents';

/** A module as one chain of calls leads to it, before its content is read. */
export interface CallTree {
  readonly contents: ModuleContents;
  /** `module.web.module.disk`; empty for the root module. */
  readonly address: string;
  /** By the call's name; without those that cannot be followed. */
  readonly calls: ReadonlyMap<string, CallTree>;
}

/** What a tree is grown from. */
export interface CallTreeSources {
  /** The module in a directory; undefined where no configuration is. */
  readonly contentsOf: (directory: string) => Promise<ModuleContents | undefined>;
  readonly installed: InstalledModules;
  /** Told of each call that leads nowhere. */
  readonly report: (note: Note) => void;
}

/** How many modules one configuration may consist of: far more than any has, and an end to the doubling of calls. */
const mostModules = 5_000;

/** Follows all calls from a root module. A module that calls itself, over however many others, is not followed. */
export async function growCallTree(root: ModuleContents, sources: CallTreeSources): Promise<CallTree> {
  let count = 0;
  const grow = async (
    contents: ModuleContents,
    names: readonly string[],
    above: ReadonlySet<string>,
  ): Promise<CallTree> => {
    count++;
    const { directory } = contents.directory;
    const within = new Set([...above, directory]);
    const calls = new Map<string, CallTree>();
    for (const call of contents.calls) {
      if (calls.has(call.name)) continue;
      const path = [...names, call.name];
      const target = directoryOfCall(call, directory, path, sources.installed);
      const problem = problemWith(call, target, within, count);
      const called = problem === undefined ? await sources.contentsOf(target ?? '') : undefined;
      if (called === undefined) sources.report(unresolvedNote(call, problem ?? missing(call)));
      else calls.set(call.name, await grow(called, path, within));
    }
    return { contents, address: names.map((name) => `module.${name}`).join('.'), calls };
  };
  return grow(root, [], new Set());
}

/** All trees in `tree`, itself first. */
export function* treesIn(tree: CallTree): Generator<CallTree> {
  yield tree;
  for (const called of tree.calls.values()) yield* treesIn(called);
}

/** What the `moved` blocks in all modules of `tree` say, callers first. */
export function movesIn(tree: CallTree | undefined): readonly ModuleMove[] {
  return [...(tree === undefined ? [] : treesIn(tree))].flatMap(({ contents, address }) => {
    const module = address === '' ? [] : address.replace(/^module\./, '').split('.module.');
    return contents.blocks
      .filter(({ block }) => block.type === 'moved')
      .flatMap(({ block }) => readMove(block) ?? [])
      .map((move) => ({ ...move, module }));
  });
}

/** The directory that a call from a module in `directory` leads to, as far as its text or the installation says. */
function directoryOfCall(
  { source }: CallSource,
  directory: string,
  path: readonly string[],
  installed: InstalledModules,
): string | undefined {
  if (source === undefined) return undefined;
  const read = readModuleSource(source, directory);
  return read.kind === 'local' ? read.directory : installed.get(path.join('.'));
}

function problemWith(
  { source }: CallSource,
  target: string | undefined,
  above: ReadonlySet<string>,
  count: number,
): string | undefined {
  if (source === undefined) return say`This module call names no source that can be read.`;
  if (target === undefined) {
    return say`The module “${source}” is not installed here (terraform init fetches it), so nothing is known of what it does with its arguments.`;
  }
  if (above.has(target)) return say`This module calls itself: Terraform rejects that.`;
  if (count >= mostModules)
    return say`This configuration consists of too many modules: this one was not followed.`;
  return undefined;
}

function missing({ source }: CallSource): string {
  return say`There is no configuration in “${source ?? ''}”, so this module call is not followed.`;
}

function unresolvedNote({ uri, range }: CallSource, message: string): Note {
  return { kind: 'unresolved-module', uri, range, message };
}
