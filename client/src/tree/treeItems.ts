import * as vscode from 'vscode';
import type { Risk, RiskStep } from '../../../server/src/lsp/messages';
import { commandNames } from '../commands';
import { placeName } from '../places';
import { consequenceMeaning, consequenceName, findingCount, severityName } from '../words';
import type { FindingNode, ResourceNode, RootNode, TreeNode } from './groups';
import { consequenceIcon, severityIcon } from './icons';

/** A row of the tree. */
export function treeItem(node: TreeNode): vscode.TreeItem {
  switch (node.kind) {
    case 'root':
      return rootItem(node);
    case 'resource':
      return resourceItem(node);
    case 'finding':
      return findingItem(node);
  }
}

function rootItem({ id, name, uri, count }: RootNode): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.description = findingCount(count);
  item.iconPath = new vscode.ThemeIcon('folder');
  item.tooltip = vscode.l10n.t('Root module {0}', vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
  item.contextValue = 'root';
  return item;
}

function resourceItem({ id, address, callers, consequence, findings }: ResourceNode): vscode.TreeItem {
  const count = findingCount(findings.length);
  const through = callers.length === 0 ? [] : [vscode.l10n.t('through {0}', callers.join(', '))];
  const name = consequenceName(consequence);
  const item = new vscode.TreeItem(address, vscode.TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.description = [count, ...through].join(' · ');
  item.iconPath = consequenceIcon(consequence);
  item.tooltip = vscode.l10n.t('{0}: {1}. {2}.', address, name, consequenceMeaning(consequence));
  item.accessibilityInformation = { label: [address, name, count, ...through].join(', ') };
  item.contextValue = 'resource';
  return item;
}

function findingItem(node: FindingNode): vscode.TreeItem {
  const { id, risk } = node;
  const source = [risk.source, ...(risk.sourceAttribute === '' ? [] : [risk.sourceAttribute])].join('.');
  const place = placeName(risk.place);
  const spoken = vscode.l10n.t('{0} depends on {1}', risk.attribute, source);
  const item = new vscode.TreeItem(`${risk.attribute} ← ${source}`);
  item.id = id;
  item.description = place;
  item.iconPath = severityIcon(risk.severity);
  item.tooltip = findingTooltip(risk);
  item.accessibilityInformation = { label: [severityName(risk.severity), spoken, place].join(', ') };
  item.contextValue = 'finding';
  item.command = {
    command: commandNames.openRisk,
    title: vscode.l10n.t('Go to Argument'),
    arguments: [node],
  };
  return item;
}

/** The message and the way, with places to go to. */
function findingTooltip(risk: Risk): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(risk.message).appendMarkdown('\n\n');
  for (const step of risk.path) appendStep(text, step);
  appendStep(text, { label: '', message: `${risk.address}.${risk.attribute}`, place: risk.place });
  return text;
}

function appendStep(text: vscode.MarkdownString, { message, place }: RiskStep): void {
  const line = place.range.start.line + 1;
  const target = vscode.Uri.parse(place.uri).with({ fragment: `L${String(line)}` });
  text
    .appendMarkdown('- ')
    .appendText(message)
    .appendMarkdown(` ([${escaped(placeName(place))}](${target.toString()}))\n`);
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>~|]/g, '\\$&');
}
