/**
 * The project file: facts of a project's own, in the shapes of `schema.ts`. A table of its keys, nothing more; the
 * reading is in `checkedYaml.ts`, the meaning in `projectRows.ts`.
 */
import { say } from '../base/language';
import { groupBy } from '../base/groupBy';
import {
  refuse,
  flag,
  type Located,
  located,
  keysOf,
  listOf,
  literal,
  mapOf,
  oneOf,
  optional,
  readYaml,
  record,
  required,
  rowsOf,
  sections,
  text,
  textAs,
  type YamlProblem,
  type YamlReader,
} from './checkedYaml';
import { readForceNewEntries } from './forceNewTable';
import { isWithinPaths, type ProjectResource, type ProjectRows } from './projectRows';
import type { ForceNewArgument } from './resourceFacts';
import type { Consequence, Pin, Predicate, SourceModel } from './schema';
import { severityWords, type SeverityRow } from './severityRows';

/** What a project file says besides facts: how findings are reported, and what counts for them. */
export interface ProjectPolicy {
  readonly severities: readonly SeverityRow[];
  /** Glob patterns, relative to the file's directory, of files and folders in which nothing is reported. */
  readonly exclude: readonly string[];
  /** Variable files, relative to the file's directory, by a glob pattern of the root modules that use them. */
  readonly variableFiles: ReadonlyMap<string, readonly Located<string>[]>;
}

/** The names that a project file can have, the one that counts first. */
export const projectFileNames: readonly string[] = ['holdfast.yaml', 'holdfast.yml', 'holdfast.json'];

const pattern = textAs('a regular expression', (value) => {
  try {
    new RegExp(value);
    return value;
  } catch {
    return undefined;
  }
});

/** A predicate has one of these keys, which decides about the others. */
const predicateForms: Readonly<Record<string, YamlReader<Predicate>>> = {
  equals: record({ argument: required(text), equals: required(literal) }),
  matches: record({ argument: required(text), matches: required(pattern) }),
  isSet: record({ argument: required(text), isSet: required(flag) }),
  block: record({ block: required(text), where: required((place) => predicate(place)) }),
  all: record({ all: required(listOf((place) => predicate(place))) }),
  any: record({ any: required(listOf((place) => predicate(place))) }),
  not: record({ not: required((place) => predicate(place)) }),
};

const predicate: YamlReader<Predicate> = (place) => {
  const keys = keysOf(place) ?? [];
  const form = Object.keys(predicateForms).find((key) => keys.includes(key));
  const read = form === undefined ? undefined : predicateForms[form];
  if (read !== undefined) return read(place);
  refuse(
    place,
    'a condition: `argument` with `equals`, `matches` or `isSet`; `block` with `where`; or `all`, `any`, `not`',
  );
  return undefined;
};

const pin = record<Pin>({
  how: required(text),
  argument: optional(text),
  value: optional(text),
  remove: optional(listOf(text)),
  replaceWith: optional(oneOf(['literal'])),
});

const texts: YamlReader<Readonly<Record<string, string>>> = (place) => {
  const read = mapOf(text)(place);
  return read === undefined || read.size < (keysOf(place)?.length ?? 0)
    ? undefined
    : Object.fromEntries(read);
};

const source = record<Omit<SourceModel, 'readIn'>>({
  type: required(text),
  volatility: required(oneOf(['latest', 'membership', 'content', 'every-apply'])),
  when: optional(predicate),
  unless: optional(predicate),
  drifting: required(listOf(text)),
  stable: optional(listOf(text)),
  echoes: optional(texts),
  overwritten: optional(listOf(text)),
  pin: optional(pin),
  because: required(text),
  placeholder: optional(text),
  quiet: optional(flag),
});

const dottedPath = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*/;

/** `image`, `disk.size`; `disk#` for the number of its blocks, `disk.*` for the blocks and all in them. */
const forceNewPath = textAs(
  'the dotted path of an argument, with `#` behind it for the number of blocks or `.*` for all in a block',
  (value): ForceNewArgument | undefined => {
    const [entry] = readForceNewEntries(value, []);
    const isPath = new RegExp(`${dottedPath.source}(?:#|\\.\\*)?$`).test(value);
    return entry && isPath ? { ...entry, certainty: 'certain', isProject: true } : undefined;
  },
);

