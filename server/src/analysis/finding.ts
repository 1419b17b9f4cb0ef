import type { TextRange } from '../base/textRange';
import type { Severity, RuleId, Volatility, Consequence } from '../models/schema';

/** One hop of the way a value takes, from the source to the argument. */
export interface PathStep {
  readonly uri: string;
  readonly range: TextRange;
  /** The address at this hop: `data.aws_ami.amazon_linux`, `local.image`, `aws_instance.web.ami`. */
  readonly label: string;
  /** A sentence about this hop, for a person. */
  readonly message: string;
}

/** Which fix, by the id that findings, code actions and the command line share. */
export type FixId = 'pin-value' | 'ignore-changes' | 'accept';

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
  /** From the source to the argument; never empty. */
  readonly path: readonly PathStep[];
  /** The fixes that can be offered, the preferred one first. */
  readonly fixes: readonly FixId[];
}

/** Something the analysis could not read or follow, and therefore says nothing about. */
export interface Note {
  readonly kind: 'syntax-error' | 'unreadable-file' | 'unresolved-module' | 'invalid-suppression';
  readonly uri: string;
  readonly range: TextRange;
  readonly message: string;
}

/** One replacement of text. */
export interface FixEdit {
  readonly range: TextRange;
  readonly newText: string;
  /** The part of `newText` (offsets within it) that the user must still fill in, where there is one. */
  readonly placeholder?: TextRange;
}

/** One remedy for one finding, ready to apply: its edits are all in the file `uri` and do not overlap. */
export interface Fix {
  readonly id: FixId;
  /** A verb phrase: `Ignore changes to ami`. */
  readonly title: string;
  /** `safe`: nothing is destroyed or lost by applying it unread. `needs-review`: the user must look. */
  readonly applicability: 'safe' | 'needs-review';
  /** What it costs, in one sentence. */
  readonly cost: string;
  readonly uri: string;
  readonly edits: readonly FixEdit[];
}
