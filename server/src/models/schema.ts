/** The shapes of the model rows in `data/`: what drifts, what forces replacement, what functions do. */

/** How a source's answer can differ between two applies of an unchanged configuration. */
export type Volatility = 'latest' | 'membership' | 'content' | 'every-apply';

/** What replacing a resource costs its owner. */
export type Consequence = 'data-loss' | 'rebuild' | 'routine';

/** How loudly a finding is reported, quietest first. */
export const severities = ['hint', 'information', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** The ids that findings, settings and suppression comments use. */
export const ruleIds = ['drifting-replacement', 'every-apply-replacement'] as const;
export type RuleId = (typeof ruleIds)[number];

/**
 * A question about a block's own arguments, asked after constant evaluation. The answer is yes, no, or
 * unknown where an argument's value cannot be known without running Terraform.
 */
export type Predicate =
  | { readonly argument: string; readonly equals: string | number | boolean }
  /** A regular expression on a string; on a list it must match every element, and the list must have one. */
  | { readonly argument: string; readonly matches: string }
  | { readonly argument: string; readonly isSet: boolean }
  /** Some nested block of this type satisfies the inner predicate. */
  | { readonly block: string; readonly where: Predicate }
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate };

/** Where a fact comes from, so that the next reader can check it. */
export interface Provenance {
  /** `manual`: read and written down by hand. `generated`: by the fact generator, from provider source. */
  readonly origin: 'manual' | 'generated';
  /** The provider release or document the fact was read in. */
  readonly readIn: string;
}

/** A data source whose answer can differ between two applies. Rows of one type are tried in order. */
export interface SourceModel {
  readonly type: string;
  readonly volatility: Volatility;
  /** Volatile only where this holds; always where it is absent. */
  readonly when?: Predicate;
  /** Pinned where this holds, although it looks volatile. */
  readonly unless?: Predicate;
  /** Attributes whose values drift; every other attribute is stable, or echoes an argument of the same name. */
  readonly drifting: readonly string[];
  /** Completes "data.x.y, which …" in a message: a verb phrase in the third person. */
  readonly because: string;
  /** What a person sees to overwrite where a value has to be pinned by hand. */
  readonly placeholder?: string;
}

/** An argument whose change forces replacement only under a condition on the same resource. */
export interface ConditionalForceNew {
  readonly attribute: string;
  readonly when: Predicate;
}

/** What is known of a managed resource type. Attribute paths are dotted, without indexes. */
export interface ResourceModel {
  readonly consequence: Consequence;
  readonly forceNew: readonly string[];
  readonly conditional?: readonly ConditionalForceNew[];
  /** What else is lost by a replacement, and when: sentences for a message. */
  readonly losses?: readonly { readonly when: Predicate; readonly says: string }[];
}

/** One provider's rows: the content of one file in `data/`. */
export interface ProviderModels {
  /** The provider's source address without the registry's host: `hashicorp/aws`. */
  readonly provider: string;
  readonly provenance: Provenance;
  readonly sources: readonly SourceModel[];
  /** Data sources that were looked at and found not to drift. */
  readonly neutral: readonly string[];
  readonly resources: Readonly<Record<string, ResourceModel>>;
}
