import * as vscode from 'vscode';
import type { StatusParams } from '../../server/src/lsp/messages';
import { commandNames } from './commands';
import { analysedDocuments } from './documents';

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
      return { text: 'Starting', detail: '', busy: true, problem: false };
    case 'analysing':
      return { text: 'Analysing', detail: counted(status.files, 'file'), busy: true, problem: false };
    case 'ready':
      return {
        text: counted(status.findings, 'finding'),
        detail: `in ${counted(status.files, 'file')}${notesOf(status.notes)}`,
        busy: false,
        problem: false,
      };
    case 'stopped':
      return { text: 'Stopped', detail: status.reason, busy: false, problem: true };
  }
}

function notesOf(notes: number): string {
  return notes === 0 ? '' : `, ${counted(notes, 'note')}`;
}

function counted(count: number, noun: string): string {
  return `${count === 0 ? 'No' : String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** The item behind the `{}` in the status bar, shown beside every document that is analysed. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('holdfast.status', analysedDocuments);

  constructor() {
    this.item.name = 'Holdfast';
  }

  /** Shows `status` in place of the one before. */
  show(status: Status): void {
    const { text, detail, busy, problem } = appearanceOf(status);
    this.item.text = `Holdfast: ${text}`;
    this.item.detail = detail;
    this.item.busy = busy;
    this.item.severity = problem
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
    this.item.command = problem
      ? { command: commandNames.restartServer, title: 'Restart server' }
      : { command: commandNames.showOutput, title: 'Show log' };
  }

  dispose(): void {
    this.item.dispose();
  }
}
