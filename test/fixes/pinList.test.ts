import * as assert from 'node:assert/strict';
import { editsOf, selectedText } from '../support/applyFix';
import { applied, itStaysFormatted, offeredFix } from './fixing';

const zones = 'data "aws_availability_zones" "all" {\n}\n';
const names = 'data.aws_availability_zones.all.names';

const subnet = (...lines: readonly string[]) => ['resource "aws_subnet" "s" {', ...lines, '}', ''].join('\n');

interface Deployed {
  readonly index_key?: string | number;
  readonly attributes: object;
}

const state = (listed: readonly string[], instances: readonly Deployed[] = [], more: object = {}) =>
  JSON.stringify({
    version: 4,
    resources: [
      {
        mode: 'data',
        type: 'aws_availability_zones',
        name: 'all',
        instances: [{ attributes: { names: listed } }],
      },
      { mode: 'managed', type: 'aws_subnet', name: 's', instances, ...more },
    ],
  });

const inZones = (...all: readonly string[]): readonly Deployed[] =>
  all.map((availability_zone, index_key) => ({ index_key, attributes: { availability_zone } }));

const attribute = 'availability_zone';

describe('pin-list with a state', () => {
  const cases: readonly { readonly when: string; readonly before: string; readonly after: string }[] = [
    {
      when: 'the index of the instance picks one',
      before: subnet('  count             = 2', `  availability_zone = ${names}[count.index] # one each`),
      after: subnet('  count             = 2', '  availability_zone = ["a", "b"][count.index] # one each'),
    },
    {
      when: 'element picks one',
      before: subnet('  count             = 2', `  availability_zone = element(${names}, count.index)`),
      after: subnet('  count             = 2', '  availability_zone = element(["a", "b"], count.index)'),
    },
    {
      when: 'it is cut first',
      before: subnet('  count             = 2', `  availability_zone = slice(${names}, 0, 2)[count.index]`),
      after: subnet('  count             = 2', '  availability_zone = ["a", "b"][count.index]'),
    },
    {
      when: 'it comes through a local that others use',
      before: `locals {\n  azs = sort(${names})\n}\n\n${subnet('  count             = 2', '  availability_zone = local.azs[count.index]')}`,
      after: `locals {\n  azs = sort(${names})\n}\n\n${subnet('  count             = 2', '  availability_zone = ["a", "b"][count.index]')}`,
    },
    {
      when: 'a template holds it',
      before: subnet('  count             = 2', `  availability_zone = "\${${names}[count.index]}"`),
      after: subnet('  count             = 2', '  availability_zone = "${["a", "b"][count.index]}"'),
    },
  ];
  for (const { when, before, after } of cases) {
    it(`writes the members out when ${when}`, async () => {
      for (const ending of ['\n', '\r\n']) {
        const files = {
          'zones.tf': zones,
          'main.tf': before.replaceAll('\n', ending),
          'terraform.tfstate': state(['a', 'b'], inZones('a', 'b')),
        };
        const { text, fix } = await applied('pin-list', files, attribute);
        assert.equal(text, after.replaceAll('\n', ending));
        assert.equal(fix.title, 'Write the members of data.aws_availability_zones.all out (deployed now)');
        assert.equal(fix.applicability, 'safe');
      }
    });
  }

  const byIndex = subnet('  count             = 2', `  availability_zone = ${names}[count.index]`);

  it('takes what is deployed where the list has grown at the front', async () => {
    const files = { 'zones.tf': zones, 'main.tf': byIndex };
    const grown = state(['0', 'a', 'b'], inZones('a', 'b'));
    const { text, fix } = await applied('pin-list', { ...files, 'terraform.tfstate': grown }, attribute);
    assert.equal(text, byIndex.replace(names, '["a", "b"]'));
    assert.equal(fix.applicability, 'safe');
  });

  it('is for review where what is deployed is not known to stay', async () => {
    const other = byIndex.replace('[count.index]', '[count.index + 1]');
    for (const [main, instances] of [
      [byIndex, []],
      [byIndex, [{ index_key: 1, attributes: { availability_zone: 'x' } }]],
      [other, inZones('a', 'b')],
    ] as const) {
      const files = { 'zones.tf': zones, 'main.tf': main, 'terraform.tfstate': state(['a', 'b'], instances) };
      const { text, fix } = await applied('pin-list', files, attribute);
      assert.equal(text, main.replace(names, '["a", "b"]'));
      assert.equal(fix.title, 'Write the members of data.aws_availability_zones.all out (last read)');
      assert.equal(fix.applicability, 'needs-review');
    }
  });

  it('edits the call through which the list comes', async () => {
    const module = `variable "azs" {}\n\n${subnet('  count             = 2', '  availability_zone = var.azs[count.index]')}`;
    const call = `module "net" {\n  source = "./net"\n  azs    = slice(${names}, 0, 2)\n}\n`;
    const { text, fix } = await applied(
      'pin-list',
      {
        'zones.tf': zones,
        'main.tf': call,
        'net/main.tf': module,
        'terraform.tfstate': state(['a', 'b', 'c'], inZones('a', 'b'), { module: 'module.net' }),
      },
      attribute,
    );
    assert.equal(text, call.replace(names, '["a", "b", "c"]'));
    assert.equal(fix.applicability, 'safe');
  });

  it('pins which instances there are', async () => {
    for (const [line, instances] of [
      ['for_each = toset(LIST)', ['a', 'b'].map((index_key) => ({ index_key, attributes: {} }))],
      ['count = length(LIST)', inZones('a', 'b')],
    ] as const) {
      const main = subnet(`  ${line.replace('LIST', names)}`);
      const files = { 'zones.tf': zones, 'main.tf': main, 'terraform.tfstate': state(['a', 'b'], instances) };
      const { text, fix } = await applied('pin-list', files);
      assert.equal(text, subnet(`  ${line.replace('LIST', '["a", "b"]')}`));
      assert.equal(fix.applicability, 'safe');
      const fewer = { ...files, 'terraform.tfstate': state(['a', 'b'], instances.slice(1)) };
      assert.equal((await applied('pin-list', fewer)).fix.applicability, 'needs-review');
    }
  });

  it('lays a long list out over lines', async () => {
    const many = ['a', 'b', 'c', 'd'].map((end) => `a-region-with-a-long-name-1${end}`);
    const before = subnet(
      '  count             = 4',
      `  availability_zone = ${names}[count.index] # each`,
      '  vpc_id            = "vpc-1"',
    );
    const after = subnet(
      '  count = 4',
      '  availability_zone = [',
      ...many.map((one) => `    "${one}",`),
      '  ][count.index] # each',
      '  vpc_id = "vpc-1"',
    );
    for (const ending of ['\n', '\r\n']) {
      const files = {
        'zones.tf': zones,
        'main.tf': before.replaceAll('\n', ending),
        'terraform.tfstate': state(many, inZones(...many)),
      };
      const { text } = await applied('pin-list', files, attribute);
      assert.equal(text, after.replaceAll('\n', ending));
    }
  });

  itStaysFormatted();
});

