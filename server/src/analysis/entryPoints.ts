import { isWithin } from '../base/uri';
import { attributeNamed } from '../modules/bodyAccess';
import { fileKind } from '../modules/fileKinds';
import { readModuleSource } from '../modules/moduleSource';
import type { ModuleContents } from './moduleContents';

/**
 * The directories that people run Terraform in, as far as can be told: those that no other one calls; those that
 * show it by a backend, or values for their variables; and those that only directories below them call, which
 * are a published module's examples and tests. Directories that call each other in a circle are among them too.
 */
export function entryPoints(modules: ReadonlyMap<string, ModuleContents>): ReadonlySet<string> {
  const callers = callersOf(modules);
  const entries = new Set<string>();
  for (const [directory, contents] of modules) {
    const from = callers.get(directory) ?? [];
    const isPublished = from.every((caller) => isWithin(caller, directory));
    if (isPublished || showsItself(contents)) entries.add(directory);
  }
  const reached = below(entries, modules);
  for (const directory of modules.keys()) {
    if (reached.has(directory)) continue;
    entries.add(directory);
    for (const called of below([directory], modules)) reached.add(called);
  }
  return entries;
}

/** The directories of local modules that a module calls. */
export function localCalls({ calls, directory }: ModuleContents): readonly string[] {
  return calls.flatMap(({ source }) => {
    const read = source === undefined ? undefined : readModuleSource(source, directory.directory);
    return read?.kind === 'local' ? [read.directory] : [];
  });
}

function callersOf(modules: ReadonlyMap<string, ModuleContents>): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const [directory, contents] of modules) {
    for (const called of localCalls(contents)) {
      if (called !== directory) callers.set(called, [...(callers.get(called) ?? []), directory]);
    }
  }
  return callers;
}

function below(start: Iterable<string>, modules: ReadonlyMap<string, ModuleContents>): Set<string> {
  const reached = new Set(start);
  const waiting = [...reached];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const contents = modules.get(next);
    for (const called of contents === undefined ? [] : localCalls(contents)) {
      if (reached.has(called)) continue;
      reached.add(called);
      waiting.push(called);
    }
  }
  return reached;
}

/** Only a root module can have a backend, and only its variables take values from files. */
function showsItself({ blocks, directory }: ModuleContents): boolean {
  const hasValues = directory.files.some((file) => fileKind(file.name)?.role === 'variable-values');
  return (
    hasValues ||
    blocks.some(
      ({ block: { type, body } }) =>
        type === 'terraform' &&
        (body.blocks.some((inner) => inner.type === 'backend' || inner.type === 'cloud') ||
          attributeNamed(body, 'backend') !== undefined ||
          attributeNamed(body, 'cloud') !== undefined),
    )
  );
}
