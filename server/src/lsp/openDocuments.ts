import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { canonicalUri } from './fromProtocol';

/** Told what becomes of the open documents; URIs are in the engine's spelling. */
export interface DocumentListener {
  /** The document was opened or edited: this is its text now. */
  changed(uri: string, text: string, version: number): void;
  closed(uri: string): void;
  /** Some document was saved; only told by clients that were asked to. */
  saved(): void;
}

/**
 * The editor's open documents under the engine's URIs. Documents that cannot lie in a directory (untitled
 * ones, old revisions in a comparison) belong to no module and are left out.
 */
export class OpenDocuments {
  private readonly documents = new TextDocuments(TextDocument);
  /** Client spellings by engine URI; kept after closing, since the client goes on using them. */
  private readonly spellings = new Map<string, string>();

  /** Keeps the documents in step with the client from now on, and tells each change to `listener`. */
  listen(connection: Connection, listener: DocumentListener): void {
    this.documents.onDidChangeContent(({ document }) => {
      const uri = canonicalUri(document.uri);
      if (uri === undefined) return;
      this.spellings.set(uri, document.uri);
      listener.changed(uri, document.getText(), document.version);
    });
    this.documents.onDidClose(({ document }) => {
      const uri = canonicalUri(document.uri);
      if (uri !== undefined) listener.closed(uri);
    });
    this.documents.onDidSave(() => {
      listener.saved();
    });
    this.documents.listen(connection);
  }

  /** The engine's URIs of all open documents. */
  uris(): readonly string[] {
    return this.documents.keys().flatMap((uri) => canonicalUri(uri) ?? []);
  }

  /** The editor's version of an open document; undefined for any other. */
  version(uri: string): number | undefined {
    return this.documents.get(this.spelling(uri))?.version;
  }

  /** The client's spelling of an engine URI; any spelling will do for what it never opened. */
  spelling(uri: string): string {
    return this.spellings.get(uri) ?? uri;
  }
}
