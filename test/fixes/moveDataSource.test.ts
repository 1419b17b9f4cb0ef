import * as assert from 'node:assert/strict';
import { applied, itStaysFormatted, offeredFix } from './fixing';
import type { Files } from './moduleInMemory';

const vpc = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n';

const call = (...lines: readonly string[]) =>
  ['module "net" {', '  source = "./net"', ...lines, '', '  depends_on = [aws_vpc.main]', '}', ''].join('\n');

const lookUp = (...lines: readonly string[]) => ['data "aws_vpc" "shared" {', ...lines, '}', ''].join('\n');

const route = `resource "aws_route" "out" {
  route_table_id = data.aws_vpc.shared.main_route_table_id
  tag            = "\${data.aws_vpc.shared.arn}-x" # its name
}
`;

const moved = route.replaceAll('data.aws_vpc.shared', 'var.shared');

const variable = `variable "shared" {
  description = "data.aws_vpc.shared of the calling module"
  type        = any
}
`;

const attribute = 'route_table_id';

const files = (main: string, module: string, more: Files = {}): Files => ({
  'vpc.tf': vpc,
  'main.tf': main,
  'net/main.tf': module,
  ...more,
});

describe('move-data-source', () => {
  it('moves the block with its comments, and passes the answer in', async () => {
    for (const ending of ['\n', '\r\n']) {
      const withEnding = (all: Files): Files =>
        Object.fromEntries(Object.entries(all).map(([name, text]) => [name, text.replaceAll('\n', ending)]));
      const data = `# the one that is shared\n# by all\n${lookUp('  # by its name', '  tags = { Name = "shared" }')}`;
      const before = files(call(), `${data}\n${route}`);
      const { fix, files: edited } = await applied('move-data-source', withEnding(before), attribute, [
        '# the one that is shared',
        '# by all',
        '# by its name',
      ]);
      assert.deepEqual(
        edited,
        withEnding({
          'main.tf': `${call().replace('./net"', './net"\n  shared = data.aws_vpc.shared')}\n${data}`,
          'net/main.tf': `${variable}\n${moved}`,
        }),
      );
      assert.equal(fix.title, 'Move data.aws_vpc.shared to the module that calls module.net');
      assert.equal(fix.applicability, 'needs-review');
    }
  });

  it('puts the variable where the others are, and edits every reference in the module', async () => {
    const outputs = 'output "arn" {\n  value = [data.aws_vpc.shared.arn][0]\n}\n';
    const variables = 'variable "zone" {}\n';
    const before = files(call('  zone   = "a"'), `${route}\n${lookUp('  state = "available"')}`, {
      'net/outputs.tf': outputs,
      'net/variables.tf': variables,
    });
    const { files: edited } = await applied('move-data-source', before, attribute);
    assert.deepEqual(edited, {
      'main.tf': `${call('  zone   = "a"', '  shared = data.aws_vpc.shared')}\n${lookUp('  state = "available"')}`,
      'net/main.tf': moved,
      'net/outputs.tf': outputs.replace('data.aws_vpc.shared', 'var.shared'),
      'net/variables.tf': `${variables}\n${variable}`,
    });
  });

  it('finds names that are free on both sides, and takes over what the call sets', async () => {
    const module = `variable "shared" {}\n\nvariable "env" {}\n\n${lookUp('  tags = { Name = "${var.env}-vpc", Env = var.env }')}\n${route}`;
    const main = `${lookUp('  default = true')}\n${call('  shared = 1', '  env    = terraform.workspace == "p" ? "p" : "t"')}`;
    const { files: edited } = await applied('move-data-source', files(main, module), attribute);
    const env = '(terraform.workspace == "p" ? "p" : "t")';
    assert.equal(
      edited['main.tf'],
      `${main.replace('"t"\n', '"t"\n  shared_vpc = data.aws_vpc.net_shared\n').replace(/(source|shared|env) +=/g, (_, name: string) => `${name.padEnd(10)} =`)}\n` +
        lookUp(`  tags = { Name = "\${${env}}-vpc", Env = ${env} }`).replace('shared', 'net_shared'),
    );
    assert.match(edited['net/main.tf'] ?? '', /route_table_id = var\.shared_vpc\.main_route_table_id/);
  });

  const inTheWay: readonly { readonly when: string; readonly given: Files; readonly says: RegExp }[] = [
    {
      when: 'the data source is repeated',
      given: files(
        call(),
        `${lookUp('  for_each = toset(["a"])', '  state    = each.key')}\n${route.replaceAll('.shared.', '.shared["a"].')}`,
      ),
      says: /: data\.aws_vpc\.shared has for_each; data\.aws_vpc\.shared refers to each\.key\.$/,
    },
    {
      when: 'the module is called twice',
      given: files(
        `${call()}\n${call().replace('"net"', '"other"')}`,
        `${lookUp('  default = true')}\n${route}`,
      ),
      says: /: the module is used in 2 places\.$/,
    },
    {
      when: 'it asks for something of the module',
      given: files(call(), `locals {\n  state = "x"\n}\n\n${lookUp('  state = local.state')}\n${route}`),
      says: /: data\.aws_vpc\.shared refers to local\.state\.$/,
    },
    {
      when: 'the call passes in what has to be waited for',
      given: files(
        call('  id     = aws_vpc.main.id'),
        `variable "id" {}\n\n${lookUp('  state = var.id')}\n${route}`,
      ),
      says: /: var\.id comes from aws_vpc\.main, and a direct reference to that makes the read wait as well\.$/,
    },
    {
      when: 'the call leaves a variable to its default',
      given: files(call(), `variable "id" {\n  default = "a"\n}\n\n${lookUp('  state = var.id')}\n${route}`),
      says: /: data\.aws_vpc\.shared refers to var\.id, which the call does not set\.$/,
    },
  ];
  for (const { when, given, says } of inTheWay) {
    it(`says what is in the way when ${when}`, async () => {
      const fix = await offeredFix('move-data-source', given, attribute);
      assert.equal(fix?.applicability, 'by-hand');
      assert.deepEqual(fix.files, []);
      assert.equal(fix.title, 'Move data.aws_vpc.shared to the module that calls module.net (by hand)');
      assert.match(fix.guidance ?? '', /^Declare data\.aws_vpc\.shared in the module that calls module\.net/);
      assert.match(fix.guidance ?? '', says);
    });
  }

  it('says nothing where the data source waits for itself, or is somebody else’s', async () => {
    const own = `${lookUp('  default    = true', '  depends_on = [aws_vpc.main]')}\n${route}`;
    assert.equal(
      await offeredFix('move-data-source', { 'vpc.tf': vpc, 'main.tf': own }, attribute),
      undefined,
    );
    const fetched = {
      'vpc.tf': vpc,
      'main.tf': call().replace('./net', 'acme/net/aws'),
      '.terraform/modules/net/main.tf': `${lookUp('  default = true')}\n${route}`,
      '.terraform/modules/modules.json': JSON.stringify({
        Modules: [
          { Key: 'net', Source: 'registry.terraform.io/acme/net/aws', Dir: '.terraform/modules/net' },
        ],
      }),
    };
    assert.equal(await offeredFix('move-data-source', fetched, attribute), undefined);
  });

  itStaysFormatted();
});
