import * as vscode from 'vscode';
import type { Risk } from '../../../server/src/lsp/messages';
import { consequenceMeaning, consequenceName, severityName } from '../words';
import { consequences, severities } from '../worst';
import { filterShowing, type RiskFilter } from './filter';
import { consequenceIcon, severityIcon } from './icons';

interface SeverityChoice extends vscode.QuickPickItem {
  readonly severity: Risk['severity'];
}

interface ConsequenceChoice extends vscode.QuickPickItem {
  readonly consequence: Risk['consequence'];
}

type Choice = SeverityChoice | ConsequenceChoice | vscode.QuickPickItem;

/** Lets the user say what the tree shows; undefined where they changed their mind. `risks` are counted. */
export async function pickFilter(
  present: RiskFilter,
  risks: readonly Risk[],
): Promise<RiskFilter | undefined> {
  const chosen = await vscode.window.showQuickPick(choices(present, risks), {
    canPickMany: true,
    title: vscode.l10n.t('Filter Replacement Risks'),
    placeHolder: vscode.l10n.t('What the list shows'),
  });
  return (
    chosen &&
    filterShowing(
      chosen.flatMap((choice) => ('severity' in choice ? [choice.severity] : [])),
      chosen.flatMap((choice) => ('consequence' in choice ? [choice.consequence] : [])),
    )
  );
}

function choices(present: RiskFilter, risks: readonly Risk[]): Choice[] {
  return [
    separator(vscode.l10n.t('Severity')),
    ...severities.map((severity): SeverityChoice => ({
      severity,
      label: severityName(severity),
      iconPath: severityIcon(severity),
      description: count(risks.filter((risk) => risk.severity === severity)),
      picked: !present.hiddenSeverities.includes(severity),
    })),
    separator(vscode.l10n.t('Consequence of a replacement')),
    ...consequences.map((consequence): ConsequenceChoice => ({
      consequence,
      label: consequenceName(consequence),
      iconPath: consequenceIcon(consequence),
      description: count(risks.filter((risk) => risk.consequence === consequence)),
      detail: consequenceMeaning(consequence),
      picked: !present.hiddenConsequences.includes(consequence),
    })),
  ];
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function count({ length }: readonly Risk[]): string {
  return length === 0 ? '' : String(length);
}
