/** What the server says beyond the protocol. Types and names only: the editor extension reads this file too. */
import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import type { ImageAnswer } from '../analysis/finding';

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

/** Request from client to server, `FindingReference` to `FindImagesResult`: asks AWS. Refused while the workspace is not trusted. */
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

/** What names a file or a directory for the client to read. */
export interface ReadParams {
  readonly uri: string;
}

/**
 * Request from server to client, `ReadParams` to `ReadFileResult`; sent only where the client asks for it with the
 * initialisation option `files: true`. Then the client reads what is not on the disk of the server's machine.
 */
export const readFileRequest = 'holdfast/readFile';

/** The file's text without a byte-order mark; null where there is none, or none in UTF-8. An error says nothing of it. */
export type ReadFileResult = string | null;

/** Request from server to client, `ReadParams` to `ReadDirectoryResult`; sent as the request above is. */
export const readDirectoryRequest = 'holdfast/readDirectory';

/** The directory's entries in any order; empty where there is none. Links are followed. An error says nothing of it. */
export type ReadDirectoryResult = readonly {
  readonly name: string;
  readonly kind: 'file' | 'directory';
  readonly isLink: boolean;
}[];

/** The first message to a server that runs in a web worker; the protocol begins after it. */
export interface WorkerStart {
  /** The URL, without a slash at its end, of the folder with everything that the build makes: `dist`. */
  readonly assets: string;
}
