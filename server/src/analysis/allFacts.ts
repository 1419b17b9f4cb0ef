import type { ForceNewArgument, ResourceModel } from '../models/resourceFacts';
import type { SourceModel, Volatility } from '../models/schema';
import type { KnownDataSource, KnownFacts } from './knownFacts';

/** What a resource type's arguments do in the newest version read: dotted paths, sorted. */
export interface ResourceRow {
  readonly forceNew: readonly string[];
  /** Those that force replacement under a condition alone. */
  readonly conditional: readonly string[];
}

/** How a data source type drifts. */
export interface SourceRow {
  readonly class: Volatility;
  readonly driftingAttributes: readonly string[];
  readonly stableAttributes: readonly string[];
}

/** All facts in one object: the form that programs read. */
export interface AllFacts {
  /** By the provider's source address. */
  readonly forceNew: Readonly<
    Record<string, { readonly version: string; readonly resources: Readonly<Record<string, ResourceRow>> }>
  >;
  readonly sources: Readonly<Record<string, SourceRow>>;
  /** Data sources that do not drift. */
  readonly neutral: readonly string[];
}

/** Gathers all that is known. A provider that extends another one has the other's resource types as well. */
export async function allFacts(known: KnownFacts): Promise<AllFacts> {
  const providers = await known.providers();
  const dataSources = [...(await known.dataSources()).values()];
  return {
    forceNew: Object.fromEntries(
      providers.map(({ provider, version, resources }) => [
        provider,
        {
          version,
          resources: Object.fromEntries([...resources].map(([type, model]) => [type, resourceRow(model)])),
        },
      ]),
    ),
    sources: Object.fromEntries(
      dataSources.filter(({ rows }) => rows.length > 0).map((source) => [source.type, sourceRow(source)]),
    ),
    neutral: dataSources.filter(({ isNeutral }) => isNeutral).map(({ type }) => type),
  };
}

function resourceRow({ forceNew }: ResourceModel): ResourceRow {
  const newest = forceNew.filter(({ until }) => until === undefined);
  const always = paths(newest.filter(({ condition }) => condition === undefined));
  const conditional = paths(newest.filter(({ condition }) => condition !== undefined));
  return { forceNew: always, conditional: conditional.filter((path) => !always.includes(path)) };
}

function paths(forceNew: readonly ForceNewArgument[]): readonly string[] {
  return [...new Set(forceNew.map(({ path }) => path))].sort();
}

/** Louder first: a type with several rows is as bad as its worst. */
const volatilities: readonly Volatility[] = ['every-apply', 'latest', 'membership', 'content'];

function sourceRow({ rows }: KnownDataSource): SourceRow {
  const drifting = union(rows, (row) => row.drifting);
  const worst = volatilities.find((volatility) => rows.some((row) => row.volatility === volatility));
  return {
    class: worst ?? 'content',
    driftingAttributes: drifting,
    stableAttributes: union(rows, (row) => row.stable ?? []).filter((name) => !drifting.includes(name)),
  };
}

function union(rows: readonly SourceModel[], of: (row: SourceModel) => readonly string[]): readonly string[] {
  return [...new Set(rows.flatMap(of))].sort();
}
