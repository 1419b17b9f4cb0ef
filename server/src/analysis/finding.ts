import type { TextRange } from '../base/textRange';
import type { FixId } from '../fixes/fix';
import type { Consequence, RuleId, Severity, Volatility } from '../models/schema';

export { fixIds, type Applicability, type FileEdits, type Fix, type FixEdit, type FixId } from '../fixes/fix';
export { severityWords, type SeverityRow } from '../models/severityRows';
export type { ImageAnswer, ImageCandidate, ImageLookUp, ImageQuery } from '../fixes/images/imageQuery';
export { severities, type Consequence, type RuleId, type Severity, type Volatility } from '../models/schema';

/** One hop of the way a value takes, from the source to the argument. */
export interface PathStep {
  readonly uri: string;
  readonly range: TextRange;
  /** The address at this hop: `data.aws_ami.amazon_linux`, `local.image`, `aws_instance.web.ami`. */
  readonly label: string;
  /** A sentence about this hop, for a person. */
  readonly message: string;
}

/** One way of a value into an argument: through one call of its module, in one configuration. */
export interface Way {
  /** The root module's directory (a URI). */
  readonly root: string;
  /** The module call through which the value arrives, as an address from the root; empty in the root module. */
  readonly caller: string;
  /** From the source, hop by hop, up to the reference in the argument; never empty. */
  readonly path: readonly PathStep[];
}

/**
 * One drifting source that reaches one argument of one resource: what every front end reports.
 * Plain data, in domain words; front ends convert it and compute nothing of their own.
 */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Who decided about the severity; absent where the defaults hold. */
  readonly severityFrom?: 'project' | 'front end';
  /** `possible` where the analysis had to guess a value that decides whether the drift arrives. */
  readonly certainty: 'certain' | 'possible';
  /** The resource's address within its own module, without instance keys. */
  readonly address: string;
  /** The URI of the module's directory. */
  readonly module: string;
  /** Dotted path of the argument within the resource, without indexes. */
  readonly attribute: string;
  /** The data source's address within its module, or the function's name with `()`. */
  readonly source: string;
  readonly sourceAttribute: string;
  readonly volatility: Volatility;
  readonly consequence: Consequence;
  /** The file and range of the reference through which the value enters the argument. */
  readonly uri: string;
  readonly range: TextRange;
  /** The header of the block that declares the resource, module call or data source that it happens to. */
  readonly declaration: { readonly uri: string; readonly range: TextRange };
  /** One short sentence: what can happen, to what, and from where that comes. */
  readonly summary: string;
  /** What a new value does where it arrives, in a sentence; absent where it does nothing by itself. */
  readonly effect?: string;
  /** Sentences about what is not sure, and what is lost. */
  readonly details: readonly string[];
  /** All of it in one text, the way of the value in words included: for who sees nothing else. */
  readonly message: string;
  /** Module calls through which the source arrives, as addresses from the root. */
  readonly callers: readonly string[];
  /** The directories (URIs) of the root modules whose configurations have it, sorted. */
  readonly roots: readonly string[];
  /** Addresses, from the root module, of resources that are replaced because this one is. */
  readonly alsoReplaces: readonly string[];
  /** From the source, hop by hop, up to the reference at `uri` and `range`; never empty. */
  readonly path: readonly PathStep[];
  /** Every way that was found, the one in `path` among them. */
  readonly ways: readonly Way[];
  /** The remedies that are offered for it, in alphabetical order. */
  readonly fixes: readonly FixId[];
}

/** What a finding says is replaced: addresses from the root module, without instance keys. */
export function replacedBy({
  callers,
  address,
  alsoReplaces,
}: Pick<Finding, 'callers' | 'address' | 'alsoReplaces'>): readonly string[] {
  const own = callers.length === 0 ? [address] : callers.map((caller) => `${caller}.${address}`);
  return [...own, ...alsoReplaces];
}

/** Something the analysis could not read or follow, and therefore says nothing about. */
export interface Note {
  readonly kind:
    | 'syntax-error'
    | 'unreadable-file'
    | 'analysis-failed'
    | 'unresolved-module'
    | 'invalid-configuration'
    | 'invalid-suppression'
    | 'expired-suppression'
    | 'unused-suppression';
  readonly uri: string;
  readonly range: TextRange;
  readonly message: string;
}
