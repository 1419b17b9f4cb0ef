import assert from 'node:assert/strict';
import { pathGraph } from '../../client/src/paths/graph';
import { layOut, type Picture } from '../../client/src/paths/webview/layout';
import { inOrder, neighbour, type NavigationKey } from '../../client/src/paths/webview/navigation';
import { shortened } from '../../client/src/paths/webview/drawing';
import { viewNodes } from './page/views';
import { riskOf } from './risks';

const graph = pathGraph(
  [
    riskOf('aws_instance.a', 10, ['data.aws_ami.x@0', 'local.image@4']),
    riskOf('aws_instance.b', 20, ['data.aws_ami.x@0', 'local.image@4']),
    riskOf('null_resource.n', 30, ['timestamp()@30']),
  ],
  100,
);

function picture(): Picture {
  return layOut(viewNodes(graph), graph.edges, 150);
}

function idOf(label: string): string {
  return graph.nodes.find((node) => node.label === label)?.id ?? '';
}

describe('The picture of the paths', () => {
  it('goes from left to right along every edge, and nothing overlaps', () => {
    const { nodes, edges } = picture();
    const placed = new Map(nodes.map((one) => [one.node.id, one]));
    assert.ok(edges.length > 0);
    for (const { edge } of edges) {
      assert.ok((placed.get(edge.from)?.x ?? NaN) < (placed.get(edge.to)?.x ?? NaN));
    }
    for (const one of nodes) {
      for (const other of nodes) {
        const apart = Math.abs(one.x - other.x) >= 150 || Math.abs(one.y - other.y) >= one.height;
        assert.ok(one === other || apart, `${one.node.label} lies on ${other.node.label}`);
      }
    }
  });

  it('is walked through with keys', () => {
    const laidOut = picture();
    const walk = (from: string, ...keys: readonly NavigationKey[]): string | undefined => {
      const id = keys.reduce((at, key) => neighbour(laidOut, at, key), idOf(from));
      return graph.nodes.find((node) => node.id === id)?.label;
    };
    assert.equal(walk('data.aws_ami.x', 'ArrowRight'), 'local.image');
    assert.equal(walk('aws_instance.a.ami', 'ArrowLeft', 'ArrowLeft'), 'data.aws_ami.x');
    assert.equal(walk('data.aws_ami.x', 'ArrowLeft'), 'data.aws_ami.x');
    const arguments_ = ['aws_instance.a.ami', 'aws_instance.b.ami'];
    const first = walk('local.image', 'ArrowRight') ?? '';
    assert.ok(arguments_.includes(first));
    const sideways = [walk(first, 'ArrowDown'), walk(first, 'ArrowUp')];
    assert.ok(sideways.some((label) => label !== first && arguments_.includes(label ?? '')));
    const [top] = inOrder(laidOut.nodes);
    assert.equal(walk('local.image', 'Home'), top?.node.label);
    assert.notEqual(walk('local.image', 'End'), walk('local.image', 'Home'));
  });

  it('shortens addresses in the middle, to the room there is', () => {
    const measure = { width: (text: string) => text.length };
    assert.equal(shortened('short', 10, measure), 'short');
    assert.equal(shortened('module.network.aws_instance.web', 11, measure), 'modul…e.web');
    assert.equal(shortened('anything', 1, measure), '…');
  });

  it('stands empty and crowded graphs', () => {
    assert.deepEqual(layOut([], [], 150).nodes, []);
    const many = Array.from({ length: 120 }, (_, index) =>
      riskOf(`aws_instance.i${String(index)}`, index, ['data.aws_ami.x@0', `local.l${String(index % 7)}@4`]),
    );
    const crowd = pathGraph(many, 250);
    assert.equal(layOut(viewNodes(crowd), crowd.edges, 150).nodes.length, 128);
  });
});
