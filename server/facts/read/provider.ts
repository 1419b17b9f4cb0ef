/** Reads one version of a provider: every registered type's facts, and what went wrong. */
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { newEvaluator, type Evaluator } from '../eval/evaluator';
import { BudgetExceeded } from '../eval/machine';
import type { GoParser } from '../go/grammar';
import { type GoModule, openRepository } from '../go/repository';
import { discover } from '../register/discover';
import type { ProviderSource } from '../register/providers';
import type { RegisteredType, RegistrationPlace } from '../register/registration';
import type { ResourceFacts } from './facts';
import { readFrameworkResource } from './frameworkResource';
import { tidied } from './rows';
import { readSdkResource } from './sdkResource';

/** Where one version's source is. */
export interface SourceTree {
  readonly version: string;
  readonly commit: string;
  /** Directories that hold the module, best first; later ones fill in what earlier ones lack. */
  readonly roots: readonly string[];
  /** Further modules that the provider's code calls. */
  readonly also: readonly GoModule[];
  /** Values of names that the source lacks, by import path and name joined by a dot. */
  readonly constants: ReadonlyMap<string, string>;
}

/** What was read of one version. */
export interface ProviderReading {
  readonly version: string;
  readonly commit: string;
  readonly resources: readonly ResourceFacts[];
  /** Registered types without a row, and why. The run must not be accepted while there are any. */
  readonly failed: readonly { readonly type: string; readonly why: string }[];
}

/** The module path that a `go.mod` declares. @throws Error when it declares none. */
export function modulePath(root: string): string {
  const file = path.join(root, 'go.mod');
  const declared = existsSync(file) ? /^module\s+(\S+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  if (declared === undefined) throw new Error(`${file} declares no module`);
  return declared;
}

function readType(evaluator: Evaluator, registered: RegisteredType): ResourceFacts | string {
  const { type, kind, definition } = registered;
  if (typeof definition === 'string') return definition;
  try {
    const facts = evaluator.fresh(() =>
      kind === 'sdk'
        ? readSdkResource(evaluator, type, definition)
        : readFrameworkResource(evaluator, type, definition),
    );
    if (!registered.injectsRegion || facts.paths.includes('region')) return facts;
    return {
      ...facts,
      paths: [...facts.paths, 'region'].sort(),
      rows: tidied([...facts.rows, { path: 'region', covers: 'value' }]),
    };
  } catch (error) {
    if (error instanceof BudgetExceeded) return error.message;
    throw error;
  }
}

/** Whether a version has the function that a place names. */
function hasPlace(evaluator: Evaluator, module: string, place: RegistrationPlace): boolean {
  if (!('package' in place)) return true;
  const name = 'struct' in place ? place.struct : place.function;
  return evaluator.package(`${module}/${place.package}`)?.find(name) !== undefined;
}

/**
 * Reads a provider's source.
 * @throws Error when the registration itself cannot be read.
 */
export function readProvider(parser: GoParser, source: ProviderSource, tree: SourceTree): ProviderReading {
  const [root] = tree.roots;
  if (root === undefined) throw new Error('no source given');
  const module = source.module ?? modulePath(root);
  const repository = openRepository(parser, [{ path: module, roots: tree.roots }, ...tree.also]);
  const evaluator = newEvaluator(repository, tree.constants);
  const discovery = { evaluator, module, prefix: source.prefix };
  const registered = new Map<string, RegisteredType>();
  for (const place of source.places) {
    if (place.optional === true && !hasPlace(evaluator, module, place)) continue;
    for (const one of discover(discovery, place)) registered.set(one.type, one);
  }
  if (registered.size === 0) throw new Error(`${root} registers no resource type`);
  const resources: ResourceFacts[] = [];
  const failed: { type: string; why: string }[] = [];
  for (const one of [...registered.values()].sort((a, b) => (a.type < b.type ? -1 : 1))) {
    const facts = readType(evaluator, one);
    if (typeof facts === 'string') failed.push({ type: one.type, why: facts });
    else resources.push(facts);
  }
  return { version: tree.version, commit: tree.commit, resources, failed };
}
