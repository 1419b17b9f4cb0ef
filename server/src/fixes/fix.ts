import type { FileSystem } from '../base/fileSystem';
import type { TextRange } from '../base/textRange';
import type { RuleId } from '../models/schema';
import type { Hazard } from '../rules/hazard';
import type { SyntaxFile } from '../syntax/ast';

/** Which fix, by the id that findings, code actions and the command line share. */
export type FixId = 'ignore-changes' | 'pin-value' | 'accept';

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

/** What fixes are computed from. */
export interface FixContext {
  readonly rule: RuleId;
  readonly hazard: Hazard;
  readonly fileSystem: FileSystem;
  /** The text that was analysed, undefined for a file that was not. */
  readonly texts: (uri: string) => FixableFile | undefined;
}

/** A file that a fix may edit. */
export interface FixableFile {
  readonly uri: string;
  readonly text: string;
  readonly syntax: SyntaxFile;
}

/** Computes one kind of fix; undefined where it cannot be offered. Reads at most; never writes. */
export type FixMaker = (context: FixContext) => Promise<Fix | undefined> | Fix | undefined;
