import * as vscode from 'vscode';
import type { Risk } from '../../../server/src/lsp/messages';
import { placeName } from '../places';
import type { RiskStore } from '../riskStore';
import { consequenceMeaning, consequenceName, severityName } from '../words';
import { pathGraph, type NodeKind, type PathGraph, type PathNode, type RiskPath } from './graph';
import type { PathsView, ViewChoice, ViewNode, ViewPath } from './view';

/** More nodes than this nobody can overlook, and laying them out takes seconds. */
export const nodeLimit = 250;

/** What the panel shows, in the user's language, and the graph behind it. */
export interface PreparedView {
  readonly view: PathsView;
  readonly graph: PathGraph;
}

/** Prepares the ways of one root module (its URI) or, with an empty text, of all of them. */
export function preparePaths({ risks, status }: RiskStore, chosen: string): PreparedView {
  const all = risks ?? [];
  const choices = choicesOf(all);
  const isThere = choices.some(({ value }) => value === chosen);
  const graph = pathGraph(all, nodeLimit, isThere && chosen !== '' ? chosen : undefined);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const notice =
    risks === undefined
      ? waiting(status.state === 'stopped')
      : noticeOf(graph, choices.length > 2 && (chosen === '' || !isThere));
  return {
    graph,
    view: {
      choices,
      chosen: isThere ? chosen : '',
      nodes: graph.nodes.map(viewNode),
      edges: graph.edges,
      paths: graph.paths.map((path) => viewPath(path, nodes)),
      notice,
    },
  };
}

function choicesOf(risks: readonly Risk[]): readonly ViewChoice[] {
  const roots = new Map(risks.flatMap((risk) => risk.roots.map(({ uri, name }) => [uri, name])));
  const byName = [...roots].sort(([, one], [, other]) => (one < other ? -1 : 1));
  return [
    { value: '', name: vscode.l10n.t('Whole workspace') },
    ...byName.map(([value, name]) => ({ value, name })),
  ];
}

function waiting(isStopped: boolean): string {
  return isStopped
    ? vscode.l10n.t('Holdfast stopped working; there are no paths until it runs again.')
    : vscode.l10n.t('The workspace is being analysed.');
}

function noticeOf({ paths, leftOut }: PathGraph, canChoose: boolean): string {
  if (paths.length === 0 && leftOut === 0) {
    return vscode.l10n.t('No value that drifts by itself reaches an argument that forces replacement here.');
  }
  if (leftOut === 0) {
    return paths.length === 1 ? vscode.l10n.t('1 path.') : vscode.l10n.t('{0} paths.', paths.length);
  }
  const some = vscode.l10n.t(
    'The {0} paths of {1} that matter most; more would not be readable.',
    paths.length,
    paths.length + leftOut,
  );
  return canChoose ? `${some} ${vscode.l10n.t('A single root module shows more of its own.')}` : some;
}

/** What is spoken begins with what is seen, so that people who speak to the editor can name it. */
function viewNode({ id, kind, consequence, label, place, message }: PathNode): ViewNode {
  const what = kind === 'sink' ? consequenceName(consequence) : kindName(kind);
  const detail = `${what} · ${placeName(place)}`;
  const more =
    kind === 'sink' ? vscode.l10n.t('{0}. {1}', kindName(kind), consequenceMeaning(consequence)) : message;
  return {
    id,
    kind,
    consequence,
    label,
    detail,
    spoken: vscode.l10n.t('{0} {1}. {2}.', label, detail, more),
  };
}

function kindName(kind: NodeKind): string {
  const names: Readonly<Record<NodeKind, string>> = {
    source: vscode.l10n.t('Source'),
    local: vscode.l10n.t('Local value'),
    variable: vscode.l10n.t('Variable'),
    output: vscode.l10n.t('Output'),
    module: vscode.l10n.t('Module'),
    data: vscode.l10n.t('Data source'),
    resource: vscode.l10n.t('Resource'),
    sink: vscode.l10n.t('Argument that forces replacement'),
  };
  return names[kind];
}

function viewPath(
  { severity, consequence, nodes }: RiskPath,
  known: ReadonlyMap<string, PathNode>,
): ViewPath {
  const source = known.get(nodes.at(0) ?? '')?.label ?? '';
  const sink = known.get(nodes.at(-1) ?? '')?.label ?? '';
  const title = vscode.l10n.t('{0} depends on {1}', sink, source);
  return {
    consequence,
    title: vscode.l10n.t('{0}: {1}. {2}.', severityName(severity), title, consequenceName(consequence)),
    nodes,
  };
}
