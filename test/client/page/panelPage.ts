import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { pageHtml, type PageWords } from '../../../client/src/paths/pageHtml';
import type { PageMessage, PathsView } from '../../../client/src/paths/view';
import type { Theme } from './themes';

const repository = path.join(__dirname, '../../../..');
const webview = path.join(repository, 'client/src/paths/webview');
const origin = 'http://panel.test';

const words: PageWords = {
  title: 'Replacement Paths',
  show: 'Show',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  exportSvg: 'Export as SVG…',
  legend: 'Consequence of a replacement',
  dataLoss: 'Data loss',
  dataLossMeaning: 'What is stored in it is lost',
  rebuild: 'Rebuild',
  rebuildMeaning: 'It is built anew',
  routine: 'Routine',
  routineMeaning: 'That is how it is updated',
  picture: 'Paths of values',
  keys: 'Arrow keys go along a path.',
  list: 'The same paths as a list',
};

/** What the page sees of the editor; the test keeps it in the page's window. */
interface FakeEditor {
  state: unknown;
  readonly messages: PageMessage[];
}

/** The panel's page in a browser, with a made-up editor around it. */
export class PanelPage {
  private constructor(
    readonly page: Page,
    /** What the browser complained about: scripts and styles that the page's policy forbids, errors. */
    readonly complaints: readonly string[],
  ) {}

  /** Opens the page; `state` is what it remembered when it was last there. */
  static async open(browser: Browser, theme: Theme, state?: unknown): Promise<PanelPage> {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.route(`${origin}/**`, async (route) => {
      const file = new URL(route.request().url()).pathname;
      const [contentType, body] = await served(file);
      await route.fulfill({ contentType, body });
    });
    await page.addInitScript(fakeEditor, state);
    await page.goto(`${origin}/`);
    await page.evaluate(({ kind, colours }) => {
      document.body.className = kind;
      const { style } = document.documentElement;
      for (const [name, value] of Object.entries(colours)) style.setProperty(`--vscode-${name}`, value);
      style.setProperty('--vscode-font-family', 'sans-serif');
      style.setProperty('--vscode-font-size', '13px');
    }, theme);
    return new PanelPage(page, complaints);
  }

  /** Sends the page something to show, as the extension does. */
  async show(view: PathsView): Promise<void> {
    await this.page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), {
      type: 'show',
      view,
    });
  }

  /** What the page told the extension so far. */
  async messages(): Promise<readonly PageMessage[]> {
    return (await this.editor()).messages;
  }

  /** What the page remembers. */
  async state(): Promise<unknown> {
    return (await this.editor()).state;
  }

  /** The label of the node that has the focus; undefined where none has. */
  focused(): Promise<string | undefined> {
    return this.page.evaluate(
      () => document.activeElement?.querySelector('.label')?.textContent ?? undefined,
    );
  }

  private editor(): Promise<FakeEditor> {
    return this.page.evaluate(() => (window as unknown as { readonly fakeEditor: FakeEditor }).fakeEditor);
  }
}

/** A browser for the pages. */
export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** Runs in the page before everything else. */
function fakeEditor(state: unknown): void {
  const fake: FakeEditor = { state, messages: [] };
  Object.assign(window, {
    fakeEditor: fake,
    acquireVsCodeApi: () => ({
      getState: () => fake.state,
      setState: (next: unknown) => {
        fake.state = next;
      },
      postMessage: (message: PageMessage) => fake.messages.push(message),
    }),
  });
}

/** The content type and the body of a file of the page. */
async function served(file: string): Promise<readonly [contentType: string, body: string]> {
  if (file === '/paths.css') return ['text/css', readFileSync(path.join(webview, 'paths.css'), 'utf8')];
  if (file === '/paths.js') return ['text/javascript', await script()];
  const parts = { cspSource: origin, script: `${origin}/paths.js`, style: `${origin}/paths.css` };
  return ['text/html', pageHtml({ ...parts, nonce: 'abc123', language: 'en', words })];
}

let bundled: Promise<string> | undefined;

function script(): Promise<string> {
  bundled ??= build({
    entryPoints: [path.join(webview, 'main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return bundled;
}
