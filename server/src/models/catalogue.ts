import { groupBy } from '../base/groupBy';
import carrierTable from './data/carriers.json';
import exposureTable from './data/exposures.json';
import lossTable from './data/losses.json';
import impurity from './data/sources/impure-functions.json';
import type { FactsLoader } from './facts';
import type { ForceNewFile, OverrideFile } from './forceNewTable';
import { forceNewInAnyVersion, forceNewOf, type ResourceModel, type ResourceTables } from './resourceFacts';
import type {
  CarrierTable,
  Consequence,
  ConsequenceTable,
  Exposure,
  ExposureTable,
  Impurity,
  ImpurityTable,
  LiteralDrift,
  LossTable,
  Provenance,
  SourceCatalogue,
  SourceModel,
} from './schema';

/** Which provider a resource belongs to. */
export interface ProviderUse {
  /** The provider's name, by which its tables are found: `google-beta`. */
  readonly name: string;
  /** Its source address without the registry's host, in lower case. */
  readonly source: string;
  /** The version that the lock file names; absent where none does. */
  readonly version?: string;
}

/** The facts that one analysis needs, looked up by type. It never changes. */
export interface Catalogue {
  /** The rows of a data source type in the order in which they are tried; empty for a type without any. */
  sourcesOf(type: string): readonly SourceModel[];
  /** Whether a data source type was looked at and found not to drift. */
  isNeutral(type: string): boolean;
  /** What is known of a function each call of which gives another result; undefined for pure ones. */
  impureFunction(name: string): Impurity | undefined;
  /** The literals that drift in arguments of a resource type, as far as Terraform sees it. */
  literalsOf(type: string): readonly LiteralDrift[];
  /** What is known of a resource type in this version of its provider. */
  resourceOf(type: string, provider: ProviderUse): ResourceModel | undefined;
  /** Attributes of a resource type that are computed anew when an argument changes: argument by attribute. */
  carriersOf(type: string): ReadonlyMap<string, string>;
  /** When anybody can decide the answer of a data source of this type. */
  exposuresOf(type: string): readonly Exposure[];
}

/** What a catalogue has to know about. */
export interface CatalogueNeeds {
  /** Types of data sources. */
  readonly dataSources: Iterable<string>;
  /** Types of resources, each with the name of its provider. */
  readonly resources: Iterable<{ readonly type: string; readonly provider: string }>;
}

/** The rows of one provider's data sources. */
export interface ProviderSources {
  /** The provider's source address without the registry's host. */
  readonly provider: string;
  readonly provenance: Provenance;
  readonly rows: ReadonlyMap<string, readonly SourceModel[]>;
  readonly neutral: ReadonlySet<string>;
}

/** The tables of one provider's resources. */
export interface ProviderTables extends ResourceTables {
  readonly consequences: ReadonlyMap<string, Consequence>;
}

/** The provider that a type belongs to where nothing else is said: `aws` of `aws_instance`. */
export function providerNameOf(type: string): string {
  const [name = ''] = type.split('_', 1);
  return name;
}

/** Names that a file may have: what stands in a configuration must not lead anywhere else. */
const tableName = /^[a-z0-9][a-z0-9-]*$/i;

/** The consequences of all providers without a file of their own. */
const otherConsequences = 'consequences/others';

const functions = new Map((impurity as ImpurityTable).functions.map((row) => [row.name, row]));

/** What a service resolves at each use is no difference for Terraform. */
const literals = groupBy(
  (impurity as ImpurityTable).literals.filter(({ resolvedBy }) => resolvedBy !== 'service-at-use'),
  ({ type }) => type,
);
const carriers = groupBy((carrierTable as CarrierTable).carriers, ({ type }) => type);
const exposures = groupBy((exposureTable as ExposureTable).exposures, ({ type }) => type);
const losses = groupBy((lossTable as LossTable).losses, ({ type }) => type);

/** All facts, read through a loader, each file once and not before it is needed. */
export class Facts {
  private readonly files = new Map<string, Promise<unknown>>();
  private readonly sources = new Map<string, Promise<ProviderSources | undefined>>();
  private readonly tables = new Map<string, Promise<ProviderTables>>();

  constructor(private readonly loader: FactsLoader) {}

  /** Reads what is missing for these types. Rejects where a fact file is there and cannot be read. */
  async catalogueFor(needs: CatalogueNeeds): Promise<Catalogue> {
    const names = new Set<string>();
    for (const { type, provider } of needs.resources) names.add(provider).add(providerNameOf(type));
    const dataNames = [...new Set(Array.from(needs.dataSources, providerNameOf))];
    const sources = await Promise.all(dataNames.map((name) => this.sourcesOf(name)));
    const tables = await Promise.all([...names].map((name) => this.tablesOf(name)));
    return createCatalogue(
      new Map(dataNames.flatMap((name, index) => (sources[index] ? [[name, sources[index]]] : []))),
      new Map([...names].flatMap((name, index) => (tables[index] ? [[name, tables[index]]] : []))),
    );
  }

