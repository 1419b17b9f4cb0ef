/**
 * The compact form of the force-new tables, and its reader. A file is one provider's; a resource type is one
 * string, which is taken apart when somebody asks for that type.
 *
 * The string is a list of entries, separated by blanks: `path[mark][?condition][@versions]`.
 * - path: dotted, without indexes. A segment that holds something other than a list of blocks or a plain value is
 *   marked: `$` a set (in one of the versions read at least), `!` a single object, `%` a map of objects.
 * - mark: none (the value counts), `#` (only the number of blocks counts), `.*` (the block and all in it).
 * - condition: alternatives joined by `|`, each of tests joined by `&`: `f` (true), `!f`, `f=v`, `f!=v`, `f+`
 *   (set), `f-` (not set), with `v` percent-encoded. `~a,b`: the condition cannot be written down, but looks at
 *   these arguments. A single `-`: only when the argument is removed.
 * - versions: positions in the file's `versions` in which this was found; absent where it holds in all of them
 *   that know the argument.
 */
import type { Predicate, Provenance } from './schema';

/** What of an argument forces replacement when it changes. */
export type ForceNewCoverage =
  /** Its value. */
  | 'value'
  /** The number of blocks; a change inside a block does not. */
  | 'count'
  /** The block and whatever is in it. */
  | 'children';

/** What an argument or block holds, if not a list of blocks, and not a plain value. */
export type Nesting =
  /** A set, of blocks or of plain values: its elements have no address, and their order does not count. */
  | 'set'
  /** One object, whose arguments are named without an index. */
  | 'single'
  /** Objects by key. */
  | 'map';

/** When a conditional entry applies. */
export interface ForceNewCondition {
  /** Absent where the condition could not be written down. */
  readonly when?: Predicate;
  /** Arguments that it looks at; may be empty. */
  readonly looksAt: readonly string[];
  /** Only when the argument is removed, not when it changes to another value. */
  readonly onlyRemoval?: true;
}

/** An argument that forces replacement. */
export interface ForceNewEntry {
  /** Dotted, without indexes. */
  readonly path: string;
  readonly covers: ForceNewCoverage;
  /** What `path` and the paths above it hold, where that is said; a list of blocks or a plain value elsewhere. */
  readonly nesting?: Readonly<Record<string, Nesting>>;
  readonly condition?: ForceNewCondition;
  /** The versions read in which it holds; absent where it holds in all. */
  readonly versions?: readonly string[];
}

/** The content of a file in `data/generated/`. */
export interface ForceNewFile {
  /** The provider's source address without the registry's host: `hashicorp/aws`. */
  readonly provider: string;
  readonly provenance: Provenance;
  /** The versions read, oldest first. */
  readonly versions: readonly string[];
  /** The provider whose rows hold for every type that is not listed here or in `without`. */
  readonly extends?: string;
  /** Types of the extended provider that this one does not have. */
  readonly without?: readonly string[];
  /** Entries by resource type; an empty string where the type is known and nothing forces replacement. */
  readonly resources: Readonly<Record<string, string>>;
  /** What could not be read, by resource type. */
  readonly unresolved: Readonly<Record<string, readonly string[]>>;
}

/** The content of a file in `data/overrides/`: what was found wrong or missing in the generated rows. */
export interface OverrideFile {
  readonly provider: string;
  readonly provenance: Provenance;
  /** By resource type: entries that stand in place of all generated ones of the same paths. */
  readonly resources: Readonly<Record<string, string>>;
  /** By resource type: paths that do not force replacement, whatever was generated. */
  readonly updatable?: Readonly<Record<string, readonly string[]>>;
}

function nested(path: string, test: (argument: string) => Predicate): Predicate {
  const dot = path.indexOf('.');
  if (dot < 0) return test(path);
  return { block: path.slice(0, dot), where: nested(path.slice(dot + 1), test) };
}

