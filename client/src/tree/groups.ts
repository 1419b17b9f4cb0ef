/** Findings by root module and resource, as the tree shows them. Knows nothing of the editor. */
import type { Risk } from '../../../server/src/lsp/messages';
import { worstConsequence, worstSeverity } from '../worst';

/** A root module with findings. */
export interface RootNode {
  readonly kind: 'root';
  /** Stays the same from one analysis to the next, as do all ids here. */
  readonly id: string;
  readonly name: string;
  readonly uri: string;
  readonly count: number;
  readonly resources: readonly ResourceNode[];
}

/** A resource that can be replaced, within one root module. */
export interface ResourceNode {
  readonly kind: 'resource';
  readonly id: string;
  /** From the root module, where only one call leads to it; else within its module. */
  readonly address: string;
  /** The calls that lead to it, where they are several. */
  readonly callers: readonly string[];
  readonly severity: Risk['severity'];
  readonly consequence: Risk['consequence'];
  readonly findings: readonly FindingNode[];
}

/** One finding below its resource. */
export interface FindingNode {
  readonly kind: 'finding';
  readonly id: string;
  readonly risk: Risk;
}

/** Anything that has a row in the tree. */
export type TreeNode = RootNode | ResourceNode | FindingNode;

/**
 * The tree of these risks: root modules by name, below them resources and findings in the order of the risks. A
 * finding that several root modules have stands below each.
 */
export function groupRisks(risks: readonly Risk[]): readonly RootNode[] {
  const roots = new Map(risks.flatMap(({ roots: all }) => all.map((root) => [root.uri, root])));
  return [...roots.values()]
    .map(({ uri, name }): RootNode => {
      const own = risks.filter(({ roots: all }) => all.some((root) => root.uri === uri));
      return { kind: 'root', id: uri, name, uri, count: own.length, resources: resourcesOf(own, uri) };
    })
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function resourcesOf(risks: readonly Risk[], root: string): readonly ResourceNode[] {
  const groups = new Map<string, Risk[]>();
  for (const risk of risks) {
    const key = JSON.stringify([root, directoryOf(risk.place.uri), risk.address]);
    groups.set(key, [...(groups.get(key) ?? []), risk]);
  }
  return [...groups].map(([id, own]): ResourceNode => {
    const callers = [...new Set(own.flatMap((risk) => risk.callers))].sort();
    const [only] = callers;
    const address = own[0]?.address ?? '';
    return {
      kind: 'resource',
      id,
      address: callers.length === 1 ? `${String(only)}.${address}` : address,
      callers: callers.length === 1 ? [] : callers,
      severity: worstSeverity(own),
      consequence: worstConsequence(own),
      findings: own.map((risk): FindingNode => ({ kind: 'finding', id: `${id} ${risk.id}`, risk })),
    };
  });
}

function directoryOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
