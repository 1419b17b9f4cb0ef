import { say } from '../base/language';
import type { Catalogue, CatalogueNeeds, ProviderUse } from './catalogue';
import type { ForceNewArgument, ResourceModel } from './resourceFacts';
import type { Consequence, Predicate, SourceModel } from './schema';

/** What a project says of a resource type. */
export interface ProjectResource {
  /** In place of all known entries of the same paths. */
  readonly forceNew: readonly ForceNewArgument[];
  /** Arguments and blocks that do not force replacement, with all that is in them: dotted paths. */
  readonly updatable: readonly string[];
  readonly consequence?: Consequence;
}

/** The facts that a project adds to the known ones, or corrects. */
export interface ProjectRows {
  readonly resources: ReadonlyMap<string, ProjectResource>;
  /** By type: in place of all known rows of the type. */
  readonly sources: ReadonlyMap<string, readonly SourceModel[]>;
  /** When a data source is pinned besides what its rows say, by type. */
  readonly pinned: ReadonlyMap<string, readonly Predicate[]>;
  /** Data sources that do not drift. */
  readonly neutral: ReadonlySet<string>;
  /** Why each call of a function gives another result (completes "…, which"), by its name. */
  readonly functions: ReadonlyMap<string, string>;
}

/** What a project without a file says. */
export const noProjectRows: ProjectRows = {
  resources: new Map(),
  sources: new Map(),
  pinned: new Map(),
  neutral: new Set(),
  functions: new Map(),
};

/** Gives the facts that a configuration needs. */
export interface CatalogueSource {
  catalogueFor(needs: CatalogueNeeds): Promise<Catalogue>;
}

/** The same facts with a project's rows over them. */
export function withProjectRows(facts: CatalogueSource, rows: ProjectRows | undefined): CatalogueSource {
  if (rows === undefined) return facts;
  return { catalogueFor: async (needs) => overlaid(await facts.catalogueFor(needs), rows) };
}

function overlaid(known: Catalogue, rows: ProjectRows): Catalogue {
  const sources = new Map<string, readonly SourceModel[]>();
  return {
    ...known,
    sourcesOf: (type) => {
      const found = sources.get(type) ?? sourcesWithProject(known.sourcesOf(type), rows, type);
      sources.set(type, found);
      return found;
    },
    isNeutral: (type) => isNeutralWithProject(known.isNeutral(type), rows, type),
    impureFunction: (name) => {
      const because = rows.functions.get(name);
      return because === undefined ? known.impureFunction(name) : { because };
    },
    resourceOf: (type, provider) => {
      return resourceWithProject(known.resourceOf(type, provider), rows, type, provider);
    },
  };
}

/** The rows of a data source type that count where `known` are those of the product. */
export function sourcesWithProject(
  known: readonly SourceModel[],
  rows: ProjectRows,
  type: string,
): readonly SourceModel[] {
  const own = rows.sources.get(type);
  if (own === undefined && rows.neutral.has(type)) return [];
  const pins = rows.pinned.get(type) ?? [];
  if (pins.length === 0) return own ?? known;
  return (own ?? known).map((model) => ({
    ...model,
    unless: { any: [...(model.unless === undefined ? [] : [model.unless]), ...pins] },
  }));
}

/** Whether a data source type does not drift, where `known` is what the product says. */
export function isNeutralWithProject(known: boolean, rows: ProjectRows, type: string): boolean {
  return !rows.sources.has(type) && (rows.neutral.has(type) || known);
}

/** What is known of a resource type, the project's word on it included; `known` is the product's. */
export function resourceWithProject(
  known: ResourceModel | undefined,
  rows: ProjectRows,
  type: string,
  { source, version }: Pick<ProviderUse, 'source' | 'version'>,
): ResourceModel | undefined {
  const own = rows.resources.get(type);
  if (own === undefined) return known;
  const written = new Set(own.forceNew.map(({ path }) => path));
  const kept = (known?.forceNew ?? []).filter(
    ({ path }) => !written.has(path) && !isWithinPaths(path, own.updatable),
  );
  return {
    provider: source,
    versionsRead: [],
    ...(version === undefined ? {} : { installed: version }),
    provenance: { origin: 'manual', readIn: say`the project file` },
    losses: [],
    ...known,
    forceNew: [...kept, ...own.forceNew],
    updatable: own.updatable,
    consequence: own.consequence ?? known?.consequence ?? 'rebuild',
  };
}

/** Whether a dotted path is one of `paths` or lies below one. */
export function isWithinPaths(path: string, paths: readonly string[]): boolean {
  return paths.some((outer) => path === outer || path.startsWith(`${outer}.`));
}
