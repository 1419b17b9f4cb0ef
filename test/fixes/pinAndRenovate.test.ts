import * as assert from 'node:assert/strict';
import { editsOf, selectedText } from '../support/applyFix';
import { applied, itStaysFormatted, offeredFix } from './fixing';
import type { Files } from './moduleInMemory';

/**
 * What Renovate's documentation gives to its custom manager. Source: renovatebot/renovate at 05f85bd,
 * lib/modules/datasource/aws-machine-image/readme.md, `matchStrings`.
 */
const renovateExpression =
  /.*amiFilter=(?<packageName>.*?)\n(.*currentImageName=(?<currentDigest>.*?)\n)?(.*\n)?.*?(?<depName>[a-zA-Z0-9-_:]*)[ ]*?[:|=][ ]*?["|']?(?<currentValue>ami-[a-z0-9]{17})["|']?.*/;

const id = 'ami-0123456789abcdef0';

const state = (ami: string) => ({
  'terraform.tfstate': JSON.stringify({
    version: 4,
    resources: [{ mode: 'managed', type: 'aws_instance', name: 'web', instances: [{ attributes: { ami } }] }],
  }),
});

const resource = (...lines: readonly string[]) =>
  ['resource "aws_instance" "web" {', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');

const image = (...lines: readonly string[]) =>
  ['data "aws_ami" "own" {', '  most_recent = true', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');

const simple = resource('ami = data.aws_ami.own.id');

/** What Renovate makes of the text: the filter that it asks with, and the value that it replaces. */
function seenByRenovate(text: string): {
  readonly asked: unknown;
  readonly name: string;
  readonly value: string;
} {
  const groups = renovateExpression.exec(text)?.groups;
  assert.ok(groups, text);
  const { packageName = '', depName = '', currentValue = '' } = groups;
  return { asked: JSON.parse(packageName) as unknown, name: depName, value: currentValue };
}

const canonical = 'owners = ["099720109477"]';
const named = ['filter {', '  name   = "name"', '  values = ["ubuntu-*-24.04-*"]', '}'];

const fixed = (files: Files, attribute?: string) =>
  applied('pin-and-renovate', { 'data.tf': '', 'main.tf': simple, ...files }, attribute);

describe('pin-and-renovate', () => {
  it('leaves a comment that Renovate matches, directly above the deployed value', async () => {
    const { text, fix } = await fixed({
      'image.tf': image(canonical, '', ...named),
      'provider.tf': 'provider "aws" {\n  region = "eu-central-1"\n}\n',
      ...state(id),
    });
    const filter =
      '[{"Name":"owner-id","Values":["099720109477"]},{"Name":"name","Values":["ubuntu-*-24.04-*"]},{"region":"eu-central-1"}]';
    assert.equal(text, resource(`# amiFilter=${filter}`, `ami = "${id}"`));
    assert.deepEqual(seenByRenovate(text), { asked: JSON.parse(filter) as unknown, name: 'ami', value: id });
    assert.equal(fix.title, `Pin ami to ${id} (deployed now), and have Renovate update it`);
    assert.equal(fix.applicability, 'needs-review');
  });

  const carried: readonly (readonly [owners: string, filters: readonly object[]])[] = [
    ['owners = ["amazon"]', [{ Name: 'owner-alias', Values: ['amazon'] }]],
    [
      'owners = ["aws-marketplace", "amazon"]',
      [{ Name: 'owner-alias', Values: ['aws-marketplace', 'amazon'] }],
    ],
    [
      'owners = ["099720109477", "137112412989"]',
      [{ Name: 'owner-id', Values: ['099720109477', '137112412989'] }],
    ],
    ['owners = null', []],
  ];
  for (const [owners, filters] of carried) {
    it(`asks as the data source does with ${owners}, and leaves out a region that is not known`, async () => {
      const { text } = await fixed(
        {
          'image.tf': image(owners, '', ...named),
          'provider.tf': 'provider "aws" {\n  region = var.region\n}\nvariable "region" {}\n',
          ...state(id),
        },
        'ami',
      );
      const asked = [...filters, { Name: 'name', Values: ['ubuntu-*-24.04-*'] }];
      assert.deepEqual(seenByRenovate(text).asked, asked);
    });
  }

  it('leaves the value to be typed where it is not known, and is matched once it is', async () => {
    const { text, fix } = await fixed({ 'image.tf': image(canonical) });
    assert.equal(selectedText(editsOf(fix)), 'ami-REPLACE_ME');
    assert.equal(seenByRenovate(text.replace('ami-REPLACE_ME', id)).value, id);
  });

  it('parts what the new line parts', async () => {
    const before = resource(
      'instance_type           = "t2.micro"                     # small',
      'disable_api_termination = true                           # safe',
      'ami                     = data.aws_ami.own.id            # newest',
      'key_name                = "a-name-of-some-length-in-all" # ours',
    );
    const after = resource(
      'instance_type           = "t2.micro" # small',
      'disable_api_termination = true       # safe',
      '# amiFilter=[{"Name":"owner-id","Values":["099720109477"]}]',
      `ami      = "${id}"        # newest`,
      'key_name = "a-name-of-some-length-in-all" # ours',
    );
    const files = { 'image.tf': image(canonical), ...state(id) };
    const { text } = await fixed({ ...files, 'main.tf': before });
    assert.equal(text, after);
  });

  it('helps in a module call', async () => {
    const { files } = await fixed({
      'main.tf': `${image(canonical)}module "app" {\n  source = "./app"\n  image  = data.aws_ami.own.id\n}\n`,
      'app/main.tf': `${resource('ami = var.image')}variable "image" {}\n`,
    });
    assert.match(
      files['main.tf'] ?? '',
      /^ {2}source = ".\/app"\n {2}# amiFilter=\[.*\]\n {2}image = "ami-REPLACE_ME"\n\}$/m,
    );
  });

  it('helps in a nested block', async () => {
    const type = 'aws_spot_fleet_request';
    const before = `resource "${type}" "web" {\n  launch_specification {\n    ami = data.aws_ami.own.id\n  }\n}\n`;
    const { text } = await fixed({ 'main.tf': before, 'image.tf': image(canonical) });
    assert.match(text, /^ {4}# amiFilter=\[.*\]\n {4}ami = "ami-REPLACE_ME"$/m);
  });

  const notCarried: readonly (readonly [lines: readonly string[], reason: RegExp])[] = [
    [['owners = ["self"]'], /Renovate cannot search by the owner "self", as data\.aws_ami\.own does\./],
    [['owners = ["amazon", "099720109477"]'], /by the owner "amazon" or "099720109477"/],
    [[canonical, 'name_regex = "^ubuntu"'], /by `name_regex`/],
    [[canonical, 'executable_users = ["self"]'], /by `executable_users`/],
    [[canonical, 'include_deprecated = true'], /by `include_deprecated`/],
    [
      [canonical, 'filter {', '  name   = "tag:Team"', '  values = [var.team]', '}'],
      /`values` of a filter of data\.aws_ami\.own depends on var\.team/,
    ],
  ];
  for (const [lines, reason] of notCarried) {
    it(`says that it cannot carry over ${lines.join(' ')}`, async () => {
      const files = { 'data.tf': '', 'main.tf': simple, ...state(id) };
      const fix = await offeredFix('pin-and-renovate', {
        ...files,
        'image.tf': `${image(...lines)}variable "team" {}\n`,
      });
      assert.equal(fix?.applicability, 'by-hand');
      assert.deepEqual(fix.files, []);
      assert.match(fix.guidance ?? '', reason);
    });
  }

  const silent: readonly (readonly [when: string, files: Files])[] = [
    ['lines end in CRLF', { 'main.tf': simple.replaceAll('\n', '\r\n') }],
    [
      'it is JSON',
      {
        'main.tf': '',
        'main.tf.json': JSON.stringify({
          resource: { aws_instance: { web: { ami: '${data.aws_ami.own.id}' } } },
        }),
      },
    ],
    ['the value is one of several lines', { 'main.tf': resource('ami = (', '  data.aws_ami.own.id', ')') }],
    ['the value is a branch', { 'main.tf': resource('ami = var.x ? "a" : data.aws_ami.own.id') }],
    ['a comment stands between', { 'main.tf': resource('ami /* x */ = data.aws_ami.own.id') }],
    [
      'Renovate has a comment there already',
      { 'main.tf': resource('# amiFilter=[]', 'ami = data.aws_ami.own.id') },
    ],
    ['the deployed id is of the old form', state('ami-01234567')],
    [
      'it is no image',
      {
        'main.tf':
          'data "aws_ebs_snapshot" "s" {\n  most_recent = true\n}\n' +
          resource('ami = data.aws_ebs_snapshot.s.id'),
      },
    ],
  ];
  for (const [when, files] of silent) {
    it(`is not offered where ${when}`, async () => {
      const all = { 'data.tf': '', 'image.tf': image(canonical), 'main.tf': simple, ...files };
      assert.equal(await offeredFix('pin-and-renovate', all), undefined);
    });
  }

  itStaysFormatted();
});
