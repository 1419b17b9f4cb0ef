/** What the server says beyond the protocol. Types and names only: the editor extension reads this file too. */

/** Where the analysis stands, and how much it reports. */
export interface StatusParams {
  readonly state: 'analysing' | 'ready';
  readonly findings: number;
  readonly notes: number;
  readonly files: number;
  /** Directories with configuration. */
  readonly modules: number;
}

/** Notification from server to client, sent only where the client asks for it with `statusNotifications: true`. */
export const statusNotification = 'holdfast/status';

/** Request from client to server, without parameters: everything that is reported at the moment. */
export const risksRequest = 'holdfast/risks';

/** Answer to `holdfast/risks`: what the editor shows as diagnostics, as data. Sorted by file and place. */
export interface RisksResult {
  readonly risks: readonly Risk[];
}

/** One finding, with all that a list or a picture of findings needs. */
export interface Risk {
  /** Finds the same finding again in a later analysis. */
  readonly id: string;
  readonly rule: string;
  readonly severity: 'hint' | 'information' | 'warning' | 'error';
  readonly certainty: 'certain' | 'possible';
  readonly volatility: string;
  readonly consequence: 'data-loss' | 'rebuild' | 'routine';
  /** The resource's address within its module: `aws_instance.web`. */
  readonly address: string;
  /** Module calls through which the source arrives, as addresses from the root; empty in a root module. */
  readonly callers: readonly string[];
  readonly attribute: string;
  readonly source: string;
  readonly sourceAttribute: string;
  readonly message: string;
  /** The root modules that have it, the first one first. */
  readonly roots: readonly RiskRoot[];
  /** Where the value enters the argument. */
  readonly place: RiskPlace;
  /** From the source, hop by hop, up to `place`; never empty. */
  readonly path: readonly RiskStep[];
  /** Every way into the argument: through each call of its module, in each root module. `path` is one of them. */
  readonly ways: readonly RiskWay[];
  /** Addresses from the root module of what is replaced in its wake. */
  readonly alsoReplaces: readonly string[];
  /** The ids of the fixes that are offered. */
  readonly fixes: readonly string[];
  /** Where the rule is explained. */
  readonly documentation: string;
}

/** A root module's directory. */
export interface RiskRoot {
  readonly uri: string;
  /** Its path within the opened folder; the folder's name for the folder itself. */
  readonly name: string;
}

/** A range of a document, as the protocol has it. */
export interface RiskPlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** One way of a value into an argument. */
export interface RiskWay {
  /** The root module, by its URI. */
  readonly root: string;
  readonly path: readonly RiskStep[];
}

/** One hop of a path. */
export interface RiskStep {
  readonly label: string;
  readonly message: string;
  readonly place: RiskPlace;
}

/** Request from client to server, without parameters: reads and analyses everything anew; answered with `StatusParams`. */
export const checkWorkspaceRequest = 'holdfast/checkWorkspace';

/** Request from client to server: what is known of a resource type or data source. */
export const factsRequest = 'holdfast/facts';

export interface FactsParams {
  readonly type: string;
  /** A document; the project file that counts there is taken into account. */
  readonly uri?: string;
}

/** Answer to `holdfast/facts`. */
export interface FactsResult {
  /** For people; null where nothing is known. */
  readonly text: string | null;
  /** Known types that may have been meant, where nothing is known. */
  readonly near: readonly string[];
}

/** Request from client to server: what the server read in a document. */
export const hclJsonRequest = 'holdfast/hclJson';

export interface HclJsonParams {
  readonly uri: string;
}

/** Answer to `holdfast/hclJson`: JSON with comments about what was not read; null for a file that is none of ours. */
export type HclJsonResult = string | null;

/** Command of a code lens, for the client to carry out: shows places in place. It has one argument, `PeekArguments`. */
export const peekCommand = 'holdfast.peek';

export interface PeekArguments {
  /** Where the lens is. */
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
  readonly places: readonly RiskPlace[];
}
