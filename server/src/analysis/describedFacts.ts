import { listed, say, translated } from '../base/language';
import { predicateWords } from '../models/predicateWords';
import type { ForceNewCondition } from '../models/forceNewTable';
import type { ForceNewArgument, ResourceModel } from '../models/resourceFacts';
import type { Consequence, SourceModel, Volatility } from '../models/schema';
import { consequenceSentence } from '../rules/hazardText';
import type { KnownDataSource, KnownType } from './knownFacts';

/** An argument that forces replacement, in words. */
export interface DescribedArgument {
  /** Dotted, without indexes. */
  readonly attribute: string;
  /** Its value counts, the number of blocks, or the blocks and all in them. */
  readonly covers: 'value' | 'count' | 'children';
  /** Completes "forces replacement when it changes, …"; absent where it always does. */
  readonly condition?: string;
  /** The oldest and the newest version in which it was found, where others were read. */
  readonly since?: string;
  readonly until?: string;
  /** Whether the project file says so. */
  readonly isProject: boolean;
}

/** A resource type of one provider, in words. */
export interface DescribedResource {
  readonly provider: string;
  /** Oldest first. */
  readonly versionsRead: readonly string[];
  readonly readIn: string;
  readonly consequence: Consequence;
  /** Sentences. */
  readonly costs: readonly string[];
  readonly arguments: readonly DescribedArgument[];
  /** What the project takes out. */
  readonly updatable: readonly string[];
}

/** One way in which a data source drifts, in words. */
export interface DescribedSource {
  readonly volatility: Volatility;
  /** A verb phrase in the third person. */
  readonly because: string;
  /** Each completes "where …". */
  readonly when?: string;
  readonly unless?: string;
  readonly drifting: readonly string[];
  readonly stable: readonly string[];
  readonly echoes: readonly string[];
  /** A sentence in the imperative. */
  readonly pin: string;
}

/** A data source type, in words: it does not drift where there are no rows. */
export interface DescribedDataSource {
  readonly provider: string;
  readonly readIn: string;
  readonly rows: readonly DescribedSource[];
}

/** Everything that is known of a type name, in words. */
export interface DescribedType {
  readonly resources: readonly DescribedResource[];
  readonly dataSource?: DescribedDataSource;
}

/** Puts into words what is known of a type name. */
export function describeType({ resources, dataSource }: KnownType): DescribedType {
  return {
    resources: resources.map(describeResource),
    ...(dataSource === undefined ? {} : { dataSource: describeDataSource(dataSource) }),
  };
}

function describeResource(model: ResourceModel): DescribedResource {
  const { provider, versionsRead, provenance, consequence, losses, forceNew, updatable = [] } = model;
  return {
    provider,
    versionsRead,
    readIn: provenance.readIn,
    consequence,
    costs: [
      consequenceSentence(consequence),
      ...losses.map(({ says, when }) => say`Where ${predicateWords(when)}: ${translated(says)}`),
    ],
    arguments: forceNew.map(describeArgument),
    updatable,
  };
}

/** Puts into words what is known of an argument. */
export function describeArgument(argument: ForceNewArgument): DescribedArgument {
  const { path, covers, condition, since, until, isProject } = argument;
  return {
    attribute: path,
    covers,
    ...(condition === undefined ? {} : { condition: conditionWords(condition) }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    isProject: isProject === true,
  };
}

/** A condition in words: completes "forces replacement when it changes, …". */
function conditionWords({ when, looksAt, onlyRemoval }: ForceNewCondition): string {
  if (onlyRemoval === true) return say`but only when it is removed`;
  if (when !== undefined) return say`but only where ${predicateWords(when)}`;
  if (looksAt.length === 0) {
    return say`but not at every change: the provider looks at the old and the new value`;
  }
  const names = looksAt.map((name) => `\`${name}\``);
  return say`but not always: the provider looks at ${listed(names)} too`;
}

function describeDataSource({ provider, readIn, rows }: KnownDataSource): DescribedDataSource {
  return { provider, readIn, rows: rows.map(describeSource) };
}

/** Puts a row of a data source into words. */
export function describeSource(model: SourceModel): DescribedSource {
  const { volatility, because, when, unless, drifting, stable = [], echoes = {} } = model;
  return {
    volatility,
    because: translated(because),
    ...(when === undefined ? {} : { when: predicateWords(when) }),
    ...(unless === undefined ? {} : { unless: predicateWords(unless) }),
    drifting,
    stable,
    echoes: Object.keys(echoes),
    pin:
      model.pin === undefined
        ? say`Write the present value in place of the reference.`
        : translated(model.pin.how),
  };
}
