import type { TextRange } from '../base/textRange';
import type { FixId } from '../fixes/fix';
import type { Consequence, RuleId, Severity, Volatility } from '../models/schema';

export { fixIds, type Applicability, type FileEdits, type Fix, type FixEdit, type FixId } from '../fixes/fix';
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

/**
 * One drifting source that reaches one argument of one resource: what every front end reports.
 * Plain data, in domain words; front ends convert it and compute nothing of their own.
 */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
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
  /** The whole message: what will happen, to what, because of what. */
  readonly message: string;
  /** Module calls through which the source arrives, as addresses from the root. */
  readonly callers: readonly string[];
  /** Addresses, from the root module, of resources that are replaced because this one is. */
  readonly alsoReplaces: readonly string[];
  /** From the source, hop by hop, up to the reference at `uri` and `range`; never empty. */
  readonly path: readonly PathStep[];
  /** The remedies that are offered for it, in alphabetical order. */
  readonly fixes: readonly FixId[];
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
