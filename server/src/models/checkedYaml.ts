import { say, translated } from '../base/language';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { nearestNames } from '../base/nearestNames';
import type { TextRange } from '../base/textRange';

/** What is wrong at a place of a YAML file: one sentence. */
export interface YamlProblem {
  readonly range: TextRange;
  readonly message: string;
}

/** A value in a YAML file, and where problems with it are reported. */
export interface YamlPlace {
  readonly node: unknown;
  /** `sources[0].when`; empty for the whole file. */
  readonly path: string;
  /** Of the value; of its key where it has none. */
  readonly range: TextRange;
  readonly report: (range: TextRange, message: string) => void;
}

/** Reads a value; undefined after what is wrong with it was reported. */
export type YamlReader<T> = (place: YamlPlace) => T | undefined;

interface Entry {
  readonly name: string;
  readonly keyRange: TextRange;
  readonly place: YamlPlace;
}

/**
 * Reads a text with `reader`: JSON, which is YAML too, or YAML with one document. An empty text is read as undefined,
 * without a problem. Never throws.
 */
export function readYaml<T>(
  text: string,
  reader: YamlReader<T>,
): { readonly value: T | undefined; readonly problems: readonly YamlProblem[] } {
  const problems: YamlProblem[] = [];
  const report = (range: TextRange, message: string): void => {
    problems.push({ range, message });
  };
  try {
    const document = parseDocument(text, { prettyErrors: false });
    for (const { pos, message } of [...document.errors, ...document.warnings]) {
      report({ start: pos[0], end: Math.min(pos[1], text.length) }, say`This cannot be read: ${message}.`);
    }
    if (problems.length > 0 || document.contents === null) return { value: undefined, problems };
    const range = rangeOf(document.contents) ?? { start: 0, end: 0 };
    return { value: reader({ node: document.contents, path: '', range, report }), problems };
  } catch {
    // Brackets by the ten thousand, which the parser cannot cope with.
    return {
      value: undefined,
      problems: [{ range: noRange, message: say`This file cannot be parsed at all.` }],
    };
  }
}

const noRange: TextRange = { start: 0, end: 0 };

function rangeOf(node: unknown): TextRange | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) {
    return undefined;
  }
  const [start, end] = node.range as readonly unknown[];
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined;
}

/** Reports that a value is not what was expected (completes "… must be"). */
export function refuse(place: YamlPlace, expected: string): void {
  const { node } = place;
  const found = isScalar(node)
    ? say`, not \`${String(node.value)}\``
    : isMap(node)
      ? say`, not a map`
      : isSeq(node)
        ? say`, not a list`
        : '';
  place.report(place.range, say`${named(place.path)} must be ${translated(expected)}${found}.`);
}

function named(path: string): string {
  return path === '' ? say`The file` : `\`${path}\``;
}

/** Reads a text that `parse` takes; `expected` says which those are (completes "… must be"). */
export function textAs<T>(expected: string, parse: (text: string) => T | undefined): YamlReader<T> {
  return (place) => {
    const { node } = place;
    const value = isScalar(node) && typeof node.value === 'string' ? parse(node.value) : undefined;
    if (value === undefined) refuse(place, expected);
    return value;
  };
}

/** Reads a text that says something. */
export const text = textAs('a text', (value) => (value.trim() === '' ? undefined : value));

/** Reads one of these words. */
export function oneOf<const T extends string>(words: readonly T[]): YamlReader<T> {
  return (place) => {
    const { node } = place;
    const found = words.find((word) => isScalar(node) && word === node.value);
    if (found === undefined) {
      refuse(place, words.length === 1 ? `\`${words.join('')}\`` : say`one of ${words.join(', ')}`);
    }
    return found;
  };
}

/** Reads `true` or `false`. */
export const flag: YamlReader<boolean> = (place) => {
  const { node } = place;
  if (isScalar(node) && typeof node.value === 'boolean') return node.value;
  refuse(place, say`true or false`);
  return undefined;
};

/** Reads a text, a number, `true` or `false`. */
export const literal: YamlReader<string | number | boolean> = (place) => {
  const value = isScalar(place.node) ? place.node.value : undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  refuse(place, say`a text, a number, true or false`);
  return undefined;
};

/** A value with the place that it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly range: TextRange;
}

/** Reads a value, and keeps where it stands. */
export function located<T>(read: YamlReader<T>): YamlReader<Located<T>> {
  return (place) => {
    const value = read(place);
    return value === undefined ? undefined : { value, range: place.range };
  };
}

/** Reads a list, of which every element must be right. */
export function listOf<T>(element: YamlReader<T>): YamlReader<readonly T[]> {
  const rows = rowsOf(element);
  return (place) => {
    const read = rows(place);
    return isSeq(place.node) && read?.length === place.node.items.length ? read : undefined;
  };
}

