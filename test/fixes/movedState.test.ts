import assert from 'node:assert/strict';
import { stateOfInstances, type DeployedInstance } from '../../server/src/fixes/state/deployedState';
import { withMoves, type ModuleMove } from '../../server/src/fixes/state/movedState';
import { readState } from '../../server/src/fixes/state/readState';
import { labelCounts } from '../../server/src/modules/fileKinds';
import { readMove } from '../../server/src/modules/moves';
import { syntax } from '../support/engine';
import { hasTerraform } from '../terraform/run/command';
import { deploy, type Configuration } from './deployedInTerraform';

/** A configuration before and after; where a module lies says through which calls it is reached. */
interface Case {
  readonly what: string;
  readonly before: Configuration;
  readonly after: Configuration;
}

const data = (name: string, more = '') => `resource "terraform_data" "${name}" {\n${more}\n}\n`;
const call = (name: string, source: string, more = '') =>
  `module "${name}" {\n  source = "./${source}"\n${more}\n}\n`;
const moved = (from: string, to: string) => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
const keys = (...names: readonly string[]) => `for_each = toset(${JSON.stringify(names)})`;

const cases: readonly Case[] = [
  {
    what: 'a resource with its keys',
    before: { 'main.tf': data('a', 'count = 2') + data('x', keys('k')) },
    after: {
      'main.tf':
        data('b', 'count = 2') +
        data('y', keys('k')) +
        moved('terraform_data.a', 'terraform_data.b') +
        moved('terraform_data.x', 'terraform_data.y'),
    },
  },
  {
    what: 'one instance, to a key and from a key',
    before: { 'main.tf': data('a') + data('x', keys('k', 'l')) },
    after: {
      'main.tf':
        data('b', keys('k')) +
        data('x', keys('l')) +
        data('y') +
        moved('terraform_data.a', 'terraform_data.b["k"]') +
        moved('terraform_data.x["k"]', 'terraform_data.y'),
    },
  },
  {
    what: 'a resource several times',
    before: { 'main.tf': data('a') },
    after: {
      'main.tf':
        data('c') +
        moved('terraform_data.b', 'terraform_data.c') +
        moved('terraform_data.a', 'terraform_data.b'),
    },
  },
  {
    what: 'a module with all that is in it',
    before: {
      'main.tf': call('one', 'm') + call('many', 'm', keys('x', 'y')),
      'm/main.tf': data('a') + call('inner', 'n'),
      'm/n/main.tf': data('deep'),
    },
    after: {
      'main.tf':
        call('two', 'm', keys('z')) +
        call('more', 'm', keys('x', 'y')) +
        moved('module.one', 'module.two["z"]') +
        moved('module.many', 'module.more'),
      'm/main.tf': data('a') + call('inner', 'n'),
      'm/n/main.tf': data('deep'),
    },
  },
  {
    what: 'what called modules say, below a module that moved too',
    before: {
      'main.tf': call('m', 'm', keys('x')),
      'm/main.tf': data('a') + call('n', 'n'),
      'm/n/main.tf': data('deep'),
    },
    after: {
      'main.tf': call('mm', 'm', keys('x')) + moved('module.m', 'module.mm'),
      'm/main.tf':
        data('b') +
        call('nn', 'n') +
        moved('terraform_data.a', 'terraform_data.b') +
        moved('module.n', 'module.nn'),
      'm/n/main.tf': data('deep'),
    },
  },
  {
    what: 'a resource into a module, and out of an instance of one',
    before: { 'main.tf': data('a') + call('m', 'm', keys('x', 'y')), 'm/main.tf': data('b') },
    after: {
      'main.tf':
        data('c') +
        call('m', 'm', keys('y')) +
        call('o', 'o') +
        moved('terraform_data.a', 'module.o.terraform_data.a') +
        moved('module.m["x"].terraform_data.b', 'terraform_data.c'),
      'm/main.tf': data('b'),
      'o/main.tf': data('a'),
    },
  },
  {
    what: 'nothing that another block means',
    before: { 'main.tf': data('a', 'count = 2') + call('m', 'm', keys('x')), 'm/main.tf': data('a') },
    after: {
      'main.tf':
        data('a', 'count = 2') +
        data('b') +
        call('m', 'm', keys('x')) +
        moved('terraform_data.a[5]', 'terraform_data.b') +
        moved('module.m.terraform_data.a', 'terraform_data.c') +
        data('c'),
      'm/main.tf': data('a'),
    },
  },
];

