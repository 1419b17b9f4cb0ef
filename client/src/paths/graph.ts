/** The graph of the ways that values take. Knows neither the editor nor how the graph is drawn. */
import type { Risk, RiskPlace, RiskStep } from '../../../server/src/lsp/messages';
import { consequences, severities, worstConsequence } from '../worst';

/** What stands at a node. A source that is also a hop of another way is a source. */
export type NodeKind = 'source' | 'local' | 'variable' | 'output' | 'module' | 'data' | 'resource' | 'sink';

/** One place in the code: where a value starts, passes, or ends in an argument. */
export interface PathNode {
  /** Stays the same while code around the place is edited. */
  readonly id: string;
  readonly kind: NodeKind;
  /** The address: `local.image`; of a sink with the argument: `aws_instance.web.ami`. */
  readonly label: string;
  readonly place: RiskPlace;
  /** What happens here, in a sentence. */
  readonly message: string;
  /** The worst of what follows from here. */
  readonly consequence: Risk['consequence'];
}

/** A step of a value from one place to the next. */
export interface PathEdge {
  readonly from: string;
  readonly to: string;
  readonly consequence: Risk['consequence'];
}

/** One way from a source to an argument. */
export interface RiskPath {
  readonly severity: Risk['severity'];
  readonly consequence: Risk['consequence'];
  /** Ids of nodes, from the source to the argument. */
  readonly nodes: readonly string[];
}

/** The graph, with the ways in it, the worst first. */
export interface PathGraph {
  readonly nodes: readonly PathNode[];
  readonly edges: readonly PathEdge[];
  readonly paths: readonly RiskPath[];
  /** How many ways were left out to keep to the limit. */
  readonly leftOut: number;
}

/** A hop of one risk. */
interface Hop {
  readonly kind: NodeKind;
  readonly label: string;
  readonly place: RiskPlace;
  readonly message: string;
}

/** A way of a risk, with the nodes that it goes through. */
interface Way {
  readonly risk: Risk;
  readonly hops: readonly (readonly [id: string, hop: Hop])[];
}

/**
 * The graph of these risks in one root module (its URI), or in all of them, in which what happens at one place is one
 * node. Where there would be more than `limit` nodes, the ways that matter least are left out.
 */
export function pathGraph(risks: readonly Risk[], limit: number, root?: string): PathGraph {
  const all = waysOf(risks, root);
  const ways = withinLimit(all, limit);
  return {
    nodes: nodesOf(ways),
    edges: edgesOf(ways),
    paths: ways.map(({ risk: { severity, consequence }, hops }) => ({
      severity,
      consequence,
      nodes: hops.map(([id]) => id),
    })),
    leftOut: all.length - ways.length,
  };
}

/** Places have ids by what stands there, counted where a file has it several times: line numbers change. */
function waysOf(risks: readonly Risk[], root: string | undefined): readonly Way[] {
  const places = new Map<string, string[]>();
  const idOf = ({ kind, label, place: { uri, range } }: Hop): string => {
    const name = JSON.stringify([kind === 'sink' ? kind : 'hop', label, uri]);
    const known = places.get(name) ?? [];
    places.set(name, known);
    const at = JSON.stringify(range.start);
    if (!known.includes(at)) known.push(at);
    return `${name} ${String(known.indexOf(at))}`;
  };
  return risks.flatMap((risk) =>
    risk.ways
      .filter((way) => root === undefined || way.root === root)
      .map(({ path }): Way => ({ risk, hops: hopsOf(risk, path).map((hop) => [idOf(hop), hop]) })),
  );
}

function hopsOf({ address, attribute, message, place }: Risk, path: readonly RiskStep[]): readonly Hop[] {
  const steps = path.map((step, index): Hop => ({
    ...step,
    kind: index === 0 ? 'source' : kindOf(step.label),
  }));
  return [...steps, { kind: 'sink', label: `${address}.${attribute}`, message, place }];
}

const kinds: Readonly<Record<string, NodeKind>> = {
  local: 'local',
  var: 'variable',
  output: 'output',
  module: 'module',
  data: 'data',
};

function kindOf(label: string): NodeKind {
  return kinds[label.split('.', 1)[0] ?? ''] ?? 'resource';
}

/** The worst first; whole ways as long as there is room for all their nodes. */
function withinLimit(ways: readonly Way[], limit: number): readonly Way[] {
  const weight = ({ risk }: Way): number =>
    severities.indexOf(risk.severity) * consequences.length + consequences.indexOf(risk.consequence);
  const ids = new Set<string>();
  return [...ways]
    .sort((one, other) => weight(one) - weight(other))
    .filter(({ hops }) => {
      const added = hops.filter(([id]) => !ids.has(id));
      if (ids.size + added.length > limit) return false;
      for (const [id] of added) ids.add(id);
      return true;
    });
}

function nodesOf(ways: readonly Way[]): readonly PathNode[] {
  const nodes = new Map<string, PathNode>();
  for (const { risk, hops } of ways) {
    for (const [id, hop] of hops) {
      const known = nodes.get(id);
      const kind = known?.kind === 'source' ? known.kind : hop.kind;
      const consequence = worstConsequence(known === undefined ? [risk] : [known, risk]);
      nodes.set(id, { ...hop, ...known, id, kind, consequence });
    }
  }
  return [...nodes.values()];
}

function edgesOf(ways: readonly Way[]): readonly PathEdge[] {
  const edges = new Map<string, PathEdge>();
  for (const { risk, hops } of ways) {
    for (const [index, [to]] of hops.entries()) {
      const [from] = hops[index - 1] ?? [to];
      if (from === to) continue;
      const key = JSON.stringify([from, to]);
      const known = edges.get(key);
      const consequence = worstConsequence(known === undefined ? [risk] : [known, risk]);
      edges.set(key, { from, to, consequence });
    }
  }
  return [...edges.values()];
}
