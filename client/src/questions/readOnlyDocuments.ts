import * as vscode from 'vscode';

const scheme = 'holdfast';

/** Gives the text of a document of ours. */
type Content = (uri: vscode.Uri) => Promise<string>;

/**
 * Documents that show what the server knows, and that nobody can edit. Their URIs say what they show,
 * `holdfast:/KIND/NAME?ABOUT`, so that the editor can bring them back after a restart.
 */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly contents = new Map<string, Content>();
  readonly onDidChange = this.changed.event;
  /** Last: the editor subscribes to what is there already. */
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  /** Says where the texts of one kind come from. */
  provide(kind: string, content: Content): vscode.Disposable {
    this.contents.set(kind, content);
    return new vscode.Disposable(() => this.contents.delete(kind));
  }

  /** Shows a document beside nothing else, in a tab that the next one replaces. */
  async open(kind: string, name: string, about: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${kind}/${name}`, query: about });
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Asks for the texts of the open documents of one kind anew. */
  refresh(kind: string): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === scheme && kindOf(uri) === kind) this.changed.fire(uri);
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (await this.contents.get(kindOf(uri))?.(uri)) ?? '';
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

function kindOf({ path }: vscode.Uri): string {
  return path.split('/')[1] ?? '';
}
