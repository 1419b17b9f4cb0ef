import type { Finding, Fix } from '../../analysis/finding';
import type { LeftKind } from '../../analysis/fixChoice';
import type { ReportedNote, ReportPlace } from '../report/format';

/** What became of a file that was to be changed. */
export interface FileOutcome {
  readonly uri: string;
  readonly status: 'written' | 'unwritten' | 'failed';
  /** The change as a unified diff; empty where it failed. */
  readonly diff: string;
  /** Why it could not be written. */
  readonly problem?: string;
}

/** A finding that is gone, or in a dry run would be. */
export interface ReportedFix {
  readonly finding: Finding;
  readonly place: ReportPlace;
  /** What was done for it; nothing where fixes for others cured it. */
  readonly fixes: readonly Fix[];
}

/** A finding that is left. */
export interface ReportedLeft {
  readonly finding: Finding;
  readonly place: ReportPlace;
  readonly reason: { readonly kind: LeftKind | 'not-written'; readonly message: string };
}

/** Everything that the report on fixing is written from. */
export interface FixReport {
  readonly fixed: readonly ReportedFix[];
  readonly left: readonly ReportedLeft[];
  readonly notes: readonly ReportedNote[];
  /** `file` is the path as shown. */
  readonly files: readonly (FileOutcome & { readonly file: string })[];
  readonly isDryRun: boolean;
  /** The directory (a path) that the paths in the diffs are relative to. */
  readonly base: string;
}