/** The `moved` blocks of a configuration in which every call has the name that `modules` gives its directory. */
async function movesOf(files: Configuration): Promise<readonly ModuleMove[]> {
  const reader = await syntax();
  const sources = new Map<string, string[][]>([['', [[]]]]);
  const moves: ModuleMove[] = [];
  const byDepth = Object.entries(files).sort(([a], [b]) => a.split('/').length - b.split('/').length);
  for (const [name, text] of byDepth) {
    const directory = name.split('/').slice(0, -1).join('/');
    const { blocks } = reader.readHcl(text);
    for (const module of sources.get(directory) ?? []) {
      for (const block of blocks) {
        const move = block.type === 'moved' ? readMove(block) : undefined;
        if (move !== undefined) moves.push({ ...move, module });
        if (block.type !== 'module') continue;
        const source = block.body.attributes.find((attribute) => attribute.name === 'source')?.value;
        const path = source?.kind === 'literal' ? String(source.value).slice(2) : '';
        const target = directory === '' ? path : `${directory}/${path}`;
        const known = sources.get(target) ?? [];
        sources.set(target, [...known, [...module, block.labels[0] ?? '']]);
      }
    }
  }
  return moves;
}

function addressesOf(instances: readonly DeployedInstance[]): readonly string[] {
  return instances
    .map(({ modules, type, name, key }) => JSON.stringify([modules, type, name, key ?? null]))
    .sort();
}

describe('moved blocks', () => {
  for (const { what, before, after } of cases) {
    it(`move ${what}, as Terraform does it`, async function () {
      if (!hasTerraform()) return this.skip();
      const { file, plan } = await deploy(before, after);
      const [old, planned] = [readState(file), readState(plan)];
      assert.ok('state' in old && 'state' in planned);
      const moves = await movesOf(after);
      assert.ok(moves.length > 0);
      // The state that a plan begins with is the one after the moves.
      assert.deepEqual(
        addressesOf(withMoves(old.state, moves).instances),
        addressesOf(planned.state.instances),
      );
    }).timeout(60_000);
  }

  const instance = (name: string, attributes = {}): DeployedInstance => ({
    modules: [],
    mode: 'managed',
    type: 'aws_instance',
    name,
    key: undefined,
    attributes,
    sensitive: [],
  });

  async function moveIn(text: string): Promise<readonly ModuleMove[]> {
    const { blocks } = (await syntax()).readJson(text, labelCounts);
    return blocks.flatMap((block) => readMove(block) ?? []).map((move) => ({ ...move, module: [] }));
  }

  it('are read in JSON syntax', async () => {
    const moves = await moveIn(
      '{"moved": [{"from": "aws_instance.a", "to": "module.m[\\"k\\"].aws_instance.b[0]"}]}',
    );
    const [only] = withMoves(stateOfInstances([instance('a')]), moves).instances;
    assert.deepEqual([only?.modules, only?.name, only?.key], [[{ name: 'm', key: 'k' }], 'b', 0]);
  });

  it('leave the place to what is there already', async () => {
    const moves = await moveIn('{"moved": {"from": "aws_instance.a", "to": "aws_instance.b"}}');
    for (const instances of [
      [instance('a', { ami: 'old' }), instance('b', { ami: 'there' })],
      [instance('b', { ami: 'there' }), instance('a', { ami: 'old' })],
    ]) {
      const [only, ...others] = withMoves(stateOfInstances(instances), moves).instancesOf('aws_instance.b');
      assert.deepEqual(others, []);
      assert.equal(only?.attributes['ami'], 'there');
    }
  });

  it('carry no values over to another type', async () => {
    const moves = await moveIn('{"moved": {"from": "aws_instance.a", "to": "other_instance.a"}}');
    const state = withMoves(stateOfInstances([instance('a', { ami: 'x' })]), moves);
    assert.deepEqual(state.instancesOf('other_instance.a')[0]?.attributes, {});
  });

  it('end where they lead in a circle, and say nothing where they are none', async () => {
    const circle = await moveIn(
      '{"moved": [{"from": "aws_instance.a", "to": "aws_instance.b"}, {"from": "aws_instance.b", "to": "aws_instance.a"}]}',
    );
    assert.equal(withMoves(stateOfInstances([instance('a')]), circle).instances.length, 1);
    for (const [from, to] of [
      ['aws_instance.a', 'module.b'],
      ['aws_instance', 'aws_instance.b'],
      ['module', 'module.b'],
      ['aws_instance.a[', 'aws_instance.b'],
      ['aws_instance.a.id', 'aws_instance.b'],
      ['', ''],
    ]) {
      assert.deepEqual(await moveIn(JSON.stringify({ moved: { from, to } })), [], from);
    }
    assert.deepEqual(await moveIn('{"moved": {"from": 3}}'), []);
  });
});
