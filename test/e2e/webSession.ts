import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { packedExtension, type Editor } from './editor';
import { browserArguments, editorEnvironment, quietSettings, type WorkspaceFiles } from './session';
import { WebEditor } from './webEditor';

/** A VS Code that runs in the browser alone, with the packed extension, and one page for its window. */
export class WebSession {
  private constructor(
    private readonly folder: string,
    private readonly extension: string,
    private readonly editor: WebEditor,
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  /** Starts everything; `stop` must follow. `pixelRatio` is the number of device pixels per pixel of the page. */
  static async start(editor: Editor, files: WorkspaceFiles, pixelRatio = 1): Promise<WebSession> {
    const folder = mkdtempSync(path.join(tmpdir(), 'hf-web-'));
    try {
      const extension = unpackedExtension(editor, folder);
      const web = await WebEditor.start(editor, { extension, files, settings: quietSettings });
      const browser = await chromium.launch({ executablePath: editor.browser, args: browserArguments });
      const page = await browser.newPage({
        viewport: { width: 1280, height: 800 },
        deviceScaleFactor: pixelRatio,
      });
      page.setDefaultTimeout(30_000);
      return new WebSession(folder, extension, web, browser, page);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Opens a folder, which is named by its URI, or an empty window. */
  async open(folder?: string): Promise<void> {
    await this.page.goto(this.editor.address(folder));
  }

  /** Has the editor not find the code of the language server until the returned function is called. */
  withholdServer(): () => void {
    const worker = path.join(this.extension, 'dist/server/worker.js');
    renameSync(worker, `${worker}.withheld`);
    return () => {
      renameSync(`${worker}.withheld`, worker);
    };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.editor.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Has an editor unpack the extension as it does when it installs it. */
function unpackedExtension(editor: Editor, folder: string): string {
  const extensions = path.join(folder, 'extensions');
  execFileSync(
    editor.node,
    [
      path.join(editor.codeServer, 'out/node/entry.js'),
      ...['--config', path.join(folder, 'config.yaml')],
      ...['--user-data-dir', path.join(folder, 'data')],
      ...['--extensions-dir', extensions],
      ...['--install-extension', packedExtension],
    ],
    { env: editorEnvironment(folder) },
  );
  const name = readdirSync(extensions).find((entry) => entry.startsWith('holdfast.'));
  if (name === undefined) throw new Error('The extension was not installed.');
  return path.join(extensions, name);
}
