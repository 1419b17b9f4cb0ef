import type { TextRange } from '../base/textRange';
import type { Pin, Volatility } from '../models/schema';

/** A stretch of a file. */
export interface Location {
  readonly uri: string;
  readonly range: TextRange;
}

/** What drifts: an answer, a read that has to wait, the result of a function, what a literal stands for. */
export type DriftSourceKind = 'answer' | 'deferral' | 'function' | 'literal';

/** Where drift begins: a data source, or a call of an impure function. */
export interface DriftSource extends Location {
  readonly kind: DriftSourceKind;
  /** `data.aws_ami.x`, or `timestamp()`. */
  readonly address: string;
  readonly volatility: Volatility;
  /** Completes "…, which": from the model row. */
  readonly because: string;
  /** What a person sees to overwrite where a value has to be pinned by hand: from the model row. */
  readonly placeholder?: string;
  /** From the model row: in practice it names the same things until their owner replaces them. */
  readonly isQuiet?: true;
  /** Set where it is not known whether the source drifts with these arguments. */
  readonly isDoubtful?: true;
  /** From the model row: how to stop it. */
  readonly pin?: Pin;
  /** Of a data source: the address of the module that declares it, from the root module, without instance keys. */
  readonly module?: string;
  /** Of a deferral: what makes the read wait. */
  readonly deferral?: DeferralCause;
}

/** Why a data source is read only during apply. */
export interface DeferralCause {
  /** Whether a `depends_on` asks for it, and not merely a reference. */
  readonly isExplicit: boolean;
  /** What is waited for, as the module at `module` calls it: `aws_vpc.main`, `module.network`. */
  readonly waitsFor: readonly string[];
  /** The address of the module in which that is written. */
  readonly module: string;
  /** The module call (`module.web`) that has the `depends_on`; absent where the data source itself waits. */
  readonly call?: string;
}

/** A named place that the value passes through on its way. */
export interface Hop extends Location {
  readonly label: string;
}

/**
 * How a value came to differ last: its source answers differently; a data source was not read; a resource that it
 * is read from is replaced; Terraform was told to replace.
 */
export type DriftCause = 'drift' | 'deferred' | 'cascade' | 'trigger';

/** The statement that a value can differ between two applies, and how the difference got here. */
export interface Drift {
  readonly source: DriftSource;
  /** The source's attribute that drifts; empty for a function. */
  readonly attribute: string;
  readonly hops: readonly Hop[];
  /** The reference through which the value entered the expression that was evaluated last. */
  readonly at: Location;
  readonly cause: DriftCause;
  /**
   * The address, from the root module, of the resource whose replacement started a cascade; absent where the
   * value has not come through a replaced resource.
   */
  readonly cascadeOf?: string;
  readonly certainty: 'certain' | 'possible';
  /** Of a possible drift: the values, by address, that decide about it and are not known. */
  readonly dependsOn?: readonly string[];
  /** Set where the value may stay what it is although its source answers differently: a part, or an abridgement. */
  readonly mayStay?: true;
  /** Whether the value is the source's own, not something computed from it. */
  readonly unchanged: boolean;
  /** Whether only a yes-or-no answer about the value is left: it carries nothing into an argument by itself. */
  readonly decides: boolean;
}

/** The drift of a value that is its source's own. `attribute` is empty for what has none. */
export function beginning(
  source: DriftSource,
  attribute: string,
  certainty: Drift['certainty'] = 'certain',
): Drift {
  return {
    source,
    attribute,
    hops: [],
    at: { uri: source.uri, range: source.range },
    cause: source.kind === 'deferral' ? 'deferred' : 'drift',
    certainty,
    unchanged: true,
    decides: false,
  };
}

/**
 * Whether the value is not known at plan. Terraform then knows nothing of what is made of it either: not even the
 * outcome of a comparison.
 */
export function isUnknownAtPlan({ cause }: Drift): boolean {
  return cause === 'deferred' || cause === 'cascade';
}

/** The drift of a part of a value, or of something that does not tell all its values apart. */
export function thatMayStay(drift: Drift): Drift {
  return isUnknownAtPlan(drift) ? drift : { ...drift, mayStay: true };
}

/** The drift one hop further: what entered `hop`'s definition is now referred to at `at`. */
export function throughHop(drift: Drift, label: string, at: Location): Drift {
  return { ...drift, hops: [...drift.hops, { label, ...drift.at }], at };
}

/** Whether two drifts begin at the same place. */
export function isSameSource(one: DriftSource, other: DriftSource): boolean {
  return one.uri === other.uri && one.address === other.address;
}

/**
 * One drift per source: the carrying before the deciding, the direct before the one through a replaced resource, the
 * certain before the possible, the shorter way first.
 */
export function distinctDrifts(drifts: readonly Drift[]): readonly Drift[] {
  if (drifts.length < 2) return drifts;
  const bySource = new Map<string, Drift>();
  for (const drift of drifts) {
    const key = `${drift.source.uri}\0${drift.source.address}`;
    const known = bySource.get(key);
    if (known === undefined || isBetter(drift, known)) bySource.set(key, drift);
  }
  return [...bySource.values()];
}

function isBetter(one: Drift, other: Drift): boolean {
  if (one.decides !== other.decides) return other.decides;
  const isCascade = one.cascadeOf !== undefined;
  if (isCascade !== (other.cascadeOf !== undefined)) return !isCascade;
  if (one.certainty !== other.certainty) return one.certainty === 'certain';
  if (one.mayStay !== other.mayStay) return other.mayStay === true;
  if (one.unchanged !== other.unchanged) return one.unchanged;
  return one.hops.length < other.hops.length;
}
