import type { Finding, Note } from '../../analysis/finding';

/** A place in a report: path as shown to the user, lines and columns from 1, columns in UTF-16 units. */
export interface ReportPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedFinding {
  readonly finding: Finding;
  readonly place: ReportPlace;
  /** The module's directory as shown to the user; empty for the checked directory itself. */
  readonly module: string;
  readonly path: readonly { readonly place: ReportPlace; readonly label: string; readonly message: string }[];
  /** The text of the line that `place` is on, without its line ending. */
  readonly sourceLine: string;
}

export interface ReportedNote {
  readonly note: Note;
  readonly place: ReportPlace;
}

/** Everything that a report is written from. */
export interface Report {
  readonly findings: readonly ReportedFinding[];
  /** How many findings are too quiet to be reported. */
  readonly quieter: number;
  readonly notes: readonly ReportedNote[];
  readonly files: number;
  readonly modules: number;
}

/** One way of writing a report. */
export interface ReportFormat {
  readonly name: string;
  /** The whole report, with its last line ending. */
  write(report: Report): string;
}
