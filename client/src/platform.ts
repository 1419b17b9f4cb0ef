import type * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** What differs between an editor that runs extensions in Node and one that runs them in a browser. */
export interface Platform {
  /** Makes a client, not started, of a server of its own that runs on this platform. */
  makeClient(context: vscode.ExtensionContext, options: LanguageClientOptions): BaseLanguageClient;
  /** The operating system, as far as it can be known. */
  readonly system: string;
  /** What runs the extension. */
  readonly runtime: string;
}

/** How the client names itself to the editor. */
export const clientName = { id: 'holdfast', name: 'Holdfast' } as const;