function readTest(text: string): { readonly field: string; readonly test: Predicate } {
  const unequal = text.indexOf('!=');
  const equal = text.indexOf('=');
  if (unequal > 0) {
    const field = text.slice(0, unequal);
    const equals = decodeURIComponent(text.slice(unequal + 2));
    return { field, test: { not: nested(field, (argument) => ({ argument, equals })) } };
  }
  if (equal > 0) {
    const field = text.slice(0, equal);
    const equals = decodeURIComponent(text.slice(equal + 1));
    return { field, test: nested(field, (argument) => ({ argument, equals })) };
  }
  if (/[+-]$/.test(text)) {
    const field = text.slice(0, -1);
    const set = nested(field, (argument) => ({ argument, isSet: true }));
    return { field, test: text.endsWith('+') ? set : { not: set } };
  }
  const negated = text.startsWith('!');
  const field = negated ? text.slice(1) : text;
  const isTrue = nested(field, (argument) => ({ argument, equals: true }));
  return { field, test: negated ? { not: isTrue } : isTrue };
}

function joined(kind: 'all' | 'any', tests: readonly Predicate[]): Predicate {
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return kind === 'all' ? { all: tests } : { any: tests };
}

function readCondition(text: string): ForceNewCondition {
  if (text === '-') return { looksAt: [], onlyRemoval: true };
  if (text.startsWith('~'))
    return {
      looksAt: text
        .slice(1)
        .split(',')
        .filter((field) => field !== ''),
    };
  const fields = new Set<string>();
  const alternatives = text.split('|').map((alternative) =>
    joined(
      'all',
      alternative.split('&').map((part) => {
        const { field, test } = readTest(part);
        fields.add(field);
        return test;
      }),
    ),
  );
  return { when: joined('any', alternatives), looksAt: [...fields] };
}

const nestingMarks = { set: '$', single: '!', map: '%' } as const;

/** A dotted path with the mark of each segment behind it. */
export function markedPath(path: string, nesting: ReadonlyMap<string, Nesting>): string {
  const segments = path.split('.');
  return segments
    .map((segment, index) => {
      const held = nesting.get(segments.slice(0, index + 1).join('.'));
      return held === undefined ? segment : `${segment}${nestingMarks[held]}`;
    })
    .join('.');
}

function readNesting(marked: string): Readonly<Record<string, Nesting>> {
  const nesting: Record<string, Nesting> = {};
  for (const { 0: mark, index } of marked.matchAll(/[$!%](?=\.|$)/g)) {
    const held = nestings.find((one) => nestingMarks[one] === mark);
    if (held !== undefined) nesting[withoutMarks(marked.slice(0, index))] = held;
  }
  return nesting;
}

const nestings: readonly Nesting[] = ['set', 'single', 'map'];

function withoutMarks(marked: string): string {
  return marked.replaceAll(/[$!%]/g, '');
}

/** Reads one entry; `versions` are those of its file. */
function readEntry(text: string, versions: readonly string[]): ForceNewEntry {
  const [, marked = text, mark, condition, found] =
    /^([^?@#]+?)(#|\.\*)?(?:\?([^@]*))?(?:@(\d+))?$/.exec(text) ?? [];
  const path = withoutMarks(marked);
  return {
    path,
    ...(path === marked ? {} : { nesting: readNesting(marked) }),
    covers: mark === '#' ? 'count' : mark === '.*' ? 'children' : 'value',
    ...(condition === undefined ? {} : { condition: readCondition(condition) }),
    ...(found === undefined
      ? {}
      : { versions: Array.from(found).flatMap((digit) => versions[Number(digit)] ?? []) }),
  };
}

/** Reads a resource type's string; `versions` are those of its file. */
export function readForceNewEntries(text: string, versions: readonly string[]): ForceNewEntry[] {
  return text === '' ? [] : text.split(' ').map((entry) => readEntry(entry, versions));
}

/**
 * What a file says of a resource type, or undefined where the provider is not known to have it.
 * @param base is the file that `file` extends, if it does.
 */
export function forceNewEntries(
  file: ForceNewFile,
  type: string,
  base?: ForceNewFile,
): readonly ForceNewEntry[] | undefined {
  const own = Object.hasOwn(file.resources, type) ? file.resources[type] : undefined;
  if (own !== undefined) return readForceNewEntries(own, file.versions);
  return base && file.extends !== undefined && !file.without?.includes(type)
    ? forceNewEntries(base, type)
    : undefined;
}
