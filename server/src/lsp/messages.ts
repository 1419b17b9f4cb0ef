/** What the server says beyond the protocol. Types and names only: the editor extension reads this file too. */
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { ImageAnswer } from '../analysis/finding';

/** Where the analysis stands, and how much it reports. */
export interface StatusParams {
  readonly state: 'analysing' | 'ready';
  readonly findings: number;
  readonly notes: number;
  readonly files: number;
}

/** Notification from server to client, sent only where the client asks for it with `statusNotifications: true`. */
export const statusNotification = 'holdfast/status';

/** What names a finding across analyses, in the document that it was reported in. */
export interface FindingReference {
  readonly uri: string;
  readonly finding: FindingKey;
}

/** What a finding is found again by; diagnostics carry it as their data. */
export interface FindingKey {
  readonly rule: string;
  readonly module: string;
  readonly address: string;
  readonly attribute: string;
  readonly source: string;
}

/**
 * The command of the code action that pins to the newest image: the client runs it, with a `FindingReference` as its
 * only argument. Offered only where the client asks for it with `newestImages: true`.
 */
export const pinToNewestImageCommand = 'holdfast.pinToNewestImage';

/** Request from client to server, `FindingReference` to `FindImagesResult`: asks AWS. Refused unless `trusted: true`. */
export const findImagesRequest = 'holdfast/findImages';

/** The images to choose from, the newest first, or why there are none: a sentence. */
export type FindImagesResult = ImageAnswer;

/** Request from client to server, `PinToParams` to `PinToResult`. */
export const pinToRequest = 'holdfast/pinTo';

/** A finding, and the value that the user chose for it. */
export interface PinToParams extends FindingReference {
  readonly value: string;
}

/** The edit that pins; null where there is no such finding any more, or nothing to pin. */
export type PinToResult = WorkspaceEdit | null;
