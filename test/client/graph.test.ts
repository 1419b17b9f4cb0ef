import assert from 'node:assert/strict';
import { pathGraph, type PathGraph } from '../../client/src/paths/graph';
import { live, riskOf } from './risks';

/** Two instances and a volume on one image: `local.image` is on the way to all of them. */
const shared = ['data.aws_ami.linux@0', 'local.image@4'];
const risks = [
  riskOf('aws_instance.a', 10, shared),
  riskOf('aws_ebs_volume.v', 20, shared, { consequence: 'data-loss' }),
  riskOf('null_resource.n', 30, ['timestamp()@30'], { severity: 'hint', consequence: 'routine' }),
];

/** The same after lines were inserted above. */
const movedHops = ['data.aws_ami.linux@7', 'local.image@11'];
const moved = [
  riskOf('aws_instance.a', 17, movedHops),
  riskOf('aws_ebs_volume.v', 27, movedHops, { consequence: 'data-loss' }),
  riskOf('null_resource.n', 37, ['timestamp()@37'], { severity: 'hint', consequence: 'routine' }),
];

function labels(graph: PathGraph): readonly string[] {
  return graph.nodes.map(({ kind, label, consequence }) => `${kind} ${label} ${consequence}`).sort();
}

function edges({ nodes, edges: all }: PathGraph): readonly string[] {
  const label = (id: string): string => nodes.find((node) => node.id === id)?.label ?? '?';
  return all.map(({ from, to, consequence }) => `${label(from)} > ${label(to)} ${consequence}`).sort();
}

describe('The graph of the paths', () => {
  it('has one node for each place, with the worst that follows from there', () => {
    assert.deepEqual(labels(pathGraph(risks, 100)), [
      'local local.image data-loss',
      'sink aws_ebs_volume.v.ami data-loss',
      'sink aws_instance.a.ami rebuild',
      'sink null_resource.n.ami routine',
      'source data.aws_ami.linux data-loss',
      'source timestamp() routine',
    ]);
  });

  it('has one edge for each step, with the worst that goes along it', () => {
    assert.deepEqual(edges(pathGraph(risks, 100)), [
      'data.aws_ami.linux > local.image data-loss',
      'local.image > aws_ebs_volume.v.ami data-loss',
      'local.image > aws_instance.a.ami rebuild',
      'timestamp() > null_resource.n.ami routine',
    ]);
  });

  it('tells hops apart that have one name and two places', () => {
    const twice = [
      riskOf('null_resource.a', 1, ['timestamp()@1']),
      riskOf('null_resource.b', 2, ['timestamp()@2']),
    ];
    assert.equal(pathGraph(twice, 100).nodes.filter(({ label }) => label === 'timestamp()').length, 2);
  });

  it('keeps the names of its nodes when lines are inserted above', () => {
    const ids = (graph: PathGraph): readonly string[] => graph.nodes.map(({ id }) => id);
    assert.deepEqual(ids(pathGraph(moved, 100)), ids(pathGraph(risks, 100)));
  });

  it('takes what starts one way and is passed by another for a source', () => {
    const chain = [
      riskOf('aws_instance.a', 5, ['data.aws_ami.x@0', 'data.aws_ami.y@2']),
      riskOf('aws_instance.b', 9, ['data.aws_ami.y@2']),
    ];
    for (const order of [chain, [...chain].reverse()]) {
      const y = pathGraph(order, 100).nodes.find(({ label }) => label === 'data.aws_ami.y');
      assert.equal(y?.kind, 'source');
    }
  });

  it('lists the ways, the worst first, each from its source to its argument', () => {
    const { paths, nodes } = pathGraph(risks, 100);
    const labelled = paths.map((path) => path.nodes.map((id) => nodes.find((node) => node.id === id)?.label));
    assert.deepEqual(labelled, [
      ['data.aws_ami.linux', 'local.image', 'aws_ebs_volume.v.ami'],
      ['data.aws_ami.linux', 'local.image', 'aws_instance.a.ami'],
      ['timestamp()', 'null_resource.n.ami'],
    ]);
  });

  it('keeps to its limit by leaving out whole ways, those that matter least', () => {
    const graph = pathGraph(risks, 4);
    assert.deepEqual(labels(graph), [
      'local local.image data-loss',
      'sink aws_ebs_volume.v.ami data-loss',
      'sink aws_instance.a.ami rebuild',
      'source data.aws_ami.linux data-loss',
    ]);
    assert.equal(graph.leftOut, 1);
  });

  it('stands a module that is called in a circle of places', () => {
    const around = riskOf('aws_instance.a', 9, ['data.aws_ami.x@0', 'var.i@2', 'output.o@3', 'var.i@2']);
    const graph = pathGraph([around], 100);
    assert.equal(graph.nodes.length, 4);
    assert.ok(edges(graph).includes('output.o > var.i rebuild'));
  });

  it('has all ways into an argument, or those of one root module', () => {
    const here = riskOf('aws_instance.this', 1, ['data.aws_ami.here@0', 'var.image@2']);
    const there = riskOf('aws_instance.this', 1, ['data.aws_ami.there@5', 'var.image@2']);
    const ways = [...here.ways, { root: 'file:///w/test', path: there.path }];
    const both = { ...here, ways };
    const sources = (graph: PathGraph): readonly string[] =>
      graph.nodes.filter(({ kind }) => kind === 'source').map(({ label }) => label);
    assert.deepEqual(sources(pathGraph([both], 100)), ['data.aws_ami.here', 'data.aws_ami.there']);
    assert.equal(pathGraph([both], 100).nodes.length, 4);
    assert.deepEqual(sources(pathGraph([both], 100, live)), ['data.aws_ami.here']);
    assert.deepEqual(sources(pathGraph([both], 100, 'file:///w/test')), ['data.aws_ami.there']);
  });

  it('is empty where nothing was found', () => {
    assert.deepEqual(pathGraph([], 100), { nodes: [], edges: [], paths: [], leftOut: 0 });
  });
});
