/** What Holdfast knows of types, whatever a configuration makes of them: for people and programs that ask. */
import { say } from '../base/language';
import type { FileSystem } from '../base/fileSystem';
import { groupBy } from '../base/groupBy';
import { nearestNames } from '../base/nearestNames';
import { Facts, modelInAnyVersion, providerNameOf } from '../models/catalogue';
import type { FactsLibrary } from '../models/facts';
import {
  isNeutralWithProject,
  noProjectRows,
  resourceWithProject,
  sourcesWithProject,
  type ProjectRows,
} from '../models/projectRows';
import { typesIn, type ResourceModel } from '../models/resourceFacts';
import type { SourceModel } from '../models/schema';
import { ProjectFiles, type ProjectFile } from './projectFiles';

/** What the look-up needs from its surroundings. */
export interface KnownFactsEnvironment {
  readonly fileSystem: FileSystem;
  readonly facts: FactsLibrary;
}

/** What is known of a data source type: rows in the order in which they are tried, or that it does not drift. */
export interface KnownDataSource {
  readonly type: string;
  /** The provider's source address without the registry's host. */
  readonly provider: string;
  readonly readIn: string;
  readonly rows: readonly SourceModel[];
  readonly isNeutral: boolean;
}

/** What is known of the resources of one provider. */
export interface KnownProvider {
  /** Its source address without the registry's host. */
  readonly provider: string;
  /** The newest version read; empty where the facts have none. */
  readonly version: string;
  /** By type, in alphabetical order; in all versions read together. */
  readonly resources: ReadonlyMap<string, ResourceModel>;
}

/** Everything that is known of one type name. */
export interface KnownType {
  /** One for each provider that has rows of its own for the resource type. */
  readonly resources: readonly ResourceModel[];
  readonly dataSource: KnownDataSource | undefined;
}

/** The facts of the product and of one project. */
export class KnownFacts {
  private readonly facts: Facts;

  private constructor(
    private readonly library: FactsLibrary,
    /** The project file that counts; its notes say what of it does not. */
    readonly project: ProjectFile | undefined,
  ) {
    this.facts = new Facts(library);
  }

  /**
   * The facts as they count for a configuration in `directory` (a URI). A project file is looked for there, and above
   * it within `folder`.
   */
  static async for(
    directory: string,
    { fileSystem, facts }: KnownFactsEnvironment,
    folder = directory,
  ): Promise<KnownFacts> {
    const files = new ProjectFiles(async (uri) => {
      const text = await fileSystem.readFile(uri);
      return text === undefined ? undefined : { text, version: undefined };
    });
    return new KnownFacts(facts, await files.for(directory, folder));
  }

  /** What is known of the resource type and the data source type of this name; undefined where nothing is. */
  async of(type: string): Promise<KnownType | undefined> {
    const providers = await this.providers();
    const having = providers.flatMap(({ resources }) => resources.get(type) ?? []);
    // A provider that extends another one repeats its rows.
    const resources = having.filter(
      (one, index) => index === having.findIndex((other) => hasSameRows(other, one)),
    );
    const dataSource = (await this.dataSources()).get(type);
    return resources.length === 0 && dataSource === undefined ? undefined : { resources, dataSource };
  }

  /** The known types that `type` may be meant to be, the nearest first. */
  async near(type: string): Promise<readonly string[]> {
    const providers = await this.providers();
    const resources = providers.flatMap((provider) => [...provider.resources.keys()]);
    return nearestNames(type, [...resources, ...(await this.dataSources()).keys()], 3);
  }

  /** All providers with facts about resources, by source address. */
  async providers(): Promise<readonly KnownProvider[]> {
    const known: KnownProvider[] = [];
    for (const name of await this.names(['generated', 'overrides'])) known.push(await this.provider(name));
    const all = new Set(known.flatMap(({ resources }) => [...resources.keys()]));
    const own = [...this.rows.resources.keys()].filter((type) => !all.has(type));
    const added = [...groupBy(own, providerNameOf)].map(([name, types]) => this.unknownProvider(name, types));
    return [...known, ...added].sort((one, other) => (one.provider < other.provider ? -1 : 1));
  }

  /** A provider of which only the project speaks; Terraform itself takes it for one of HashiCorp's. */
  private unknownProvider(name: string, types: readonly string[]): KnownProvider {
    const provider = `hashicorp/${name}`;
    const resources = types.map(
      (type) => [type, resourceWithProject(undefined, this.rows, type, { source: provider })] as const,
    );
    return { provider, version: '', resources: sortedMap(resources) };
  }

  /** All data sources, by type in alphabetical order. */
  async dataSources(): Promise<ReadonlyMap<string, KnownDataSource>> {
    const found = new Map<string, KnownDataSource>();
    for (const name of await this.names(['sources'])) {
      const sources = await this.facts.sourcesOf(name);
      if (sources === undefined) continue;
      const { provider, provenance, rows, neutral } = sources;
      const about = { provider, readIn: provenance.readIn };
      for (const [type, models] of rows) found.set(type, { type, ...about, rows: models, isNeutral: false });
      for (const type of neutral) found.set(type, { type, ...about, rows: [], isNeutral: true });
    }
    const { rows } = this;
    for (const type of [...found.keys(), ...rows.sources.keys(), ...rows.neutral]) {
      const known = found.get(type) ?? {
        type,
        provider: `hashicorp/${providerNameOf(type)}`,
        readIn: say`the project file`,
        rows: [],
        isNeutral: false,
      };
      found.set(type, {
        ...known,
        rows: sourcesWithProject(known.rows, rows, type),
        isNeutral: isNeutralWithProject(known.isNeutral, rows, type),
      });
    }
    return sortedMap([...found]);
  }

  private get rows(): ProjectRows {
    return this.project?.rows ?? noProjectRows;
  }

  private async provider(name: string): Promise<KnownProvider> {
    const tables = await this.facts.tablesOf(name);
    const file = tables.generated ?? tables.overrides;
    const source = file?.provider ?? name;
    const resources = [...typesIn(tables)].map(
      (type) =>
        [type, resourceWithProject(modelInAnyVersion(tables, type), this.rows, type, { source })] as const,
    );
    return {
      provider: source,
      version: tables.generated?.versions.at(-1) ?? '',
      resources: sortedMap(resources),
    };
  }

  /** The names of the files in these folders of the library. */
  private async names(folders: readonly string[]): Promise<readonly string[]> {
    const names = (await this.library.names()).map((name) => name.split('/'));
    const wanted = names.filter(([folder = '']) => folders.includes(folder));
    return [...new Set(wanted.map(([, name = '']) => name))].filter((name) => name !== languageFacts);
  }
}

/** The file among those of data sources that is about functions and literals. */
const languageFacts = 'impure-functions';

function hasSameRows(one: ResourceModel, other: ResourceModel): boolean {
  return JSON.stringify(one.forceNew) === JSON.stringify(other.forceNew);
}

function sortedMap<T>(entries: readonly (readonly [string, T | undefined])[]): ReadonlyMap<string, T> {
  const there = entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return new Map(there.sort(([one], [other]) => (one < other ? -1 : 1)));
}