describe('pin-list without a state', () => {
  it('has the members typed in', async () => {
    const main = subnet('  count             = 2', `  availability_zone = ${names}[count.index]`);
    const { text, fix } = await applied('pin-list', { 'zones.tf': zones, 'main.tf': main }, attribute);
    assert.equal(text, main.replace(names, '["REPLACE_ME"]'));
    assert.equal(fix.title, 'Write the members of data.aws_availability_zones.all out…');
    assert.equal(fix.applicability, 'needs-review');
    assert.equal(selectedText(editsOf(fix)), 'REPLACE_ME');
  });

  it('edits JSON, in a text and instead of one', async () => {
    const json = (value: unknown) =>
      JSON.stringify({ resource: { aws_subnet: { s: { count: 2, availability_zone: value } } } });
    const main = json(`\${${names}[count.index]}`);
    const { text } = await applied('pin-list', { 'zones.tf': zones, 'main.tf.json': main }, attribute);
    assert.equal(text, json('${["REPLACE_ME"][count.index]}'));
    const each = (value: unknown) => JSON.stringify({ resource: { aws_subnet: { s: { for_each: value } } } });
    const set = { 'zones.tf': zones, 'main.tf.json': each(`\${toset(${names})}`) };
    assert.equal((await applied('pin-list', set)).text, each('${toset(["REPLACE_ME"])}'));
  });

  it('is not offered for the attribute of an object', async () => {
    const main = `data "aws_db_instances" "all" {\n}\n\nresource "aws_instance" "w" {\n  ami = data.aws_db_instances.all.tags["image"]\n}\n`;
    assert.equal(await offeredFix('pin-list', { 'main.tf': main }), undefined);
  });

  itStaysFormatted();
});
