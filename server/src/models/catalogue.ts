import awsConsequences from './data/consequences/aws.json';
import awsResources from './data/resources/aws.json';
import awsSources from './data/sources/aws.json';
import impurity from './data/sources/impure-functions.json';
import type {
  Consequence,
  ConsequenceTable,
  ImpurityTable,
  ResourceModel,
  ResourceTable,
  SourceCatalogue,
  SourceModel,
} from './schema';

/** All model rows, looked up by type. */
export interface Catalogue {
  sourcesOf(type: string): readonly SourceModel[];
  /** Why each call of this function gives another result (completes "…, which"); undefined for pure ones. */
  impureFunction(name: string): string | undefined;
  resourceOf(type: string): ResourceModel | undefined;
}

/** The rows a catalogue is made of, as the files in `data/` hold them. */
export interface ModelRows {
  readonly sources: readonly SourceCatalogue[];
  readonly resources: readonly ResourceTable[];
  readonly consequences: readonly ConsequenceTable[];
  readonly impurity: ImpurityTable;
}

/** Builds the look-up tables over some rows. */
export function createCatalogue(rows: ModelRows): Catalogue {
  const sources = new Map<string, SourceModel[]>();
  for (const row of rows.sources.flatMap((file) => file.sources)) {
    sources.set(row.type, [...(sources.get(row.type) ?? []), row]);
  }
  const consequences = new Map<string, Consequence>();
  for (const table of rows.consequences) {
    for (const type of table['data-loss']) consequences.set(type, 'data-loss');
    for (const type of table.routine) consequences.set(type, 'routine');
  }
  const resources = new Map<string, ResourceModel>();
  for (const [type, row] of rows.resources.flatMap((table) => Object.entries(table.resources))) {
    resources.set(type, { ...row, consequence: consequences.get(type) ?? 'rebuild' });
  }
  const impure = new Map(rows.impurity.functions.map(({ name, because }) => [name, because]));
  return {
    sourcesOf: (type) => sources.get(type) ?? [],
    impureFunction: (name) => impure.get(name),
    resourceOf: (type) => resources.get(type),
  };
}

/** The rows that ship with the product: those of the providers whose resources have rows. */
export function builtInCatalogue(): Catalogue {
  return createCatalogue({
    sources: [awsSources as SourceCatalogue],
    resources: [awsResources as ResourceTable],
    consequences: [awsConsequences],
    impurity: impurity as ImpurityTable,
  });
}
