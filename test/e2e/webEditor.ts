import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Editor } from './editor';
import { memoryFiles, memoryFilesManifest } from './memoryFiles/manifest';
import type { WorkspaceFiles } from './session';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Where code-server's workbench insists on its server, and how VS Code's own has it. */
const insistence = [
  [/\{\.\.\.JSON\.parse\((\w+)\),remoteAuthority:location\.host\}/, 'JSON.parse($1)'],
  [/(file\(this\.userDataPath\)\.with\(\{scheme:\w+)\.vscodeRemote\}/, '$1.vscodeUserData}'],
] as const;

/** What the page of the editor is told. */
export interface WebEditorOptions {
  /** The unpacked extension. */
  readonly extension: string;
  /** The files on the file systems `memfs` and `memro`, below `/app`. */
  readonly files: WorkspaceFiles;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A VS Code without any server: static files, with which the browser does everything by itself. */
export class WebEditor {
  private constructor(private readonly server: Server) {}

  /** Starts to serve the files; `stop` must follow. */
  static async start(editor: Editor, options: WebEditorOptions): Promise<WebEditor> {
    const vscode = path.join(editor.codeServer, 'lib/vscode');
    const server = createServer(({ url = '/' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      try {
        const body = served(decodeURIComponent(pathname), { vscode, ...options, origin: originOf(server) });
        response.setHeader('Content-Type', contentTypes[path.extname(pathname) || '.html'] ?? 'text/plain');
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebEditor(server);
  }

  /** The window with a folder, which is named by its URI, or an empty one. */
  address(folder: string | undefined): string {
    const query = new URLSearchParams(folder === undefined ? { ew: 'true' } : { folder });
    return `${originOf(this.server).href}?${query.toString()}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

function originOf(server: Server): URL {
  return new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
}

interface Served extends WebEditorOptions {
  readonly vscode: string;
  readonly origin: URL;
}

/** Throws where there is no such file. */
function served(pathname: string, options: Served): string | Buffer {
  const [, top = '', ...rest] = pathname.split('/');
  const below = rest.join('/');
  switch (top) {
    case '':
      return page(options);
    case 'vscode':
      return below.endsWith('/workbench.js')
        ? workbenchScript(path.join(options.vscode, below))
        : readFileSync(path.join(options.vscode, below));
    case 'holdfast':
      return readFileSync(path.join(options.extension, below));
    case 'memory-files':
      return below === 'package.json'
        ? JSON.stringify(memoryFilesManifest(options.files))
        : readFileSync(path.join(memoryFiles, below));
    default:
      throw new Error(`Nothing is served at ${pathname}.`);
  }
}

function workbenchScript(file: string): string {
  return insistence.reduce(
    (script, [pattern, without]) => {
      if (!pattern.test(script)) throw new Error(`The workbench has changed: it has no ${String(pattern)}.`);
      return script.replace(pattern, without);
    },
    readFileSync(file, 'utf8'),
  );
}

/** The workbench's own page, filled in as its server would. */
function page({ vscode, origin, settings }: Served): string {
  const extension = (folder: string): object => ({
    scheme: 'http',
    authority: origin.host,
    path: `/${folder}`,
  });
  const configuration = {
    additionalBuiltinExtensions: [extension('holdfast'), extension('memory-files')],
    configurationDefaults: settings,
    enableWorkspaceTrust: false,
    webviewEndpoint: '/vscode/out/vs/workbench/contrib/webview/browser/pre',
    // What code-server's workbench does not do without.
    userDataPath: '/user',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    productConfiguration: { extensionsGallery: undefined, enableTelemetry: false },
  };
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: escaped(JSON.stringify(configuration)),
    WORKBENCH_WEB_BASE_URL: '/vscode',
    WORKBENCH_NLS_FALLBACK_URL: '/vscode/out/nls.messages.js',
  };
  return readFileSync(path.join(vscode, 'out/vs/code/browser/workbench/workbench.html'), 'utf8').replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => values[name] ?? '',
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
