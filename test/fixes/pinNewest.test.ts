import * as assert from 'node:assert/strict';
import type { Fix, ImageQuery } from '../../server/src/analysis/finding';
import { applyEdits, editsOf } from '../support/applyFix';
import { offeredFix } from './fixing';
import { analyse, type Files } from './moduleInMemory';

const resource = 'resource "aws_instance" "web" {\n  ami = data.aws_ami.own.id\n}\n';

const image = (...lines: readonly string[]) =>
  ['data "aws_ami" "own" {', '  most_recent = true', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');

/** The fix for the instance in `main.tf`, whose image is `data.aws_ami.own`. */
async function offered(files: Files): Promise<Fix | undefined> {
  return offeredFix('pin-newest', { 'data.tf': '', 'main.tf': resource, ...files });
}

async function queryOf(files: Files): Promise<ImageQuery | undefined> {
  return (await offered(files))?.lookUp;
}

const everything: ImageQuery = {
  owners: ['self'],
  filters: [],
  executableUsers: [],
  includeDeprecated: false,
};

describe('pin-newest', () => {
  it('asks for what the data source says, and edits nothing before the answer', async () => {
    const fix = await offered({
      'image.tf': image(
        'owners           = ["099720109477", "self"]',
        'executable_users = ["self"]',
        'name_regex       = "^ubuntu-\\\\d+"',
        'include_deprecated = true',
        'filter {',
        '  name   = "name"',
        '  values = ["ubuntu/*", "debian/*"]',
        '}',
        'filter {',
        '  name   = "tag:Number"',
        '  values = [1, true]',
        '}',
      ),
      'provider.tf': 'provider "aws" {\n  region  = "eu-central-1"\n  profile = "work"\n}\n',
    });
    assert.equal(fix?.title, 'Pin ami to the newest image…');
    assert.equal(fix.applicability, 'needs-review');
    assert.deepEqual(fix.files, []);
    assert.deepEqual(fix.lookUp, {
      owners: ['099720109477', 'self'],
      filters: [
        { name: 'name', values: ['ubuntu/*', 'debian/*'] },
        { name: 'tag:Number', values: ['1', 'true'] },
      ],
      executableUsers: ['self'],
      includeDeprecated: true,
      nameRegex: '^ubuntu-\\d+',
      region: 'eu-central-1',
      profile: 'work',
    });
  });

  it('knows values that come through variables, locals and functions', async () => {
    const query = await queryOf({
      'image.tf': image(
        'owners = local.owners',
        'name_regex = ""',
        'filter {',
        '  name   = "name"',
        '  values = [format("%s-*", var.family)]',
        '}',
      ),
      'values.tf':
        'variable "family" {}\nlocals {\n  owners = concat([var.owner], [])\n}\nvariable "owner" {\n  default = "self"\n}\n',
      'terraform.tfvars': 'family = "web"\n',
    });
    assert.deepEqual(query, { ...everything, filters: [{ name: 'name', values: ['web-*'] }] });
  });

  it('reads JSON syntax', async () => {
    const data = {
      data: {
        aws_ami: {
          own: {
            most_recent: true,
            owners: ['self'],
            filter: [{ name: 'name', values: ['web-*'] }],
            provider: 'aws.west',
          },
        },
      },
      provider: { aws: [{ region: 'eu-west-1' }, { alias: 'west', region: 'us-west-2' }] },
    };
    assert.deepEqual(await queryOf({ 'image.tf.json': JSON.stringify(data) }), {
      ...everything,
      filters: [{ name: 'name', values: ['web-*'] }],
      region: 'us-west-2',
    });
  });

  const unknown: readonly (readonly [name: string, lines: readonly string[], reason: RegExp])[] = [
    [
      'owners',
      ['owners = [var.owner]'],
      /`owners` of data\.aws_ami\.own depends on var\.owner, which is not known here\./,
    ],
    ['owners of unknown number', ['owners = var.owner'], /`owners` .* depends on var\.owner/],
    [
      'a filter',
      ['owners = ["self"]', 'filter {', '  name = "name"', '  values = [var.owner]', '}'],
      /`values` of a filter of data\.aws_ami\.own depends on var\.owner/,
    ],
    [
      'a pattern',
      ['owners = ["self"]', 'name_regex = "^${var.owner}"'],
      /`name_regex` .* depends on var\.owner/,
    ],
    [
      'a flag',
      ['owners = ["self"]', 'include_deprecated = var.owner'],
      /`include_deprecated` .* depends on var\.owner/,
    ],
    [
      'what a run decides',
      ['owners = [terraform.workspace]'],
      /`owners` of data\.aws_ami\.own is not known before Terraform runs\./,
    ],
    [
      'generated filters',
      [
        'owners = ["self"]',
        'dynamic "filter" {',
        '  for_each = ["a"]',
        '  content {',
        '    name = "name"',
        '    values = [filter.value]',
        '  }',
        '}',
      ],
      /`filter` of data\.aws_ami\.own is not known/,
    ],
  ];
  for (const [name, lines, reason] of unknown) {
    it(`says why it cannot ask where it does not know ${name}`, async () => {
      const fix = await offered({ 'image.tf': `${image(...lines)}variable "owner" {}\n` });
      assert.equal(fix?.applicability, 'by-hand');
      assert.equal(fix.lookUp, undefined);
      assert.deepEqual(fix.files, []);
      assert.match(fix.guidance ?? '', reason);
    });
  }

  describe('asks in the region', () => {
    const plain = { 'image.tf': image('owners = ["self"]') };
    const regionOf = async (files: Files) => (await queryOf(files))?.region;

    it('of the environment where nothing is said', async () => {
      assert.deepEqual(await queryOf(plain), everything);
    });

    it('of the default configuration', async () => {
      const providers =
        'provider "aws" {\n  alias  = "x"\n  region = "eu-west-1"\n}\nprovider "aws" {\n  region = "eu-west-2"\n}\n';
      assert.equal(await regionOf({ ...plain, 'providers.tf': providers }), 'eu-west-2');
    });

    it('of the configuration that the data source names', async () => {
      const providers =
        'provider "aws" {\n  region = "eu-west-2"\n}\nprovider "aws" {\n  alias  = "x"\n  region = var.region\n}\nvariable "region" {\n  default = "eu-west-1"\n}\n';
      const files = { 'image.tf': image('owners = ["self"]', 'provider = aws.x'), 'providers.tf': providers };
      assert.equal(await regionOf(files), 'eu-west-1');
    });

    it('that the data source itself names', async () => {
      const files = {
        'image.tf': image('owners = ["self"]', 'region = "sa-east-1"'),
        'providers.tf': 'provider "aws" {\n  region = var.unknown\n}\nvariable "unknown" {}\n',
      };
      assert.equal(await regionOf(files), 'sa-east-1');
    });

    it('that a caller hands in', async () => {
      const child = (call: string) => ({
        'main.tf': `module "app" {\n  source = "./app"\n${call}}\nprovider "aws" {\n  region = "eu-west-2"\n}\nprovider "aws" {\n  alias  = "us"\n  region = "us-east-1"\n}\n`,
        'app/main.tf': resource,
      });
      const inherited = { ...child(''), 'app/image.tf': image('owners = ["self"]') };
      assert.equal(await regionOf(inherited), 'eu-west-2');
      const handedIn = { ...inherited, ...child('  providers = {\n    aws = aws.us\n  }\n') };
      assert.equal(await regionOf(handedIn), 'us-east-1');
      const named = {
        ...child('  providers = {\n    aws.other = aws.us\n  }\n'),
        'app/image.tf': image('owners = ["self"]', 'provider = aws.other'),
      };
      assert.equal(await regionOf(named), 'us-east-1');
    });

    it('of the module that declares the data source', async () => {
      const files = {
        'main.tf':
          'module "images" {\n  source = "./images"\n  providers = {\n    aws = aws.us\n  }\n}\nprovider "aws" {\n  alias  = "us"\n  region = "us-east-1"\n}\nresource "aws_instance" "web" {\n  ami = module.images.id\n}\n',
        'images/main.tf': `${image('owners = ["self"]')}output "id" {\n  value = data.aws_ami.own.id\n}\n`,
      };
      assert.equal(await regionOf(files), 'us-east-1');
    });

    it('and says so where it cannot be known', async () => {
      const providers = 'provider "aws" {\n  region = var.region\n}\nvariable "region" {}\n';
      const fix = await offered({ ...plain, 'providers.tf': providers });
      assert.match(
        fix?.guidance ?? '',
        /`region` of provider\.aws depends on var\.region, which is not known here/,
      );
    });
  });

  it('does not ask for images of an account that the provider takes on', async () => {
    const providers = 'provider "aws" {\n  assume_role {\n    role_arn = "arn:aws:iam::1:role/x"\n  }\n}\n';
    const own = await offered({ 'image.tf': image('owners = ["self"]'), 'providers.tf': providers });
    assert.match(own?.guidance ?? '', /its provider has other credentials than yours/);
    const amazon = await offered({ 'image.tf': image('owners = ["amazon"]'), 'providers.tf': providers });
    assert.deepEqual(amazon?.lookUp?.owners, ['amazon']);
  });

  it('is offered for the id alone', async () => {
    const files = { 'image.tf': image('owners = ["self"]') };
    for (const value of [
      'data.aws_ami.own.name',
      '"${data.aws_ami.own.id}-x"',
      'lower(data.aws_ami.own.id)',
      'data.aws_ebs_snapshot.s.id',
    ]) {
      const snapshots = 'data "aws_ebs_snapshot" "s" {\n  most_recent = true\n}\n';
      const main = `${snapshots}${resource.replace('data.aws_ami.own.id', () => value)}`;
      assert.equal(await offered({ ...files, 'main.tf': main }), undefined, value);
    }
  });

  it('puts the chosen id in place of the reference', async () => {
    const main = resource
      .replace('ami =', 'ami           =')
      .replace('\n}', '\n  instance_type = "t2.micro"\n}');
    const snapshot = await analyse({ 'main.tf': main, 'image.tf': image('owners = ["self"]') });
    const [finding] = snapshot.findings;
    assert.ok(finding);
    const fix = await snapshot.pinnedTo(finding, 'ami-0123456789abcdef0');
    assert.equal(fix?.title, 'Pin ami to ami-0123456789abcdef0');
    assert.equal(
      applyEdits(main, editsOf(fix)),
      main.replace('data.aws_ami.own.id', '"ami-0123456789abcdef0"'),
    );
  });

  it('pins nothing where nothing was looked up', async () => {
    const snapshots = 'data "aws_ebs_snapshot" "s" {\n  most_recent = true\n}\n';
    const main = `${snapshots}${resource.replace('aws_ami.own', 'aws_ebs_snapshot.s')}`;
    const snapshot = await analyse({ 'main.tf': main });
    const [finding] = snapshot.findings;
    assert.ok(finding);
    assert.equal(await snapshot.pinnedTo(finding, 'ami-0123456789abcdef0'), undefined);
  });
});
