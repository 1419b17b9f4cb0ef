import * as vscode from 'vscode';
import type { StatusParams } from '../../server/src/lsp/messages';
import { commandNames } from './commands';
import { analysedDocuments } from './documents';
import { fileCount, findingCount } from './words';

/** What the status item can say: what the server reports, or what the client knows about the server. */
export type Status =
  StatusParams | { readonly state: 'starting' } | { readonly state: 'stopped'; readonly reason: string };

/** How a status looks, in the words of the editor's status item. */
export interface Appearance {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly problem: boolean;
}

/** The words for a status. */
export function appearanceOf(status: Status): Appearance {
  switch (status.state) {
    case 'starting':
      return { text: vscode.l10n.t('Starting'), detail: '', busy: true, problem: false };
    case 'analysing':
      return {
        text: vscode.l10n.t('Analysing'),
        detail: status.files === 0 ? '' : fileCount(status.files),
        busy: true,
        problem: false,
      };
    case 'ready':
      // That nothing was found would sound as if it had been looked for.
      if (status.files === 0 && status.findings + status.notes === 0) {
        return { text: vscode.l10n.t('Nothing is analysed'), detail: '', busy: false, problem: false };
      }
      return {
        text: status.findings === 0 ? vscode.l10n.t('No findings') : findingCount(status.findings),
        detail: readyDetail(status),
        busy: false,
        problem: false,
      };
    case 'stopped':
      return { text: vscode.l10n.t('Stopped'), detail: status.reason, busy: false, problem: true };
  }
}

function readyDetail({ files, notes }: StatusParams): string {
  const read =
    files === 0 ? vscode.l10n.t('no files analysed') : vscode.l10n.t('{0} analysed', fileCount(files));
  if (notes === 0) return read;
  const also = notes === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', notes);
  return vscode.l10n.t('{0}, {1}', read, also);
}

/** The item behind the `{}` in the status bar, shown beside every document that is analysed. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('holdfast.status', analysedDocuments());

  constructor() {
    this.item.name = 'Holdfast';
  }

  /** Shows `status` in place of the one before. */
  show(status: Status): void {
    const { text, detail, busy, problem } = appearanceOf(status);
    this.item.selector = analysedDocuments();
    this.item.text = `Holdfast: ${text}`;
    this.item.detail = detail;
    this.item.busy = busy;
    this.item.severity = problem
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
    // The log and more are in the menu of the view that this opens.
    this.item.command = problem
      ? { command: commandNames.restartServer, title: vscode.l10n.t('Restart server') }
      : { command: commandNames.focusRisks, title: vscode.l10n.t('Show risks') };
  }

  dispose(): void {
    this.item.dispose();
  }
}
