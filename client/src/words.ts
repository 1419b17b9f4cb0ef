/** Words that several parts of the client say in the user's language. */
import * as vscode from 'vscode';
import type { Risk } from '../../server/src/lsp/messages';

/** `1 finding`, `3 findings`. */
export function findingCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count);
}

/** `1 file`, `3 files`. */
export function fileCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', count);
}

/** A severity, as the Problems panel names it. */
export function severityName(severity: Risk['severity']): string {
  const names: Readonly<Record<Risk['severity'], string>> = {
    error: vscode.l10n.t('Error'),
    warning: vscode.l10n.t('Warning'),
    information: vscode.l10n.t('Information'),
    hint: vscode.l10n.t('Hint'),
  };
  return names[severity];
}

/** What a replacement costs, in short. */
export function consequenceName(consequence: Risk['consequence']): string {
  const names: Readonly<Record<Risk['consequence'], string>> = {
    'data-loss': vscode.l10n.t('Data loss'),
    rebuild: vscode.l10n.t('Rebuild'),
    routine: vscode.l10n.t('Routine'),
  };
  return names[consequence];
}

/** What a replacement costs, in a sentence. */
export function consequenceMeaning(consequence: Risk['consequence']): string {
  const meanings: Readonly<Record<Risk['consequence'], string>> = {
    'data-loss': vscode.l10n.t('What is stored in it is lost'),
    rebuild: vscode.l10n.t('It is built anew; what was installed by hand is lost'),
    routine: vscode.l10n.t('Replacing it is how it is updated'),
  };
  return meanings[consequence];
}
