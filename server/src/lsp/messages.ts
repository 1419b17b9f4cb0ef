/** What the server says beyond the protocol. Types and names only: the editor extension reads this file too. */

/** Where the analysis stands, and how much it reports. */
export interface StatusParams {
  readonly state: 'analysing' | 'ready';
  readonly findings: number;
  readonly notes: number;
  readonly files: number;
}

/** Notification from server to client, sent only where the client asks for it with `statusNotifications: true`. */
export const statusNotification = 'holdfast/status';
