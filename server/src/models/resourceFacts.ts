import {
  forceNewEntries,
  type ForceNewEntry,
  type ForceNewFile,
  type OverrideFile,
  readForceNewEntries,
} from './forceNewTable';
import { versionsAround } from './providerVersion';
import type { Consequence, Loss, Provenance } from './schema';

/** An argument that forces replacement, as it holds for one version of the provider. */
export interface ForceNewArgument extends ForceNewEntry {
  /** `possible` where of the versions read around the installed one only one has it. */
  readonly certainty: 'certain' | 'possible';
  /** The oldest version read in which it was found; absent where that is the oldest of all read. */
  readonly since?: string;
  /** The newest version read in which it was found; absent where that is the newest of all read. */
  readonly until?: string;
  /** Whether the project says so, and not the provider's source. */
  readonly isProject?: true;
}

/** What is known of a resource type for one version of its provider. */
export interface ResourceModel {
  /** The provider's source address without the registry's host. */
  readonly provider: string;
  /** The versions of it that were read, oldest first. */
  readonly versionsRead: readonly string[];
  /** The version that the facts were chosen for; absent where it is not known: the newest read counts. */
  readonly installed?: string;
  readonly provenance: Provenance;
  readonly forceNew: readonly ForceNewArgument[];
  /** Arguments and blocks that, as the project says, do not force replacement with anything in them. */
  readonly updatable?: readonly string[];
  readonly consequence: Consequence;
  /** What else is lost by a replacement, and when. */
  readonly losses: readonly Loss[];
}

/** The tables that say what forces replacement in one provider's resources. */
export interface ResourceTables {
  readonly generated: ForceNewFile | undefined;
  /** The file that `generated` extends, where it does. */
  readonly base: ForceNewFile | undefined;
  readonly overrides: OverrideFile | undefined;
}

type ForceNewFacts = Pick<
  ResourceModel,
  'provider' | 'versionsRead' | 'installed' | 'provenance' | 'forceNew'
>;

/** What forces replacement of resources of `type` in one version; undefined for a type without a row. */
export function forceNewOf(
  tables: ResourceTables,
  type: string,
  installed: string | undefined,
): ForceNewFacts | undefined {
  const known = entriesOf(tables, type);
  if (known === undefined) return undefined;
  const { entries, ...facts } = known;
  return {
    ...facts,
    ...(installed === undefined ? {} : { installed }),
    forceNew: entries.flatMap((entry) => inVersion(entry, facts.versionsRead, installed)),
  };
}

/** What forces replacement of resources of `type` in any version read; undefined for a type without a row. */
export function forceNewInAnyVersion(tables: ResourceTables, type: string): ForceNewFacts | undefined {
  const known = entriesOf(tables, type);
  if (known === undefined) return undefined;
  const { entries, ...facts } = known;
  const forceNew = entries.map((entry): ForceNewArgument => ({
    ...entry,
    certainty: 'certain',
    ...boundsOf(entry, facts.versionsRead),
  }));
  return { ...facts, forceNew };
}

/** All resource types that the tables have a row for. */
export function typesIn({ generated, base, overrides }: ResourceTables): ReadonlySet<string> {
  const without = new Set(generated?.without);
  return new Set([
    ...Object.keys(generated?.resources ?? {}),
    ...Object.keys(base?.resources ?? {}).filter((type) => !without.has(type)),
    ...Object.keys(overrides?.resources ?? {}),
  ]);
}

/** The entries of a type with the corrections to them, in whatever versions they hold. */
function entriesOf(
  { generated, base, overrides }: ResourceTables,
  type: string,
): (Omit<ForceNewFacts, 'forceNew'> & { readonly entries: readonly ForceNewEntry[] }) | undefined {
  const written =
    overrides && Object.hasOwn(overrides.resources, type) ? overrides.resources[type] : undefined;
  const found = generated && forceNewEntries(generated, type, base);
  const file = generated ?? overrides;
  if (file === undefined || (written === undefined && found === undefined)) return undefined;
  const isOwn = generated !== undefined && Object.hasOwn(generated.resources, type);
  const versionsRead = (isOwn ? generated : (base ?? generated))?.versions ?? [];
  const corrected = written === undefined ? [] : readForceNewEntries(written, versionsRead);
  const refused = overrides?.updatable;
  const paths = new Set([
    ...corrected.map(({ path }) => path),
    ...(refused && Object.hasOwn(refused, type) ? (refused[type] ?? []) : []),
  ]);
  const kept = (found ?? []).filter(({ path }) => !paths.has(path));
  const { provider, provenance } = file;
  return { provider, versionsRead, provenance, entries: [...kept, ...corrected] };
}

/** The entry as it holds in the installed version; nothing where it does not. */
function inVersion(
  entry: ForceNewEntry,
  read: readonly string[],
  installed: string | undefined,
): readonly ForceNewArgument[] {
  const { versions } = entry;
  if (versions === undefined) return [{ ...entry, certainty: 'certain' }];
  const around = versionsAround(read, installed);
  const having = around.filter((version) => versions.includes(version));
  if (having.length === 0) return [];
  const certainty = having.length === around.length ? 'certain' : 'possible';
  return [{ ...entry, certainty, ...boundsOf(entry, read) }];
}

/** Between which versions an entry holds, where that is not between all that were read. */
function boundsOf(
  { versions = [] }: ForceNewEntry,
  read: readonly string[],
): Pick<ForceNewArgument, 'since' | 'until'> {
  const [since] = versions;
  const until = versions.at(-1);
  return {
    ...(since === undefined || since === read[0] ? {} : { since }),
    ...(until === undefined || until === read.at(-1) ? {} : { until }),
  };
}
