import assert from 'node:assert/strict';
import type { DeployedInstance } from '../../server/src/fixes/state/deployedState';
import { valueOf } from '../../server/src/fixes/state/deployedValue';
import { readState } from '../../server/src/fixes/state/readState';
import { hasTerraform } from '../terraform/run/command';
import { deploy } from './deployedInTerraform';

function instancesIn(text: string): readonly DeployedInstance[] {
  const reading = readState(text);
  assert.ok('state' in reading, 'it is a state');
  return reading.state.instances;
}

/** `module.web["a"].terraform_data.x[0]` */
function addressOf({ modules, type, name, key }: DeployedInstance): string {
  const keyed = (text: string, of: string | number | undefined) =>
    of === undefined ? text : `${text}[${JSON.stringify(of)}]`;
  const calls = modules.map((step) => `${keyed(`module.${step.name}`, step.key)}.`);
  return `${calls.join('')}${keyed(`${type}.${name}`, key)}`;
}

describe('a state, in every form that Terraform prints,', () => {
  const main = `
variable "secret" {
  sensitive = true
  default   = "hidden"
}
resource "terraform_data" "keyed" {
  for_each         = { "a.b\\"c[0]" = "x", "\${"$"}{d" = "y" }
  triggers_replace = each.value
}
resource "terraform_data" "counted" {
  count            = 2
  triggers_replace = ["a", count.index, true]
}
resource "terraform_data" "object" {
  triggers_replace = { value = "v", type = "string" }
}
resource "terraform_data" "secret" {
  triggers_replace = var.secret
}
resource "terraform_data" "partly_secret" {
  triggers_replace = { open = "x", hidden = var.secret }
}
resource "terraform_data" "secret_in_list" {
  triggers_replace = ["x", var.secret]
}
module "web" {
  source   = "./web"
  for_each = { "k.1" = 1 }
}
`;
  const files = {
    'main.tf': main,
    'web/main.tf': 'module "inner" {\n  source = "./inner"\n  count  = 1\n}\n',
    'web/inner/main.tf': 'resource "terraform_data" "deep" {\n  triggers_replace = "z"\n}\n',
  };
  const expected: Readonly<Record<string, unknown>> = {
    'module.web["k.1"].module.inner[0].terraform_data.deep': 'z',
    'terraform_data.counted[0]': ['a', 0, true],
    'terraform_data.counted[1]': ['a', 1, true],
    'terraform_data.keyed["${d"]': 'y',
    'terraform_data.keyed["a.b\\"c[0]"]': 'x',
    'terraform_data.object': { value: 'v', type: 'string' },
    'terraform_data.partly_secret': undefined,
    'terraform_data.secret': undefined,
    'terraform_data.secret_in_list': undefined,
  };

  it('has the same instances and values, tainted ones too, and nothing that is sensitive', async function () {
    if (!hasTerraform()) return this.skip();
    const printed = await deploy(files, files, async (terraform) => {
      assert.ok((await terraform.taint('terraform_data.counted[1]')).isSuccess);
    });
    for (const form of [printed.file, printed.shown, printed.plan]) {
      const values = instancesIn(form).map((instance) => [
        addressOf(instance),
        valueOf(instance, 'triggers_replace'),
      ]);
      assert.deepEqual(Object.fromEntries(values), expected);
      assert.equal(values.length, Object.keys(expected).length);
    }
  }).timeout(60_000);

  it('of a plan counts what is there, and not what is planned', async function () {
    if (!hasTerraform()) return this.skip();
    const data = (value: string, more = '') =>
      `resource "terraform_data" "a" {\n  triggers_replace = "${value}"\n}\n${more}`;
    const added = 'resource "terraform_data" "b" {}\n';
    const { plan } = await deploy({ 'main.tf': data('now') }, { 'main.tf': data('later', added) });
    const [instance, ...others] = instancesIn(plan);
    assert.deepEqual(others, []);
    assert.equal(instance && valueOf(instance, 'triggers_replace'), 'now');
  }).timeout(60_000);

  it('is empty before anything is there', async function () {
    if (!hasTerraform()) return this.skip();
    const { shown, plan } = await deploy(
      { 'main.tf': '' },
      { 'main.tf': 'resource "terraform_data" "a" {}\n' },
    );
    assert.deepEqual(instancesIn(shown), []);
    assert.deepEqual(instancesIn(plan), []);
  }).timeout(60_000);

  it('leaves out deposed objects', () => {
    const resource = { mode: 'managed', type: 't', name: 'n' };
    const file = {
      version: 4,
      resources: [{ ...resource, instances: [{ deposed: '0000abcd', attributes: {} }] }],
    };
    const shown = {
      format_version: '1.0',
      values: { root_module: { resources: [{ ...resource, deposed_key: '0000abcd', values: {} }] } },
    };
    for (const form of [file, shown]) assert.deepEqual(instancesIn(JSON.stringify(form)), []);
  });
});

describe('what is no state that can be read', () => {
  const refused: readonly (readonly [text: string, problem: string])[] = [
    ['', 'no-json'],
    ['PK\u0003\u0004', 'no-json'],
    ['{"version": 4', 'no-json'],
    ['[]', 'no-state'],
    ['null', 'no-state'],
    ['{}', 'no-state'],
    ['{"version": "4"}', 'no-state'],
    ['{"version": 3, "modules": []}', 'other-format'],
    ['{"version": 5}', 'other-format'],
    ['{"meta": {}, "encrypted_data": "AAAA", "encryption_version": "v0"}', 'encrypted'],
    ['{"serial": 1, "lineage": "x", "meta": {}, "encrypted_data": "AAAA"}', 'encrypted'],
    [' '.repeat(64 * 1024 * 1024 + 1), 'too-large'],
  ];
  for (const [text, problem] of refused) {
    it(`says so: ${problem} (${text.slice(0, 30).trim()})`, () => {
      assert.deepEqual(readState(text), { problem });
    });
  }

  it('may be of any shape without harm', () => {
    const shapes = [null, [], {}, 'x', 3, [null], [[]], [{}], { values: null }];
    for (const shape of shapes) {
      for (const content of [
        { version: 4, resources: shape },
        { version: 4, resources: [{ module: shape, instances: shape }] },
        { version: 4, resources: [{ instances: [{ attributes: shape, sensitive_attributes: shape }] }] },
        { format_version: '1.2', values: shape, prior_state: shape },
        { format_version: '1.2', planned_values: {}, prior_state: shape },
        { format_version: '1.0', values: { root_module: shape } },
        { format_version: '1.0', values: { root_module: { resources: shape, child_modules: shape } } },
        {
          format_version: '1.0',
          values: { root_module: { child_modules: [{ address: shape, resources: [{}] }] } },
        },
      ]) {
        assert.ok('state' in readState(JSON.stringify(content)));
      }
    }
  });
});
