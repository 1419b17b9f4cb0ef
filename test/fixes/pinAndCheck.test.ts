import * as assert from 'node:assert/strict';
import { editsOf, selectedText } from '../support/applyFix';
import { applied, driftingData, itStaysFormatted, offeredFix } from './fixing';
import type { Files } from './moduleInMemory';

const reference = 'data.aws_ami.linux.id';
const id = 'ami-0123456789abcdef0';

const resource = (...lines: readonly string[]) =>
  ['resource "aws_instance" "web" {', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');

const simple = resource(`ami           = ${reference} # newest`, 'instance_type = "t2.micro"');
const pinned = simple.replace(reference, `"${id}"`);

const state = (attributes: object, more: object = {}) => ({
  'terraform.tfstate': JSON.stringify({
    version: 4,
    resources: [{ mode: 'managed', type: 'aws_instance', name: 'web', ...more, instances: [{ attributes }] }],
  }),
});

const check = (name: string, condition: string, message: string) =>
  [
    `check "${name}" {`,
    '  assert {',
    `    condition     = ${condition}`,
    `    error_message = "${message}"`,
    '  }',
    '}',
    '',
  ].join('\n');

const ofInstance = check(
  'aws_instance_web_ami_is_newest',
  `aws_instance.web.ami == ${reference}`,
  `aws_instance.web.ami is pinned, and ${reference} is another one by now.`,
);

const fixed = (files: Files, attribute?: string) => applied('pin-and-check', files, attribute);

describe('pin-and-check', () => {
  it('pins to the deployed value, and compares the argument with the data source', async () => {
    const { text, fix } = await fixed({ 'main.tf': simple, ...state({ ami: id }) });
    assert.equal(text, `${pinned}\n${ofInstance}`);
    assert.equal(fix.title, `Pin ami to ${id} (deployed now), and warn in plans when there is a newer one`);
    assert.equal(fix.applicability, 'needs-review');
  });

  it('leaves the value to be typed where it is not known', async () => {
    const { text, fix } = await fixed({ 'main.tf': simple });
    assert.equal(text, `${simple.replace(reference, '"ami-REPLACE_ME"')}\n${ofInstance}`);
    assert.equal(selectedText(editsOf(fix)), 'ami-REPLACE_ME');
  });

  it('keeps to the lines around', async () => {
    const after = `${pinned}\n${ofInstance}`;
    for (const [before, expected] of [
      [`${simple}\n# more\n`, `${after}\n# more\n`],
      [`${simple}locals {}\n`, `${after}\nlocals {}\n`],
      [simple.trimEnd(), after.trimEnd()],
      [simple.replace('\n}\n', '\n} # end\n'), after.replace('micro"\n}\n', 'micro"\n} # end\n')],
      [simple.replaceAll('\n', '\r\n'), after.replaceAll('\n', '\r\n')],
      [
        `resource "aws_instance" "web" { ami = "\${${reference}}" }\n`,
        `resource "aws_instance" "web" { ami = "${id}" }\n\n${ofInstance}`,
      ],
    ] as const) {
      const { text } = await fixed({ 'main.tf': before, ...state({ ami: id }) });
      assert.equal(text, expected);
    }
  });

  it('holds for all instances', async () => {
    for (const repetition of ['count = 2', 'for_each = toset(["a", "b"])']) {
      const before = resource(repetition, '', `ami = ${reference}`);
      const { text } = await fixed({ 'main.tf': before });
      const condition = `alltrue([for instance in aws_instance.web : instance.ami == ${reference}])`;
      assert.ok(text.includes(`condition     = ${condition}\n`), text);
    }
  });

  it('refers to the data source as the argument does', async () => {
    const locals = `locals {\n  image = ${reference}\n}\n`;
    const { text } = await fixed({ 'main.tf': resource('ami = local.image'), 'locals.tf': locals });
    assert.match(text, /condition {5}= aws_instance\.web\.ami == local\.image\n/);
    const data = driftingData.replace('"linux" {', '"linux" {\n  for_each    = { "a\\"b" = 1, c = 2 }');
    const { text: other } = await fixed({
      'data.tf': data,
      'main.tf': resource('ami = data.aws_ami.linux["c"].id'),
    });
    assert.match(other, /condition {5}= aws_instance\.web\.ami == data\.aws_ami\.linux\["c"\]\.id\n/);
    assert.match(other, /error_message = ".* data\.aws_ami\.linux\[\\"c\\"\]\.id is another one by now\."\n/);
  });

  it('compares with the value itself in a module call', async () => {
    const call = (value: string) => `module "app" {\n  source = "./app"\n  image  = ${value}\n}\n`;
    const files = {
      'main.tf': call(reference),
      'app/main.tf': `${resource('ami = var.image')}variable "image" {}\n`,
    };
    const { text } = await fixed({ ...files, ...state({ ami: id }, { module: 'module.app' }) });
    const expected = check(
      'module_app_image_is_newest',
      `"${id}" == ${reference}`,
      `module.app.image is pinned, and ${reference} is another one by now.`,
    );
    assert.equal(text, `${call(`"${id}"`)}\n${expected}`);
    assert.equal(await offeredFix('pin-and-check', files), undefined);
  });

  it('compares with the value itself in a nested block, and in a part of an argument', async () => {
    const block = (value: string) =>
      resource('ebs_block_device {', '  device_name = "/dev/sdf"', `  snapshot_id = ${value}`, '}');
    const snapshot = 'data.aws_ebs_snapshot.backup.id';
    const deployed = state({ ebs_block_device: [{ snapshot_id: 'snap-1' }] });
    const { text } = await fixed({ 'main.tf': block(snapshot), ...deployed });
    const expected = check(
      'aws_instance_web_ebs_block_device_snapshot_id_is_newest',
      `"snap-1" == ${snapshot}`,
      `aws_instance.web.ebs_block_device.snapshot_id is pinned, and ${snapshot} is another one by now.`,
    );
    assert.equal(text, `${block('"snap-1"')}\n${expected}`);
    const conditional = (value: string) => resource(`ami = var.x ? "ami-0" : ${value}`);
    const branch = await fixed({ 'main.tf': conditional(reference), ...state({ ami: id }) });
    assert.match(branch.text, new RegExp(`condition {5}= "${id}" == data`));
  });

  it('leaves a check alone that is there already, and keeps off the name of another one', async () => {
    const withCheck = (text: string) => ({ 'main.tf': simple, 'checks.tf': text, ...state({ ami: id }) });
    const { text } = await fixed(withCheck(`\n${ofInstance}`));
    assert.equal(text, pinned);
    const other = ofInstance.replace('another one', 'no longer');
    assert.equal(await offeredFix('pin-and-check', withCheck(other)), undefined);
  });

  it('is offered where Terraform 1.5 or newer may be used', async () => {
    const versions: Readonly<Record<string, boolean>> = {
      '>= 1.5': true,
      '>= 0.12': true,
      '~> 1.4': true,
      '~> 1': true,
      '~> 1.5.2': true,
      '>= 1.0, < 2.0': true,
      '< 1.5.7': true,
      '<= 1.5': true,
      '!= 1.4.0': true,
      '1.11.4': true,
      'no version': true,
      '< 1.5': false,
      '< 1.5.0': false,
      '<= 1.4.7': false,
      '~> 1.4.0': false,
      '~> 0.14': false,
      '>= 0.12, < 0.13': false,
      '= 1.4.6': false,
      '1.3.9': false,
    };
    for (const [version, isOffered] of Object.entries(versions)) {
      const settings = `terraform {\n  required_version = "${version}"\n}\n`;
      const fix = await offeredFix('pin-and-check', { 'main.tf': simple, 'versions.tf': settings });
      assert.equal(fix !== undefined, isOffered, version);
    }
  });

  it('is not offered where the comparison would not tell a newer one', async () => {
    const parameter = 'data "aws_availability_zones" "all" {}\n';
    for (const main of [
      resource(`ami = lower(${reference})`),
      resource(`ami = "\${${reference}}-x"`),
      resource(`ami = [for one in [${reference}] : one][0]`),
      `${parameter}${resource('availability_zone = data.aws_availability_zones.all.names[0]')}`,
      `${simple.trimEnd()} /* a comment\nof two lines */\n`,
    ]) {
      assert.equal(await offeredFix('pin-and-check', { 'main.tf': main }), undefined, main);
    }
    const json = `{"resource":{"aws_instance":{"web":{"ami":"\${${reference}}"}}}}`;
    assert.equal(await offeredFix('pin-and-check', { 'main.tf.json': json }), undefined);
  });

  itStaysFormatted();
});
