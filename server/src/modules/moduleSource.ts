/** Where the directory is that a module call's `source` names. */
import { childOf, directoryOf } from '../base/uri';

/** A call's source, as far as it can be told without fetching anything. */
export type ModuleSource =
  | { readonly kind: 'local'; readonly directory: string }
  /** Anything that `terraform init` fetches: a registry address, a repository, an archive. */
  | { readonly kind: 'remote' };

/**
 * What `source` means in a module in the directory `directory` (a URI). Terraform takes a path for a local one
 * only where it begins with `./` or `../`.
 */
export function readModuleSource(source: string, directory: string): ModuleSource {
  if (!/^\.\.?(?:[\\/]|$)/.test(source)) return { kind: 'remote' };
  return { kind: 'local', directory: resolvePath(directory, source) };
}

/** The URI of the file or directory at `path`, seen from `directory`. `..` stops at the root. */
export function resolvePath(directory: string, path: string): string {
  let uri = directory;
  for (const segment of path.split(/[\\/]+/)) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') uri = childOf(uri, segment);
    else if (uri !== rootOf(uri)) uri = directoryOf(uri);
  }
  return uri;
}

/** Directories of fetched modules by their key in the root module: `vpc`, `vpc.subnets`. */
export type InstalledModules = ReadonlyMap<string, string>;

/** The file in which `terraform init` writes down what it fetched, for the root module in `directory`. */
export function installedModulesFile(directory: string): string {
  return resolvePath(directory, '.terraform/modules/modules.json');
}

/** Reads that file's text for the root module in `directory`; what is not as expected in it is passed over. */
export function readInstalledModules(text: string, directory: string): InstalledModules {
  const installed = new Map<string, string>();
  for (const entry of entriesIn(text)) {
    const { Key: key, Dir: path } = entry;
    if (typeof key !== 'string' || typeof path !== 'string' || key === '') continue;
    installed.set(key, resolvePath(/^[\\/]/.test(path) ? rootOf(directory) : directory, path));
  }
  return installed;
}

function rootOf(uri: string): string {
  return /^[^/]*\/\/[^/]*/.exec(uri)?.[0] ?? uri;
}

function entriesIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return [];
  }
  const modules = isRecord(content) ? content['Modules'] : undefined;
  return Array.isArray(modules) ? modules.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
