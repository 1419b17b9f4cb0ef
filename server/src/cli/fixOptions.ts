import { fixIds, severities, type FixId, type RuleId, type Severity } from '../analysis/finding';
import { ruleSummaries } from '../analysis/ruleList';
import { oneOf, UsageError } from './usageError';

/** What is to be fixed, and how. */
export interface FixOptions {
  /** As typed; `.` where none was given. */
  readonly paths: readonly string[];
  /** Undefined for all rules. */
  readonly rules: readonly RuleId[] | undefined;
  /** Undefined for whatever is safe. */
  readonly kinds: readonly FixId[] | undefined;
  /** What goes into the comment that accepts a finding: the reason, and how long it holds. */
  readonly acceptance: string | undefined;
  /** The file that says what is deployed, as typed; undefined for Terraform's local state file. */
  readonly state: string | undefined;
  readonly isDryRun: boolean;
  readonly format: FixFormat;
  readonly minSeverity: Severity;
  readonly failOn: Severity | 'never';
}

const formats = ['text', 'json'] as const;
export type FixFormat = (typeof formats)[number];

/** The options of the command line that concern fixes, as they were given. */
export interface GivenFixOptions {
  readonly rule?: readonly string[] | undefined;
  readonly fix?: readonly string[] | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly state?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
  readonly format?: string | undefined;
  readonly 'min-severity'?: string | undefined;
  readonly 'fail-on'?: string | undefined;
}

/** Reads the options of `fix`. Throws `UsageError`. */
export function fixOptions(paths: readonly string[], given: GivenFixOptions): FixOptions {
  const ruleIds = ruleSummaries.map(({ id }) => id);
  const kinds = given.fix?.map((id) => oneOf('--fix', id, fixIds));
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    rules: given.rule?.map((id) => oneOf('--rule', id, ruleIds)),
    kinds,
    acceptance: acceptance(kinds?.includes('accept') === true, given),
    state: given.state,
    isDryRun: given['dry-run'] === true,
    format: oneOf('--format', given.format ?? 'text', formats),
    minSeverity: oneOf('--min-severity', given['min-severity'] ?? 'information', severities),
    failOn: oneOf('--fail-on', given['fail-on'] ?? 'warning', [...severities, 'never'] as const),
  };
}

function acceptance(isAccepting: boolean, { reason, until }: GivenFixOptions): string | undefined {
  if (!isAccepting) {
    if (reason === undefined && until === undefined) return undefined;
    throw new UsageError('--reason and --until belong to --fix accept.');
  }
  const text = reason?.trim() ?? '';
  if (text === '') throw new UsageError('--fix accept needs --reason: why this is accepted.');
  if (/[\r\n]/.test(text)) throw new UsageError('--reason must be a single line.');
  if (/\buntil=/.test(text)) throw new UsageError('--reason must not contain “until=”: there is --until.');
  return until === undefined ? text : `${text} until=${lastDay(until)}`;
}

/** A date that is in the calendar, and not over everywhere. */
function lastDay(date: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const isInCalendar = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
  if (!isInCalendar) throw new UsageError(`--until must be a date as YYYY-MM-DD, not “${date}”.`);
  if (date < new Date().toISOString().slice(0, 10)) {
    throw new UsageError(`--until is over: ${date}.`);
  }
  return date;
}
