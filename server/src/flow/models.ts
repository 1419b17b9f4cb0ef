import type { ProviderUse } from '../models/catalogue';
import type { ResourceModel } from '../models/resourceFacts';
import type { VariableValue } from '../modules/module';
import type { Exposure, Impurity, LiteralDrift, SourceModel } from '../models/schema';

/** What the flow analysis asks of the model rows: it knows no provider and no attribute by name itself. */
export interface FlowModels {
  /** The rows of a data source type in the order in which they are tried; empty for a type without any. */
  sourcesOf(type: string): readonly SourceModel[];
  /** What is known of a function each call of which gives another result; undefined for pure ones. */
  impureFunction(name: string): Impurity | undefined;
  /** The literals that drift in arguments of a resource type; empty for a type without any. */
  literalsOf(type: string): readonly LiteralDrift[];
  /** What is known of a resource type in this version of its provider; undefined for a type without a row. */
  resourceOf(type: string, provider: ProviderUse): ResourceModel | undefined;
  /** Attributes of a resource type that are computed anew when an argument changes: argument by attribute. */
  carriersOf(type: string): ReadonlyMap<string, string>;
  /** When anybody can decide the answer of a data source of this type. */
  exposuresOf(type: string): readonly Exposure[];
}

/** The data sources that are taken to answer differently, whatever the models say. */
export interface Assumption {
  /**
   * What changes in the answer of the data source at `address` (from the root module, without instance keys):
   * everything that its block does not set, or these attributes; undefined where nothing does.
   */
  changedAttributes(address: string): 'all' | ReadonlySet<string> | undefined;
}

/** What holds for all modules of a configuration that is evaluated. */
export interface EvaluationSetting {
  readonly models: FlowModels;
  /** Versions that the lock file names, by the provider's source address without the registry's host. */
  readonly locked: ReadonlyMap<string, string>;
  /** Values for the root module's input variables, by name, before those of its own variable files. */
  readonly variables?: ReadonlyMap<string, VariableValue>;
  /** Absent: what drifts by itself is looked for. */
  readonly assumption?: Assumption;
}
