import assert from 'node:assert/strict';
import { rootOf } from '../../client/src/paths/rootOf';
import { emptyReason } from '../../client/src/tree/emptyReason';
import { filterRisks, filterShowing, isFiltering, noFilter, readFilter } from '../../client/src/tree/filter';
import { groupRisks } from '../../client/src/tree/groups';
import { at, live, riskOf } from './risks';

const roots = [
  { uri: 'file:///w/test', name: 'test' },
  { uri: live, name: 'live' },
];

describe('The tree of the risks', () => {
  it('groups by root module and resource, and counts', () => {
    const tree = groupRisks([
      riskOf('aws_instance.a', 1, ['data.aws_ami.x@0']),
      riskOf('aws_instance.a', 2, ['data.aws_ami.y@0'], { severity: 'error', consequence: 'data-loss' }),
      riskOf('aws_instance.b', 3, ['data.aws_ami.x@0'], { roots }),
    ]);
    const lines = tree.flatMap(({ name, count, resources }) => [
      `${name} ${String(count)}`,
      ...resources.map(
        ({ address, severity, consequence, findings }) =>
          `  ${address} ${severity} ${consequence} ${String(findings.length)}`,
      ),
    ]);
    assert.deepEqual(lines, [
      'live 3',
      '  aws_instance.a error data-loss 2',
      '  aws_instance.b warning rebuild 1',
      'test 1',
      '  aws_instance.b warning rebuild 1',
    ]);
  });

  it('names a resource from the root where one call leads to it, and its callers where several do', () => {
    const called = (...callers: readonly string[]): readonly unknown[] =>
      groupRisks([riskOf('aws_instance.this', 1, ['var.i@0'], { callers })]).flatMap(({ resources }) =>
        resources.map((resource) => [resource.address, resource.callers]),
      );
    assert.deepEqual(called('module.web'), [['module.web.aws_instance.this', []]]);
    assert.deepEqual(called('module.web', 'module.db'), [['aws_instance.this', ['module.db', 'module.web']]]);
  });

  it('keeps resources of one address in two modules apart', () => {
    const risks = ['a/main.tf', 'b/main.tf'].map((file, index) =>
      riskOf('aws_instance.this', 1, ['var.i@0'], { id: String(index), place: at(1, file) }),
    );
    assert.equal(groupRisks(risks)[0]?.resources.length, 2);
  });

  it('has ids that are unique, and stay the same when lines move', () => {
    const ids = (line: number): readonly string[] =>
      groupRisks([
        riskOf('aws_instance.a', line, ['data.aws_ami.x@0'], { roots }),
        riskOf('aws_instance.b', line + 1, ['data.aws_ami.x@0'], { roots }),
      ]).flatMap(({ id, resources }) => [
        id,
        ...resources.flatMap((resource) => [resource.id, ...resource.findings.map((finding) => finding.id)]),
      ]);
    assert.equal(new Set(ids(1)).size, 10);
    assert.deepEqual(ids(1), ids(40));
  });

  it('says why it is empty', () => {
    const counts = { findings: 0, notes: 0, files: 3, modules: 1 };
    const ready = { state: 'ready', ...counts } as const;
    const found = [riskOf('aws_instance.a', 1, ['data.aws_ami.x@0'])];
    const reasons = [
      emptyReason({ status: { state: 'starting' }, risks: undefined }, true),
      emptyReason({ status: { state: 'analysing', ...counts }, risks: undefined }, true),
      emptyReason({ status: { state: 'stopped', reason: '' }, risks: undefined }, true),
      emptyReason({ status: ready, risks: [] }, true),
      emptyReason({ status: { ...ready, files: 0 }, risks: [] }, true),
      emptyReason({ status: { ...ready, files: 0 }, risks: [] }, false),
      emptyReason({ status: ready, risks: found }, true),
    ];
    assert.deepEqual(reasons, [
      'analysing',
      'analysing',
      'stopped',
      'nothing',
      'no-files',
      'no-folder',
      'filtered',
    ]);
  });
});

describe('The filter of the tree', () => {
  const risks = [
    riskOf('aws_ebs_volume.v', 1, ['data.aws_ami.x@0'], { consequence: 'data-loss' }),
    riskOf('aws_instance.a', 2, ['data.aws_ami.x@0']),
    riskOf('null_resource.n', 3, ['data.aws_ami.x@0'], { severity: 'hint', consequence: 'routine' }),
  ];

  it('shows what was chosen, of both kinds', () => {
    const shown = filterRisks(risks, filterShowing(['warning', 'hint'], ['rebuild', 'routine']));
    assert.deepEqual(
      shown.map(({ address }) => address),
      ['aws_instance.a', 'null_resource.n'],
    );
  });

  it('shows all of a kind of which nothing was chosen, and is none when everything is chosen', () => {
    assert.deepEqual(filterRisks(risks, filterShowing([], ['data-loss'])), risks.slice(0, 1));
    const all = filterShowing(['error', 'warning', 'information', 'hint'], []);
    assert.equal(isFiltering(all), false);
    assert.deepEqual(filterRisks(risks, all), risks);
  });

  it('comes back as it was stored, and is none where the store holds something else', () => {
    const filter = filterShowing(['warning'], ['rebuild']);
    assert.deepEqual(readFilter(JSON.parse(JSON.stringify(filter))), filter);
    for (const stored of [undefined, null, 'x', { hiddenSeverities: 'warning' }, { hiddenSeverities: [1] }]) {
      assert.deepEqual(readFilter(stored), noFilter);
    }
  });
});

describe('The root module of a document', () => {
  const inModule = riskOf('aws_instance.this', 1, ['data.aws_ami.x@0'], { place: at(1, 'web/main.tf') });

  it('is the one around it, else the one whose paths go through it', () => {
    const ways = [{ root: 'file:///w/test', path: inModule.path }];
    const both = [{ ...inModule, roots: roots.slice(0, 1), ways }, inModule];
    assert.equal(rootOf(both, `${live}/other.tf`), live);
    assert.equal(rootOf(both, `${live}/web/main.tf`), 'file:///w/test');
    assert.equal(rootOf(both, 'file:///elsewhere/main.tf'), '');
    assert.equal(rootOf(both, undefined), '');
  });
});