/** Reads a list, of which elements that are wrong are left out. */
export function rowsOf<T>(element: YamlReader<T>): YamlReader<readonly T[]> {
  return (place) => {
    const { node, path, report } = place;
    if (!isSeq(node)) {
      refuse(place, say`a list`);
      return undefined;
    }
    return node.items.flatMap((item: unknown, index) => {
      const range = rangeOf(item) ?? place.range;
      return element({ node: item, path: `${path}[${String(index)}]`, range, report }) ?? [];
    });
  };
}

/** Reads a map with any keys; entries that are wrong are left out. */
export function mapOf<T>(value: YamlReader<T>): YamlReader<ReadonlyMap<string, T>> {
  return (place) => {
    const entries = entriesOf(place);
    if (entries === undefined) refuse(place, say`a map`);
    return (
      entries &&
      new Map(
        entries.flatMap(({ name, place: at }): readonly [string, T][] => {
          const read = value(at);
          return read === undefined ? [] : [[name, read]];
        }),
      )
    );
  };
}

/** The keys of a map; undefined where it is none. */
export function keysOf(place: YamlPlace): readonly string[] | undefined {
  return entriesOf(place)?.map(({ name }) => name);
}

function entriesOf({ node, path, report }: YamlPlace): readonly Entry[] | undefined {
  if (!isMap(node)) return undefined;
  return node.items.map(({ key, value }: { readonly key: unknown; readonly value: unknown }) => {
    const name = isScalar(key) ? String(key.value) : '';
    const keyRange = rangeOf(key) ?? noRange;
    const at = rangeOf(value);
    // A value that is missing has an empty range, which shows nothing.
    const range = at === undefined || at.start === at.end ? keyRange : at;
    return {
      name,
      keyRange,
      place: { node: value, path: path === '' ? name : `${path}.${name}`, range, report },
    };
  });
}

/** How the keys of a record are read: exactly one reader for each. */
export type YamlFields<T> = {
  readonly [K in keyof T]-?: {
    readonly read: YamlReader<Exclude<T[K], undefined>>;
    readonly isRequired: undefined extends T[K] ? false : true;
  };
};

/** A key that must be there. */
export function required<T>(read: YamlReader<T>): {
  readonly read: YamlReader<T>;
  readonly isRequired: true;
} {
  return { read, isRequired: true };
}

/** A key that may be absent. */
export function optional<T>(read: YamlReader<T>): {
  readonly read: YamlReader<T>;
  readonly isRequired: false;
} {
  return { read, isRequired: false };
}

interface Field {
  readonly read: YamlReader<unknown>;
  readonly isRequired: boolean;
}

/** Reads a map with exactly these keys, all of whose values must be right. */
export function record<T extends object>(fields: YamlFields<T>): YamlReader<T> {
  return (place) => {
    const read = readFields(place, fields);
    return read?.isSound === true ? read.value : undefined;
  };
}

/** Reads a map with these keys, none of them required; what is wrong is left out. */
export function sections<T extends object>(fields: YamlFields<Partial<T>>): YamlReader<Partial<T>> {
  return (place) => readFields(place, fields)?.value;
}

function readFields<T extends object>(
  place: YamlPlace,
  fields: YamlFields<T>,
): { readonly value: T; readonly isSound: boolean } | undefined {
  const known = new Map<string, Field>(Object.entries<Field>(fields));
  const entries = entriesOf(place);
  if (entries === undefined) {
    refuse(place, say`a map with ${keyNames([...known.keys()])}`);
    return undefined;
  }
  const values = new Map<string, unknown>();
  for (const { name, keyRange, place: at } of entries) {
    const field = known.get(name);
    if (field === undefined) place.report(keyRange, unknownKey(name, place.path, [...known.keys()]));
    const value = field?.read(at);
    if (value !== undefined) values.set(name, value);
  }
  const written = new Set(entries.map(({ name }) => name));
  const missing = [...known].filter(([name, { isRequired }]) => isRequired && !written.has(name));
  for (const [name] of missing) place.report(firstKey(place), say`${named(place.path)} has no \`${name}\`.`);
  // Each value was read by its key's own reader: where all are sound and none is missing, this is a T.
  const value = Object.fromEntries(values) as T;
  return { value, isSound: values.size === entries.length && missing.length === 0 };
}

/** The key that a map begins with: a problem with all of it need not underline all of it. */
function firstKey(place: YamlPlace): TextRange {
  return entriesOf(place)?.[0]?.keyRange ?? place.range;
}

function unknownKey(name: string, path: string, known: readonly string[]): string {
  const missing =
    path === '' ? say`There is no key \`${name}\`.` : say`There is no key \`${name}\` in \`${path}\`.`;
  const [nearest] = nearestNames(name, known, 1);
  const hint =
    nearest === undefined ? say`Known are ${keyNames(known)}.` : say`Perhaps \`${nearest}\` is meant.`;
  return missing + say` ${hint}`;
}

function keyNames(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
