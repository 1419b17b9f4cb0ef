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

/** What forces replacement of resources of `type`; undefined for a type without a row. */
export function forceNewOf(
  tables: ResourceTables,
  type: string,
  installed: string | undefined,
): Pick<ResourceModel, 'provider' | 'versionsRead' | 'installed' | 'provenance' | 'forceNew'> | undefined {
  const { generated, base, overrides } = tables;
  const written =
    overrides && Object.hasOwn(overrides.resources, type) ? overrides.resources[type] : undefined;
  const found = generated && forceNewEntries(generated, type, base);
  const file = generated ?? overrides;
  if (file === undefined || (written === undefined && found === undefined)) return undefined;
  const isOwn = generated !== undefined && Object.hasOwn(generated.resources, type);
  const versionsRead = (isOwn ? generated : (base ?? generated))?.versions ?? [];
  const corrected = written === undefined ? [] : readForceNewEntries(written, versionsRead);
  const paths = new Set(corrected.map(({ path }) => path));
  const kept = (found ?? []).filter(({ path }) => !paths.has(path));
  return {
    provider: file.provider,
    versionsRead,
    ...(installed === undefined ? {} : { installed }),
    provenance: file.provenance,
    forceNew: [...kept, ...corrected].flatMap((entry) => inVersion(entry, versionsRead, installed)),
  };
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
  const [since] = versions;
  const until = versions.at(-1);
  return [
    {
      ...entry,
      certainty: having.length === around.length ? 'certain' : 'possible',
      ...(since === undefined || since === read[0] ? {} : { since }),
      ...(until === undefined || until === read.at(-1) ? {} : { until }),
    },
  ];
}
