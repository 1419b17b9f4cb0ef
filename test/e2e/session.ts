import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { packedExtension, type Editor } from './editor';
import { until, when } from './waiting';

/** The files of a workspace: contents by path, with `/` between the parts. */
export type WorkspaceFiles = Readonly<Record<string, string>>;

/** How a session differs from the usual. */
export interface SessionOptions {
  readonly files: WorkspaceFiles;
  /** More extensions, unpacked: their files, each in a folder by its name and version. */
  readonly extensions?: WorkspaceFiles;
  /** Environment variables for the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
  /** User settings on top of the quiet ones that every session has. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the window runs tests that its address names. It keeps notifications to itself then. */
  readonly runsTests?: boolean;
  /** Device pixels per pixel of the page; 1 where absent. */
  readonly pixelRatio?: number;
  /** The name of the file among `files` that describes a workspace of several folders; absent: one folder. */
  readonly workspaceFile?: string;
  /** Paths of packed extensions that are installed beside ours. */
  readonly neighbours?: readonly string[];
  /** Whether the editor asks before it trusts a workspace; every workspace is trusted where absent. */
  readonly asksForTrust?: boolean;
}

/** Nothing that pops up, asks, updates itself or phones home. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** The browser may talk to this machine only. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * One VS Code with the packed extension installed and a workspace of its own, in a folder that disappears with
 * it, and one browser page for its window.
 */
