/** The generator's command line. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import type { SourceTree } from './read/provider';
import type { GoModule } from './go/repository';

/** How the generator is called. */
export const usage = `facts:force-new --provider ID --source [VERSION[@COMMIT]=]PATH[,PATH…] …

  --provider ID         a provider of server/facts/register/providers.ts
  --source …            a checkout of its source, once per version, oldest first; further paths after a comma
                        fill in what the first one lacks
  --also MODULE=PATH    the source of a Go module that the provider calls (repeatable)
  --constants FILE      values of names that the source lacks, as server/facts/sources/*.json
  --extends ID          write only what differs from another provider's table
  --out DIR             where tables go (server/src/models/data/generated)
`;

/** A call of the generator. */
export interface Options {
  readonly provider: string;
  readonly trees: readonly SourceTree[];
  readonly extends?: string;
  readonly out: string;
}

function git(root: string, ...args: string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

/** The version that a checkout says it is: its tag, or the newest released heading of its change log. */
function versionOf(root: string): string {
  const tag = git(root, 'describe', '--tags', '--exact-match');
  const log = path.join(root, 'CHANGELOG.md');
  const heading = existsSync(log)
    ? /^#+\s*\[?v?(\d+\.\d+\.\d+)\]?(?!.*unreleased)/im.exec(readFileSync(log, 'utf8'))?.[1]
    : undefined;
  const version = tag?.replace(/^v/, '') ?? heading;
  if (version === undefined)
    throw new Error(`${root}: which version is it? Write --source VERSION@COMMIT=PATH`);
  return version;
}

function splitOnce(text: string, separator: string): [string | undefined, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [undefined, text] : [text.slice(0, at), text.slice(at + 1)];
}

function readTree(
  text: string,
  also: readonly GoModule[],
  constants: ReadonlyMap<string, string>,
): SourceTree {
  const [label, places] = splitOnce(text, '=');
  const roots = places.split(',').map((root) => path.resolve(root));
  const [root] = roots;
  if (root === undefined || !existsSync(root)) throw new Error(`${places} is not there`);
  const [version, commit] = label === undefined ? [undefined, undefined] : label.split('@');
  return {
    version: version ?? versionOf(root),
    commit: commit ?? git(root, 'rev-parse', 'HEAD') ?? 'commit not known',
    roots,
    also,
    constants,
  };
}

function readConstants(file: string | undefined): ReadonlyMap<string, string> {
  if (file === undefined) return new Map();
  const { constants } = JSON.parse(readFileSync(file, 'utf8')) as {
    constants: Record<string, Record<string, string>>;
  };
  return new Map(
    Object.entries(constants).flatMap(([importPath, names]) =>
      Object.entries(names).map(([name, value]) => [`${importPath}.${name}`, value] as const),
    ),
  );
}

/**
 * Reads the command line.
 * @throws Error with a sentence for the caller where it makes no sense.
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      provider: { type: 'string' },
      source: { type: 'string', multiple: true },
      also: { type: 'string', multiple: true },
      constants: { type: 'string' },
      extends: { type: 'string' },
      out: { type: 'string', default: 'server/src/models/data/generated' },
    },
  });
  if (values.provider === undefined || !values.source) throw new Error(usage);
  const also = (values.also ?? []).map((text): GoModule => {
    const [module, root] = splitOnce(text, '=');
    if (module === undefined) throw new Error(`--also ${text}: write MODULE=PATH`);
    return { path: module, roots: [path.resolve(root)] };
  });
  const constants = readConstants(values.constants);
  return {
    provider: values.provider,
    trees: values.source.map((text) => readTree(text, also, constants)),
    ...(values.extends === undefined ? {} : { extends: values.extends }),
    out: values.out,
  };
}
