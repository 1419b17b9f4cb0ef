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

/** What is deployed of a root module is to be read from a file: a state, or `terraform show -json` of a state or plan. */
export interface UseStateParams {
  /** The URI of the root module's directory. */
  readonly root: string;
  /** The file's URI; null to go by the local state file again. */
  readonly file: string | null;
}

/** What is deployed of a root module is to be asked of a program, which is run in its directory. */
export interface PullStateParams {
  /** The URI of the root module's directory. */
  readonly root: string;
  /** Which program is run: it is looked up on the PATH. */
  readonly program: 'terraform' | 'tofu';
}

/** The number of managed resource instances in the state, which counts from now on; or, in sentences, why it does not. */
export type StateAnswer = { readonly resources: number } | { readonly error: string };

/** A root module in the analysed folders. */
export interface RootModule {
  /** Its directory. */
  readonly uri: string;
  /** Whether what is deployed of it is known from Terraform's local state file. */
  readonly hasLocalState: boolean;
}

/** Whether the user trusts the workspace, when that changed. */
export interface TrustParams {
  readonly trusted: boolean;
}

/** Request from client to server, with `UseStateParams`; answered with a `StateAnswer`. */
export const useStateRequest = 'holdfast/useState';

/**
 * Request from client to server, with `PullStateParams`; answered with a `StateAnswer`. Runs `terraform state pull` or
 * `tofu state pull`. Refused while the client says that the workspace is not trusted: with the initialisation option
 * `trusted: false`, or later with the notification below.
 */
export const pullStateRequest = 'holdfast/pullState';

/** Request from client to server without parameters; answered with a list of `RootModule`, sorted by URI. */
export const rootsRequest = 'holdfast/roots';

/** Notification from client to server, with `TrustParams`. */
export const trustNotification = 'holdfast/trustChanged';
