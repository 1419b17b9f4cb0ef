import * as vscode from 'vscode';
import type { Risk } from '../../../server/src/lsp/messages';

/** The icon and colour of a severity, as the Problems panel has them. */
export function severityIcon(severity: Risk['severity']): vscode.ThemeIcon {
  const icons: Readonly<Record<Risk['severity'], readonly [icon: string, colour: string | undefined]>> = {
    error: ['error', 'problemsErrorIcon.foreground'],
    warning: ['warning', 'problemsWarningIcon.foreground'],
    information: ['info', 'problemsInfoIcon.foreground'],
    hint: ['lightbulb', undefined],
  };
  const [icon, colour] = icons[severity];
  return new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}

/** What a replacement costs, as an icon in the colour that the picture of the paths uses, too. */
export function consequenceIcon(consequence: Risk['consequence']): vscode.ThemeIcon {
  const icons: Readonly<Record<Risk['consequence'], readonly [icon: string, colour: string]>> = {
    'data-loss': ['database', 'holdfast.dataLoss'],
    rebuild: ['server', 'holdfast.rebuild'],
    routine: ['sync', 'holdfast.routine'],
  };
  const [icon, colour] = icons[consequence];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
}
