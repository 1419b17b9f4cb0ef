/** A small extension for tests: file systems in memory, with the files that its own manifest holds. */
import * as vscode from 'vscode';
import type { WorkspaceFiles } from '../session';

/** The file system that can be written to, and the other. */
const schemes = ['memfs', 'memro'];

/** Runs in an editor without Node. */
export function activate({ extension, subscriptions }: vscode.ExtensionContext): void {
  const { files } = extension.packageJSON as { readonly files: WorkspaceFiles };
  for (const scheme of schemes) {
    const provider = new MemoryFiles(files);
    const options = { isCaseSensitive: true, isReadonly: scheme === 'memro' };
    subscriptions.push(vscode.workspace.registerFileSystemProvider(scheme, provider, options));
  }
  subscriptions.push(
    vscode.commands.registerCommand('memoryFiles.listCodeActions', listCodeActions),
    vscode.commands.registerCommand('memoryFiles.emptyModule', emptyModule),
  );
}

/** Says what is offered for all problems of the workspace. */
async function listCodeActions(): Promise<void> {
  const places = vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) => diagnostics.map(({ range }) => ({ uri, range })));
  const offered = await Promise.all(
    places.map(async ({ uri, range }) => {
      await vscode.workspace.openTextDocument(uri);
      const command = 'vscode.executeCodeActionProvider';
      return vscode.commands.executeCommand<vscode.CodeAction[]>(command, uri, range);
    }),
  );
  const titles = offered.flat().map(({ title }) => title);
  void vscode.window.showInformationMessage(
    `Offered: ${titles.length === 0 ? 'nothing' : titles.join(', ')}`,
  );
}

/** Changes a file that no editor shows. */
async function emptyModule(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) return;
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, 'web/main.tf'), new Uint8Array());
}

class MemoryFiles implements vscode.FileSystemProvider {
  private readonly texts: Map<string, Uint8Array>;
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(files: WorkspaceFiles) {
    const entries = Object.entries(files);
    this.texts = new Map(entries.map(([name, text]) => [`/app/${name}`, new TextEncoder().encode(text)]));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.texts.get(path);
    if (bytes === undefined && this.below(path).length === 0) throw vscode.FileSystemError.FileNotFound(path);
    const type = bytes === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: 0, size: bytes?.length ?? 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const entries = this.below(path).map((rest): [string, vscode.FileType] => {
      const [name = '', ...more] = rest.split('/');
      return [name, more.length > 0 ? vscode.FileType.Directory : vscode.FileType.File];
    });
    return [...new Map(entries)];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const bytes = this.texts.get(path);
    if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const type = this.texts.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.texts.set(uri.path, content);
    this.changed.fire([{ type, uri }]);
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  /** The paths below a directory, seen from there. */
  private below(path: string): readonly string[] {
    const start = path === '/' ? '/' : `${path}/`;
    return [...this.texts.keys()].flatMap((one) => (one.startsWith(start) ? [one.slice(start.length)] : []));
  }
}
