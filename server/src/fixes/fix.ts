import { translated } from '../base/language';
import type { TextRange } from '../base/textRange';
import type { RuleId } from '../models/schema';
import type { Hazard } from '../rules/hazard';
import type { SyntaxFile } from '../syntax/ast';
import type { ImageQuery } from './images/imageQuery';
import type { DeployedState } from './state/deployedState';

/** Which fix, by the id that findings, code actions and the command line share. */
export const fixIds = [
  'pin-value',
  'pin-newest',
  'pin-and-check',
  'pin-and-renovate',
  'pin-source',
  'pin-list',
  'own-image',
  'drop-depends-on',
  'move-data-source',
  'ignore-changes',
  'accept',
] as const;
export type FixId = (typeof fixIds)[number];

/** One replacement of text. */
export interface FixEdit {
  readonly range: TextRange;
  readonly newText: string;
  /** The part of `newText` (offsets within it) that the user must still fill in, where there is one. */
  readonly placeholder?: TextRange;
}

/** Edits of one file, by offsets in the text that was analysed; they do not overlap. */
export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly FixEdit[];
}

/**
 * `safe`: nothing is destroyed or lost by applying it unread. `needs-review`: the user must look. `by-hand`: it
 * cannot be applied automatically, and says what to do instead.
 */
export type Applicability = 'safe' | 'needs-review' | 'by-hand';

/** One remedy for one finding, ready to apply. */
export interface Fix {
  readonly id: FixId;
  /** A verb phrase: `Ignore changes to ami`. */
  readonly title: string;
  readonly applicability: Applicability;
  /** What it costs, in one sentence. */
  readonly cost: string;
  /** One entry for each file; none where it has to be done by hand. */
  readonly files: readonly FileEdits[];
  /** How to do it by hand, in sentences; only where there are no edits. */
  readonly guidance?: string;
  /** What the front end has to look up and let the user choose from; there are no edits before that. */
  readonly lookUp?: ImageQuery;
}

/** What fixes are computed from. */
export interface FixContext {
  readonly rule: RuleId;
  readonly hazard: Hazard;
  /** All that the finding stands for, `hazard` first: what other callers and configurations lead to as well. */
  readonly alike: readonly Hazard[];
  /** The text that was analysed, undefined for a file that was not, or that is not the user's own. */
  readonly texts: (uri: string) => FixableFile | undefined;
  /**
   * What is deployed of the configuration with the root module in `directory` (a URI): from the state that the
   * user pointed to, else from Terraform's local state file. Undefined where nothing is known of it.
   */
  readonly stateOf: (directory: string) => Promise<DeployedState | undefined>;
  /** Every way in which the module in `directory` (a URI) is used in all that was analysed. */
  readonly usesOf: (directory: string) => readonly ModuleUse[];
  /** The user's own files in `directory` (a URI) that were analysed. */
  readonly filesIn: (directory: string) => readonly FixableFile[];
}

/** A module as the root module in `root` (a URI) leads to it. */
export interface ModuleUse {
  readonly root: string;
  /** `module.web.module.disk`, without instance keys; empty for the root module. */
  readonly address: string;
}

/** A file that a fix may edit. */
export interface FixableFile {
  readonly uri: string;
  readonly text: string;
  readonly syntax: SyntaxFile;
}

/** Computes the fixes of one kind: none where it cannot be offered, several where there is a choice. Never writes. */
export type FixMaker = (context: FixContext) => Promise<readonly Fix[]> | readonly Fix[];

/**
 * One kind of fix, in the words in which it is documented and offered. Words in capitals in them stand for what
 * differs from case to case: `fixOf` fills them in.
 */
export interface FixKind {
  readonly id: FixId;
  /** What it is called in the documentation: `Pin the value`. */
  readonly name: string;
  /** Every title that it is offered under, and when that one is. */
  readonly titles: readonly FixTitle[];
  /** For which findings it is offered: a sentence. */
  readonly offered: string;
  /** What it writes: a sentence. */
  readonly writes: string;
  /** What it costs: a sentence. */
  readonly cost: string;
  readonly make: FixMaker;
}

/** A title of a kind of fix. */
export interface FixTitle {
  readonly title: string;
  readonly applicability: Applicability;
  /** Completes "offered …": `where the state tells the value`. */
  readonly when: string;
}

/**
 * A fix of this kind under one of its titles. `words` stand for the words in capitals in title and cost:
 * `{ ARGUMENT: 'ami' }`.
 */
export function fixOf(
  { id, cost }: FixKind,
  { title, applicability }: FixTitle,
  words: Readonly<Record<string, string>>,
  files: readonly FileEdits[],
): Fix {
  return {
    id,
    title: fillIn(translated(title), words),
    applicability,
    cost: fillIn(translated(cost), words),
    files,
  };
}

/** The same for a title under which nothing is edited: `guidance` says in sentences what to do. */
export function adviceOf(
  kind: FixKind,
  title: FixTitle,
  words: Readonly<Record<string, string>>,
  guidance: string,
): Fix {
  return { ...fixOf(kind, title, words, []), guidance };
}

/** `text` with the words in capitals that `words` names replaced. */
function fillIn(text: string, words: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\b[A-Z]{2,}\b/g, (word) => words[word] ?? word);
}