export class EditorSession {
  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    private readonly browser: Browser,
    /** The window; `open` shows the workspace in it. */
    readonly page: Page,
    private readonly port: number,
    private readonly workspaceFile: string | undefined,
  ) {}

  /** Starts everything; `stop` must follow. Rejects with the server's log where it does not come up. */
  static async start(editor: Editor, options: SessionOptions): Promise<EditorSession> {
    // The system's folder for temporary files, for its short name: a socket's path in it has 108 characters.
    const folder = mkdtempSync(path.join(tmpdir(), 'hf-'));
    let server: ChildProcess | undefined;
    try {
      writeFiles(path.join(folder, 'workspace'), options.files);
      writeFiles(folder, {
        'config.yaml': 'auth: none\n',
        'data/User/settings.json': JSON.stringify({ ...quietSettings, ...options.settings }),
      });
      // An editor takes over what it finds there, the first time that it installs something.
      writeFiles(path.join(folder, 'extensions'), options.extensions ?? {});
      const environment = editorEnvironment(folder, options.environment);
      const common = commonArguments(editor, folder);
      const extensions = [packedExtension, ...(options.neighbours ?? [])];
      const install = extensions.flatMap((extension) => ['--install-extension', extension]);
      execFileSync(editor.node, [...common, ...install], { env: environment });
      const port = await freePort();
      const more = [
        ...(options.runsTests === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
        ...(options.asksForTrust === true ? [] : ['--disable-workspace-trust']),
      ];
      server = startServer(editor, folder, port, environment, more);
      await serverAnswers(server, folder, port);
      const browser = await chromium.launch({ executablePath: editor.browser, args: browserArguments });
      const page = await browser.newPage({
        viewport: { width: 1280, height: 800 },
        deviceScaleFactor: options.pixelRatio ?? 1,
      });
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      page.setDefaultTimeout(30_000);
      return new EditorSession(folder, server, browser, page, port, options.workspaceFile);
    } catch (error) {
      if (server !== undefined) await endProcessGroup(server);
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The workspace's path on disk. */
  get workspace(): string {
    return path.join(this.folder, 'workspace');
  }

  /** The extension's own folder on disk, for what is no part of a workspace. */
  get storage(): string {
    return path.join(this.folder, 'data/User/globalStorage/holdfast.holdfast');
  }

  /** A path on disk as the window names it. */
  remoteUri(file: string): string {
    return `vscode-remote://127.0.0.1:${String(this.port)}${file}`;
  }

  /** Opens the workspace, or another folder, in the window, with what the workbench takes as `payload` besides. */
  async open(payload: readonly (readonly [string, string])[] = [], folder?: string): Promise<void> {
    const query = new URLSearchParams(
      folder !== undefined || this.workspaceFile === undefined
        ? { folder: folder ?? this.workspace }
        : { workspace: path.join(this.workspace, this.workspaceFile) },
    );
    if (payload.length > 0) query.set('payload', JSON.stringify(payload));
    await this.page.goto(`http://127.0.0.1:${String(this.port)}/?${query.toString()}`);
  }

  /** Opens a file of the workspace in a window without any folder. */
  async openAlone(name: string): Promise<void> {
    const file = this.remoteUri(path.join(this.workspace, name));
    const query = new URLSearchParams({ ew: 'true', payload: JSON.stringify([['openFile', file]]) });
    await this.page.goto(`http://127.0.0.1:${String(this.port)}/?${query.toString()}`);
  }

  /** Shows a window without a folder, as one has after installing. */
  async openEmptyWindow(): Promise<void> {
    await this.page.goto(`http://127.0.0.1:${String(this.port)}/?ew=true`);
  }

  /** The ids of the processes that run the extension's language server. */
  languageServers(): readonly number[] {
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .filter((id) => {
        const line = commandLine(id);
        return line.includes(this.folder) && line.includes('dist/server/server.js');
      })
      .map(Number);
  }

  /** Closes the window, ends every process of the editor and deletes its folder. */
  async stop(): Promise<void> {
    await this.browser.close();
    await endProcessGroup(this.server);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Writes `files` below `folder`, creating folders as needed. */
export function writeFiles(folder: string, files: WorkspaceFiles): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function commonArguments(editor: Editor, folder: string): readonly string[] {
  return [
    path.join(editor.codeServer, 'out/node/entry.js'),
    ...['--config', path.join(folder, 'config.yaml')],
    ...['--user-data-dir', path.join(folder, 'data')],
    ...['--extensions-dir', path.join(folder, 'extensions')],
  ];
}

function startServer(
  editor: Editor,
  folder: string,
  port: number,
  environment: NodeJS.ProcessEnv,
  more: readonly string[],
): ChildProcess {
  const log = openSync(path.join(folder, 'server.log'), 'w');
  const parameters = [
    ...commonArguments(editor, folder),
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`],
    ...['--disable-telemetry', '--disable-update-check'],
    ...more,
  ];
  // A group of its own, so that everything it starts can be ended with it.
  return spawn(editor.node, parameters, { env: environment, stdio: ['ignore', log, log], detached: true });
}

/** Our own environment without what this process was told by an editor or npm around it. */
export function editorEnvironment(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:VSCODE_|npm_|NODE_OPTIONS)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...more,
  };
}

/** How a process was started; nothing where it has ended meanwhile. */
function commandLine(processId: string): string {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

async function serverAnswers(server: ChildProcess, folder: string, port: number): Promise<void> {
  const log = (): string => readFileSync(path.join(folder, 'server.log'), 'utf8');
  await until(
    'the editor to start',
    async () => {
      if (hasEnded(server)) throw new Error(`The editor ended at once.\n${log()}`);
      const answer = await fetch(`http://127.0.0.1:${String(port)}/healthz`).catch(() => undefined);
      return when(answer?.ok === true);
    },
    log,
  );
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Asks the group to end, and ends it where it does not. */
async function endProcessGroup(leader: ChildProcess): Promise<void> {
  if (leader.pid === undefined) return;
  signalGroup(leader.pid, 'SIGTERM');
  const ended = until('the editor to end', () => when(hasEnded(leader)));
  // Its children outlive it for as long as they like.
  await ended.finally(() => {
    if (leader.pid !== undefined) signalGroup(leader.pid, 'SIGKILL');
  });
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // Nobody is left in the group.
  }
}
