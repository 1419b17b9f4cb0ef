/** Readings of one or more versions → the content of a table's file. */
import { type ForceNewFile, markedPath, type Nesting } from '../../src/models/forceNewTable';
import type { ForceNewRow, ResourceFacts } from '../read/facts';
import type { ProviderReading } from '../read/provider';
import { writeCondition } from './condition';

const marks = { value: '', count: '#', children: '.*' } as const;

function written(row: ForceNewRow, nesting: ReadonlyMap<string, Nesting>): string {
  const path = markedPath(row.path, nesting);
  return `${path}${marks[row.covers]}${writeCondition(row.path, row.when)}`;
}

/**
 * What the arguments of a type hold, in whatever version. Where versions differ, none of the ways to name an element
 * is right in all of them: the strictest holds, that of a set.
 */
function nestingIn(versions: readonly (ResourceFacts | undefined)[]): ReadonlyMap<string, Nesting> {
  const joined = new Map<string, Nesting>();
  for (const facts of versions) {
    for (const [path, nesting] of facts?.nesting ?? []) {
      const isSame = versions.every(
        (other) => !other || !knows(other, path) || other.nesting.get(path) === nesting,
      );
      joined.set(path, isSame ? nesting : 'set');
    }
  }
  return joined;
}

/** Whether a version has an argument, or a block around it that another version covers whole. */
function knows(facts: ResourceFacts, path: string): boolean {
  return facts.paths.includes(path);
}

/** One type's entries, with the versions in which each was found where that makes a difference. */
function entriesOf(versions: readonly (ResourceFacts | undefined)[]): string {
  const found = new Map<string, { readonly path: string; readonly at: number[] }>();
  const nesting = nestingIn(versions);
  versions.forEach((facts, index) => {
    for (const row of facts?.rows ?? []) {
      const text = written(row, nesting);
      const entry = found.get(text);
      if (entry) entry.at.push(index);
      else found.set(text, { path: row.path, at: [index] });
    }
  });
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, { path, at }]) => {
      const differs = versions.some((facts, index) => facts && !at.includes(index) && knows(facts, path));
      return differs ? `${text}@${at.join('')}` : text;
    })
    .join(' ');
}

function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Makes a file's content from readings, oldest first. */
export function tableOf(provider: string, readings: readonly ProviderReading[]): ForceNewFile {
  const types = new Map<string, (ResourceFacts | undefined)[]>();
  readings.forEach((reading, index) => {
    for (const facts of reading.resources) {
      const list = types.get(facts.type) ?? readings.map(() => undefined);
      list[index] = facts;
      types.set(facts.type, list);
    }
  });
  const unresolved = new Map<string, string[]>();
  for (const facts of readings.at(-1)?.resources ?? []) {
    const lines = facts.unresolved.map(({ path, why }) => (path === '' ? why : `${path}: ${why}`));
    if (lines.length > 0) unresolved.set(facts.type, [...new Set(lines)].sort());
  }
  return {
    provider,
    provenance: {
      origin: 'generated',
      readIn: readings.map(({ version, commit }) => `${version} (${commit})`).join(', '),
    },
    versions: readings.map((reading) => reading.version),
    resources: sortedRecord([...types].map(([type, list]) => [type, entriesOf(list)])),
    unresolved: sortedRecord(unresolved),
  };
}

/** Leaves out of a file what it shares with another, which it then extends. */
export function extending(file: ForceNewFile, base: ForceNewFile, baseId: string): ForceNewFile {
  const own = Object.entries(file.resources).filter(([type, text]) => base.resources[type] !== text);
  const without = Object.keys(base.resources).filter((type) => !Object.hasOwn(file.resources, type));
  return { ...file, extends: baseId, without, resources: Object.fromEntries(own) };
}

/** A file's text: one resource type a line, so that differences between generations can be read. */
export function fileText(file: ForceNewFile): string {
  const record = (content: object): string => {
    const lines = Object.entries(content).map(
      ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
    return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n }`;
  };
  const parts = Object.entries(file).map(([key, value]) => {
    const isRecord = key === 'resources' || key === 'unresolved';
    return ` ${JSON.stringify(key)}: ${isRecord ? record(value as object) : JSON.stringify(value)}`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
