import type * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** What we use of the language client's library besides its clients. */
export type ClientLibrary = Pick<
  typeof import('vscode-languageclient'),
  'CloseAction' | 'ErrorAction' | 'RevealOutputChannelOn' | 'State'
>;

/** The language client's library, once it is loaded. */
export interface LoadedLibrary {
  readonly library: ClientLibrary;
  /** Makes a client, not started, of a server of its own that runs on this platform. */
  makeClient(context: vscode.ExtensionContext, options: LanguageClientOptions): BaseLanguageClient;
}

/** What differs between an editor that runs extensions in Node and one that runs them in a browser. */
export interface Platform {
  /** Loads the library, which takes longer than all else at the start. */
  loadLibrary(): Promise<LoadedLibrary>;
  /** The operating system, as far as it can be known. */
  readonly system: string;
  /** What runs the extension. */
  readonly runtime: string;
}

/** How the client names itself to the editor. */
export const clientName = { id: 'holdfast', name: 'Holdfast' } as const;