const plainPath = textAs('the dotted path of an argument or block', (value) =>
  new RegExp(`${dottedPath.source}$`).test(value) ? value : undefined,
);

interface WrittenResource {
  readonly forceNew?: readonly ForceNewArgument[];
  readonly conditional?: readonly { readonly attribute: ForceNewArgument; readonly when: Predicate }[];
  readonly updatable?: readonly string[];
  readonly consequence?: Consequence;
}

const writtenResource = record<WrittenResource>({
  forceNew: optional(listOf(forceNewPath)),
  conditional: optional(listOf(record({ attribute: required(forceNewPath), when: required(predicate) }))),
  updatable: optional(listOf(plainPath)),
  consequence: optional(oneOf(['data-loss', 'rebuild', 'routine'])),
});

const resource: YamlReader<ProjectResource> = (place) => {
  const written = writtenResource(place);
  if (written === undefined) return undefined;
  const { forceNew = [], conditional = [], updatable = [], consequence } = written;
  const arguments_ = [
    ...forceNew,
    ...conditional.map(({ attribute, when }) => ({ ...attribute, condition: { when, looksAt: [] } })),
  ];
  const both = arguments_.find(({ path }) => isWithinPaths(path, updatable));
  if (both !== undefined) {
    place.report(
      place.range,
      say`\`${place.path}\` says of \`${both.path}\` that it forces replacement, and that not.`,
    );
    return undefined;
  }
  return { forceNew: arguments_, updatable, ...(consequence === undefined ? {} : { consequence }) };
};

interface WrittenFile {
  readonly resources: ReadonlyMap<string, ProjectResource>;
  readonly sources: readonly SourceModel[];
  readonly pinned: readonly { readonly type: string; readonly when: Predicate }[];
  readonly neutral: readonly string[];
  readonly functions: readonly { readonly name: string; readonly because: string }[];
  readonly severities: readonly SeverityRow[];
  readonly exclude: readonly string[];
  readonly variableFiles: ReadonlyMap<string, readonly Located<string>[]>;
}

const severityRow = record<SeverityRow>({
  rule: optional(oneOf(severityWords.rule)),
  volatility: optional(oneOf(severityWords.volatility)),
  consequence: optional(oneOf(severityWords.consequence)),
  type: optional(text),
  severity: required(oneOf(severityWords.severity)),
});

const file = sections<WrittenFile>({
  resources: optional(mapOf(resource)),
  sources: optional(rowsOf(source)),
  pinned: optional(rowsOf(record({ type: required(text), when: required(predicate) }))),
  neutral: optional(rowsOf(text)),
  functions: optional(rowsOf(record({ name: required(text), because: required(text) }))),
  severities: optional(rowsOf(severityRow)),
  exclude: optional(rowsOf(text)),
  variableFiles: optional(mapOf(rowsOf(located(text)))),
});

/** The rows that can be read in a text, and what is wrong with the others. */
export function readProjectFile(written: string): {
  readonly rows: ProjectRows;
  readonly policy: ProjectPolicy;
  readonly problems: readonly YamlProblem[];
} {
  const { value, problems } = readYaml(written, file);
  const { resources = new Map<string, ProjectResource>(), sources = [], pinned = [] } = value ?? {};
  const { neutral = [], functions = [] } = value ?? {};
  const { severities = [], exclude = [], variableFiles = new Map<string, []>() } = value ?? {};
  return {
    rows: {
      resources,
      sources: groupBy(sources, ({ type }) => type),
      pinned: new Map(
        [...groupBy(pinned, ({ type }) => type)].map(([type, rows]) => [type, rows.map(({ when }) => when)]),
      ),
      neutral: new Set(neutral),
      functions: new Map(functions.map(({ name, because }) => [name, because])),
    },
    policy: { severities, exclude, variableFiles },
    problems,
  };
}
