import type { LiteralDrift, SourceModel } from '../models/schema';

/** What the flow analysis asks of the model rows: it knows no provider and no attribute by name itself. */
export interface FlowModels {
  /** The rows of a data source type in the order in which they are tried; empty for a type without any. */
  sourcesOf(type: string): readonly SourceModel[];
  /** Why each call of this function gives another result (completes "…, which"); undefined for pure ones. */
  impureFunction(name: string): string | undefined;
  /** The literals that drift in arguments of a resource type; empty for a type without any. */
  literalsOf(type: string): readonly LiteralDrift[];
}
