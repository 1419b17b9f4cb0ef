/** What the server says beyond the protocol. Types and names only: the editor extension reads this file too. */

import type { Range, WorkspaceEdit } from 'vscode-languageserver';

/** Where the analysis stands, and how much it reports. */
export interface StatusParams {
  readonly state: 'analysing' | 'ready';
  readonly findings: number;
  readonly notes: number;
  readonly files: number;
}

/** Notification from server to client, sent only where the client asks for it with `statusNotifications: true`. */
export const statusNotification = 'holdfast/status';

/** Which findings are to be fixed by whatever is safe. */
export interface FixAllParams {
  readonly scope: {
    /** Only those in this document, by edits of it alone; those of the whole workspace where absent. */
    readonly uri?: string;
  };
  /** Only those of this rule. */
  readonly rule?: string;
}

/** A finding that stays. */
export interface LeftFindingAnswer {
  /** The finding's own message. */
  readonly message: string;
  readonly uri: string;
  readonly range: Range;
  /** Why it stays, in a sentence or more. */
  readonly reason: string;
}

/** What would be fixed. Nothing is applied: that is for the client to do. */
export interface FixAllAnswer {
  /** Bound to the versions of open documents; each edit with an annotation to confirm, where the client knows these. */
  readonly edit: WorkspaceEdit;
  /** How many findings it cures. */
  readonly fixed: number;
  readonly left: readonly LeftFindingAnswer[];
}

/** Request from client to server, with `FixAllParams`; answered with a `FixAllAnswer`. */
export const fixAllRequest = 'holdfast/fixAll';

/**
 * Command of the server, with `FixAllParams` as its only argument: does the same, has the client apply it and says
 * what stays. Quick fixes carry it.
 */
export const fixAllCommand = 'holdfast.fixAll';

/** How to remedy a finding by hand. */
export interface GuidanceParams {
  /** The title of the fix. */
  readonly title: string;
  /** Sentences. */
  readonly guidance: string;
  /** A page about the rule. */
  readonly documentation: string;
}

/**
 * Command of the client, with `GuidanceParams` as its only argument. Quick fixes carry it where the client asks for
 * that with the initialisation option `guidance: true`.
 */
export const showGuidanceCommand = 'holdfast.showGuidance';
