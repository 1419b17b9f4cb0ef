import * as vscode from 'vscode';
import { commandNames } from '../commands';
import { reveal } from '../places';
import type { RiskStore } from '../riskStore';
import { consequenceMeaning, consequenceName } from '../words';
import { pageHtml, type PageWords } from './pageHtml';
import { preparePaths, type PreparedView } from './pathsView';
import { rootOf } from './rootOf';
import { savePicture } from './savePicture';
import type { PageMessage, PathsView, ShowMessage } from './view';

const viewType = 'holdfast.paths';

/** Registers *Show Replacement Paths*, and brings an open panel back after the window was loaded again. */
export function registerPaths(
  context: vscode.ExtensionContext,
  store: RiskStore,
): readonly { dispose(): unknown }[] {
  let open: PathsPanel | undefined;
  const adopt = (panel: vscode.WebviewPanel, chosen: string | undefined): void => {
    const adopted = new PathsPanel(panel, context.extensionUri, store, chosen);
    open = adopted;
    panel.onDidDispose(() => {
      if (open === adopted) open = undefined;
    });
  };
  return [
    vscode.commands.registerCommand(commandNames.showPaths, () => {
      if (open !== undefined) {
        open.reveal();
        return;
      }
      const title = vscode.l10n.t('Replacement Paths');
      const column =
        vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
      const here = vscode.window.activeTextEditor?.document.uri.toString();
      adopt(vscode.window.createWebviewPanel(viewType, title, column), rootOf(store.risks ?? [], here));
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => {
        adopt(panel, undefined);
        return Promise.resolve();
      },
    }),
    { dispose: () => open?.dispose() },
  ];
}

/** The panel with the picture: it follows the store and answers the page. */
class PathsPanel {
  private readonly listener: vscode.Disposable;
  private prepared: PreparedView | undefined;
  private shown = '';
  private isReady = false;

  /** `chosen` is the URI of the root module to begin with; empty for all, undefined for what the page remembers. */
  constructor(
    private readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    private readonly store: RiskStore,
    private chosen: string | undefined,
  ) {
    const { webview } = panel;
    const files = vscode.Uri.joinPath(extension, 'dist', 'client');
    webview.options = { enableScripts: true, localResourceRoots: [files] };
    this.listener = vscode.Disposable.from(
      store.onDidChange(() => {
        this.show();
      }),
      webview.onDidReceiveMessage((message: PageMessage) => {
        void this.answer(message);
      }),
    );
    panel.onDidDispose(() => {
      this.listener.dispose();
    });
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(files, 'paths.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(files, 'paths.css')).toString(),
      nonce: crypto.randomUUID(),
      language: vscode.env.language,
      words: words(),
    });
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async answer(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        // A page that was hidden starts anew, and knows nothing.
        this.isReady = true;
        this.shown = '';
        this.chosen = message.chosen ?? this.chosen;
        this.show();
        break;
      case 'choose':
        this.chosen = message.value;
        this.show();
        break;
      case 'open':
        await this.open(message.id);
        break;
      case 'save':
        await savePicture(message.svg);
        break;
    }
  }

  /** Shows what the store says now, if that is something else than before. */
  private show(): void {
    // While the next analysis runs, the picture stays.
    const isBusy = this.store.status.state === 'analysing' && this.prepared !== undefined;
    if (!this.isReady || isBusy) return;
    this.prepared = preparePaths(this.store, this.chosen ?? '');
    const { view } = this.prepared;
    const shown = JSON.stringify(view);
    if (shown === this.shown) return;
    this.shown = shown;
    void this.send(view);
  }

  private async send(view: PathsView): Promise<void> {
    const message: ShowMessage = { type: 'show', view };
    await this.panel.webview.postMessage(message);
  }

  private async open(id: string): Promise<void> {
    const node = this.prepared?.graph.nodes.find((one) => one.id === id);
    if (node === undefined) return;
    const beside = vscode.window.visibleTextEditors.find(
      ({ viewColumn }) => viewColumn !== this.panel.viewColumn,
    );
    await reveal(node.place, { viewColumn: beside?.viewColumn ?? vscode.ViewColumn.Beside });
  }
}

function words(): PageWords {
  return {
    title: vscode.l10n.t('Replacement Paths'),
    show: vscode.l10n.t('Show'),
    zoomIn: vscode.l10n.t('Zoom in'),
    zoomOut: vscode.l10n.t('Zoom out'),
    fit: vscode.l10n.t('Fit'),
    exportSvg: vscode.l10n.t('Export as SVG…'),
    legend: vscode.l10n.t('Consequence of a replacement'),
    dataLoss: consequenceName('data-loss'),
    dataLossMeaning: consequenceMeaning('data-loss'),
    rebuild: consequenceName('rebuild'),
    rebuildMeaning: consequenceMeaning('rebuild'),
    routine: consequenceName('routine'),
    routineMeaning: consequenceMeaning('routine'),
    picture: vscode.l10n.t('Paths of values, from sources to arguments'),
    keys: vscode.l10n.t(
      'Left and right go along a path, up and down to the neighbours, Home and End to the first and the last; Enter opens the code.',
    ),
    list: vscode.l10n.t('The same paths as a list'),
  };
}
