/** The shapes of the model rows in `data/`: what drifts, what forces replacement, what functions do. */

/** How a source's answer can differ between two applies of an unchanged configuration. */
export type Volatility = 'latest' | 'membership' | 'content' | 'every-apply';

/** What replacing a resource costs its owner. */
export type Consequence = 'data-loss' | 'rebuild' | 'routine';

/** How loudly a finding is reported, quietest first. */
export const severities = ['hint', 'information', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** The ids that findings, settings and suppression comments use. */
export const ruleIds = [
  'drifting-replacement',
  'deferred-replacement',
  'every-apply-replacement',
  'drifting-instances',
  'drifting-trigger',
  'unowned-image',
] as const;
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

/**
 * How to stop a source from drifting. The sentence is for people; the other fields say the same exactly, for
 * fixes, and are absent where no text would be right for everyone.
 */
export interface Pin {
  /** One sentence, in the imperative. */
  readonly how: string;
  /** This argument of the data block, once set, pins it. */
  readonly argument?: string;
  /** The text for `argument`, with `${attribute}` for the source's present attributes. */
  readonly value?: string;
  /** Arguments that have to go, or the data block contradicts itself. */
  readonly remove?: readonly string[];
  /** The reference itself is replaced: by its present value as a literal. */
  readonly replaceWith?: 'literal';
}

/**
 * A data source whose answer can differ between two applies. Of several rows of one type, in their order, the
 * first whose `when` holds decides, also where its `unless` then finds the source pinned.
 */
export interface SourceModel {
  readonly type: string;
  readonly volatility: Volatility;
  /** Volatile only where this holds; always where it is absent. */
  readonly when?: Predicate;
  /** Pinned where this holds, although it looks volatile. */
  readonly unless?: Predicate;
  /** Attributes whose values drift; every other attribute is stable, or echoes an argument of the same name. */
  readonly drifting: readonly string[];
  /** Attributes that identify the object or in practice never change. Said for people; not complete. */
  readonly stable?: readonly string[];
  /** Attributes that only repeat an argument, by that argument's name: the argument's own flow counts. */
  readonly echoes?: Readonly<Record<string, string>>;
  /** Drifting attributes that the provider overwrites even where the argument of the same name is set. */
  readonly overwritten?: readonly string[];
  /** Absent: its present value, as a literal, in place of the reference. */
  readonly pin?: Pin;
  /** Completes "data.x.y, which …" in a message: a verb phrase in the third person. */
  readonly because: string;
  /** What a person sees to overwrite where a value has to be pinned by hand. */
  readonly placeholder?: string;
  /** Set where in practice the answer names the same things until their owner replaces them. */
  readonly quiet?: boolean;
  /** Where this row was read, if not where the rest of its file was. */
  readonly readIn?: string;
}

/** What else a replacement of a resource of this type costs, and when: a sentence for a message. */
export interface Loss {
  readonly type: string;
  readonly when: Predicate;
  readonly says: string;
}

/** The file `data/losses.json`. */
export interface LossTable {
  readonly provenance: Provenance;
  readonly losses: readonly Loss[];
}

/** An attribute of a managed resource that is computed anew whenever an argument of it changes. */
export interface Carrier {
  readonly type: string;
  readonly attribute: string;
  readonly from: string;
}

/** The file `data/carriers.json`. */
export interface CarrierTable {
  readonly provenance: Provenance;
  readonly carriers: readonly Carrier[];
}

/** A data source whose answer anybody can decide, unless its block says otherwise. */
export interface Exposure {
  readonly type: string;
  /** The argument that would settle it. */
  readonly argument: string;
  readonly when: Predicate;
  /** Completes "data.x.y …" in a message: a verb phrase in the third person, without a full stop. */
  readonly because: string;
}

/** The file `data/exposures.json`. */
export interface ExposureTable {
  readonly provenance: Provenance;
  readonly exposures: readonly Exposure[];
}

/** One file in `data/sources/`: every data source of a provider, as a source or as a neutral one. */
export interface SourceCatalogue {
  readonly provider: string;
  readonly provenance: Provenance;
  readonly sources: readonly SourceModel[];
  /** Data sources that were looked at and found not to drift. */
  readonly neutral: readonly string[];
}

/** One file in `data/consequences/`: the types whose replacement costs more, or less, than `rebuild`. */
export type ConsequenceTable = Readonly<Record<Exclude<Consequence, 'rebuild'>, readonly string[]>>;

/** Why a function's result differs from one run to the next, and what to do about it. */
export type Impurity = Pick<ImpureFunction, 'because' | 'pin'>;

/** A function of the language whose result differs from one run to the next. */
export interface ImpureFunction {
  readonly name: string;
  readonly volatility: Volatility;
  /** Whether the result is known at plan, so that the plan shows it, or only at apply. */
  readonly known: 'plan' | 'apply';
  readonly pin?: Pin;
  /** Completes "f(), which …" in a message: a verb phrase in the third person. */
  readonly because: string;
}

/** A literal in an argument that the platform resolves to something that moves. */
export interface LiteralDrift {
  readonly type: string;
  /** The argument's path, dotted, without indexes. */
  readonly attribute: string;
  /** The literals that drift: a regular expression. */
  readonly matches: string;
  /** Literals that are pinned although `matches` holds. */
  readonly unless?: string;
  readonly volatility: Volatility;
  /**
   * When it is resolved, and by whom. `provider-at-plan`: the provider resolves it anew at each plan and shows
   * the drift. `service-at-create`: the service does, once, and the provider reads the result back, so that
   * every later plan finds a difference. `service-at-use`: the service does, at each use, and no plan sees it.
   */
  readonly resolvedBy: 'provider-at-plan' | 'service-at-create' | 'service-at-use';
  readonly pin?: Pin;
  readonly because: string;
  readonly readIn?: string;
}

/** The file `data/sources/impure-functions.json`. */
export interface ImpurityTable {
  readonly provenance: Provenance;
  readonly functions: readonly ImpureFunction[];
  readonly literals: readonly LiteralDrift[];
}
