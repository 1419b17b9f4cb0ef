import * as vscode from 'vscode';
import { commandNames } from '../commands';
import type { RiskStore } from '../riskStore';
import { findingCount } from '../words';
import { emptyReason } from './emptyReason';
import { filterRisks, isFiltering, noFilter, readFilter, type RiskFilter } from './filter';
import { pickFilter } from './filterPick';
import { groupRisks, type RootNode, type TreeNode } from './groups';
import { treeItem } from './treeItems';

/** The view's name in `package.json`. */
export const riskViewId = 'holdfast.risks';

const filterKey = 'holdfast.filter';

/** The view *Replacement Risks*: what was found, by root module and resource. It follows the store. */
export class RiskTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly disposables: readonly { dispose(): unknown }[];
  private filter: RiskFilter;
  private roots: readonly RootNode[] = [];
  private shown = '';

  readonly onDidChangeTreeData = this.changed.event;

  /** The filter is kept in `memory`, which belongs to the workspace. */
  constructor(
    private readonly store: RiskStore,
    private readonly memory: vscode.Memento,
  ) {
    this.filter = readFilter(memory.get(filterKey));
    this.view = vscode.window.createTreeView(riskViewId, { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.view,
      this.changed,
      store.onDidChange(() => {
        this.update();
      }),
      vscode.commands.registerCommand(commandNames.filterRisks, () => this.askForFilter()),
      vscode.commands.registerCommand(commandNames.clearFilter, () => this.setFilter(noFilter)),
    ];
    this.update();
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node === undefined) return [...this.roots];
    if (node.kind === 'root') return [...node.resources];
    return node.kind === 'resource' ? [...node.findings] : [];
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  private async askForFilter(): Promise<void> {
    const filter = await pickFilter(this.filter, this.store.risks ?? []);
    if (filter !== undefined) await this.setFilter(filter);
  }

  private async setFilter(filter: RiskFilter): Promise<void> {
    this.filter = filter;
    await this.memory.update(filterKey, isFiltering(filter) ? filter : undefined);
    this.update();
  }

  /** Shows what the store and the filter say now; leaves the rows alone where they stay the same. */
  private update(): void {
    const all = this.store.risks ?? [];
    const risks = filterRisks(all, this.filter);
    const filtering = isFiltering(this.filter);
    const shown = JSON.stringify(risks);
    if (shown !== this.shown) {
      this.shown = shown;
      this.roots = groupRisks(risks);
      this.changed.fire(undefined);
    }
    this.view.badge = badgeOf(all.filter(({ severity }) => severity === 'error' || severity === 'warning'));
    this.view.description = filtering ? vscode.l10n.t('filtered') : '';
    this.view.message =
      filtering && all.length > 0
        ? vscode.l10n.t('The filter shows {0} of {1}.', risks.length, findingCount(all.length))
        : '';
    setContext('holdfast.filtered', filtering);
    setContext('holdfast.empty', emptyReason(this.store, vscode.workspace.workspaceFolders !== undefined));
  }
}

function badgeOf({ length }: readonly unknown[]): vscode.ViewBadge | undefined {
  if (length === 0) return undefined;
  const tooltip =
    length === 1
      ? vscode.l10n.t('1 warning or error of Holdfast')
      : vscode.l10n.t('{0} warnings and errors of Holdfast', length);
  return { value: length, tooltip };
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