  /** The data sources of the provider of this name; undefined without a file. */
  sourcesOf(name: string): Promise<ProviderSources | undefined> {
    return remember(this.sources, name, async () => {
      const file = (await this.file(`sources/${name}`)) as SourceCatalogue | undefined;
      if (file === undefined) return undefined;
      const { provider, provenance, sources, neutral } = file;
      return { provider, provenance, rows: groupBy(sources, ({ type }) => type), neutral: new Set(neutral) };
    });
  }

  /** What is known of the resources of the provider of this name; its files may be missing. */
  tablesOf(name: string): Promise<ProviderTables> {
    return remember(this.tables, name, async () => {
      const generated = (await this.file(`generated/${name}`)) as ForceNewFile | undefined;
      const overrides = (await this.file(`overrides/${name}`)) as OverrideFile | undefined;
      const extended = generated?.extends;
      const base = extended === undefined ? undefined : await this.tablesOf(extended);
      return {
        generated,
        base: base?.generated,
        overrides: overrides ?? base?.overrides,
        consequences: base?.consequences ?? (await this.consequencesOf(name)),
      };
    });
  }

  private async consequencesOf(name: string): Promise<ReadonlyMap<string, Consequence>> {
    const own = await this.file(`consequences/${name}`);
    const table = (own ?? (await this.file(otherConsequences))) as ConsequenceTable | undefined;
    const consequences = new Map<string, Consequence>();
    for (const type of table?.['data-loss'] ?? []) consequences.set(type, 'data-loss');
    for (const type of table?.routine ?? []) consequences.set(type, 'routine');
    return consequences;
  }

  private file(name: string): Promise<unknown> {
    const [, table = ''] = name.split('/');
    if (!tableName.test(table)) return Promise.resolve(undefined);
    return remember(this.files, name, () => this.loader.load(name));
  }
}

function createCatalogue(
  sources: ReadonlyMap<string, ProviderSources>,
  tables: ReadonlyMap<string, ProviderTables>,
): Catalogue {
  const models = new Map<string, ResourceModel | undefined>();
  return {
    sourcesOf: (type) => sources.get(providerNameOf(type))?.rows.get(type) ?? [],
    isNeutral: (type) => sources.get(providerNameOf(type))?.neutral.has(type) === true,
    impureFunction: (name) => functions.get(name),
    literalsOf: (type) => literals.get(type) ?? [],
    carriersOf: (type) => new Map((carriers.get(type) ?? []).map(({ attribute, from }) => [attribute, from])),
    exposuresOf: (type) => exposures.get(type) ?? [],
    resourceOf: (type, provider) => {
      const key = `${type} ${provider.source} ${provider.version ?? ''}`;
      if (!models.has(key)) models.set(key, resourceModel(tables, type, provider));
      return models.get(key);
    },
  };
}

/** A provider without tables, such as one's own build of another, is taken for the one that the type names. */
function resourceModel(
  tables: ReadonlyMap<string, ProviderTables>,
  type: string,
  { name, source, version }: ProviderUse,
): ResourceModel | undefined {
  const named = tables.get(name);
  const found = (named?.generated ?? named?.overrides) ? named : tables.get(providerNameOf(type));
  if (found === undefined) return undefined;
  const provider = (found.generated ?? found.overrides)?.provider.toLowerCase();
  // Many providers lived under `hashicorp` before they moved; versions of any other are numbers of its own.
  const isKnown = source === provider || source === `hashicorp/${name}`;
  const facts = forceNewOf(found, type, isKnown ? version : undefined);
  if (facts === undefined) return undefined;
  return { ...facts, ...costOf(found, type) };
}

/** What a replacement of a resource costs. */
function costOf(tables: ProviderTables, type: string): Pick<ResourceModel, 'consequence' | 'losses'> {
  return { consequence: tables.consequences.get(type) ?? 'rebuild', losses: losses.get(type) ?? [] };
}

/** What is known of a resource type in all versions read together; undefined for a type without a row. */
export function modelInAnyVersion(tables: ProviderTables, type: string): ResourceModel | undefined {
  const facts = forceNewInAnyVersion(tables, type);
  return facts && { ...facts, ...costOf(tables, type) };
}

function remember<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
    // What failed once is tried again: the file may be there the next time.
    value.catch(() => known.delete(key));
  }
  return value;
}
