import aws from './data/hashicorp-aws.json';
import functions from './data/functions.json';
import type { ProviderModels, ResourceModel, SourceModel } from './schema';

/** All model rows, looked up by type. */
export interface Catalogue {
  sourcesOf(type: string): readonly SourceModel[];
  impureFunction(name: string): string | undefined;
  resourceOf(type: string): ResourceModel | undefined;
  /** The names of all impure functions, for a quick look at a text. */
  readonly impureFunctions: readonly string[];
}

/** Builds the look-up tables over the rows of some providers. */
export function createCatalogue(
  providers: readonly ProviderModels[],
  impure: Readonly<Record<string, string>>,
): Catalogue {
  const sources = new Map<string, SourceModel[]>();
  const resources = new Map<string, ResourceModel>();
  for (const provider of providers) {
    for (const row of provider.sources) sources.set(row.type, [...(sources.get(row.type) ?? []), row]);
    for (const [type, row] of Object.entries(provider.resources)) resources.set(type, row);
  }
  const impureFunctions = new Map(Object.entries(impure));
  return {
    sourcesOf: (type) => sources.get(type) ?? [],
    impureFunction: (name) => impureFunctions.get(name),
    resourceOf: (type) => resources.get(type),
    impureFunctions: [...impureFunctions.keys()],
  };
}

/** The rows that ship with the product. */
export function builtInCatalogue(): Catalogue {
  return createCatalogue([aws as ProviderModels], functions.impure);
}
