import * as assert from 'node:assert/strict';
import { applied, itStaysFormatted, offeredFix, offeredFixes } from './fixing';
import type { Files } from './moduleInMemory';

const route = `resource "aws_route" "out" {
  route_table_id = data.aws_vpc.main.main_route_table_id
}
`;

const vpc = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_iam_role" "other" {
}

locals {
  vpc_id = aws_vpc.main.id
}
`;

const data = (...lines: readonly string[]) => ['data "aws_vpc" "main" {', ...lines, '}', ''].join('\n');

const files = (main: string): Files => ({ 'vpc.tf': vpc, 'route.tf': route, 'main.tf': main });

describe('drop-depends-on of a data source', () => {
  const cases: readonly {
    readonly when: string;
    readonly before: string;
    readonly after: string;
    readonly lost?: readonly string[];
  }[] = [
    {
      when: 'it has a line of its own',
      before: data('  id         = local.vpc_id', '  depends_on = [aws_vpc.main] # first', '  # the end'),
      after: data('  id = local.vpc_id', '  # the end'),
      lost: ['# first'],
    },
    {
      when: 'blank lines stand around it',
      before: data('  id = local.vpc_id', '', '  depends_on = [', '    aws_vpc.main,', '  ]'),
      after: data('  id = local.vpc_id'),
    },
    {
      when: 'it comes first',
      before: data('  depends_on = [aws_vpc.main]', '', '  id = local.vpc_id'),
      after: data('  id = local.vpc_id'),
    },
    {
      when: 'the name is quoted, as it once was',
      before: data('  id         = local.vpc_id', '  depends_on = ["aws_vpc.main"]'),
      after: data('  id = local.vpc_id'),
    },
    {
      when: 'another name stays that is nothing to wait for',
      before: data('  id         = local.vpc_id', '  depends_on = [data.aws_ami.linux, aws_vpc.main]'),
      after: data('  id         = local.vpc_id', '  depends_on = [data.aws_ami.linux]'),
    },
    {
      when: 'the names have lines',
      before: data(
        '  id = local.vpc_id',
        '  depends_on = [',
        '    aws_vpc.main, # first',
        '    data.aws_ami.linux # second',
        '  ]',
      ),
      after: data('  id = local.vpc_id', '  depends_on = [', '    data.aws_ami.linux # second', '  ]'),
      lost: ['# first'],
    },
  ];
  for (const { when, before, after, lost } of cases) {
    it(`takes it away when ${when}`, async () => {
      for (const ending of ['\n', '\r\n']) {
        const main = before.replaceAll('\n', ending);
        const { text, fix } = await applied('drop-depends-on', files(main), 'route_table_id', lost);
        assert.equal(text, after.replaceAll('\n', ending));
        assert.equal(fix.title, 'Drop depends_on of data.aws_vpc.main on aws_vpc.main');
        assert.equal(fix.applicability, 'needs-review');
      }
    });
  }

  it('is not offered where no reference leads to what is named, or more has to be waited for', async () => {
    for (const body of [
      ['  id         = "vpc-1"', '  depends_on = [aws_vpc.main]'],
      ['  id         = local.vpc_id', '  depends_on = [aws_vpc.main, aws_iam_role.other]'],
    ]) {
      assert.equal(await offeredFix('drop-depends-on', files(data(...body)), 'route_table_id'), undefined);
    }
  });

  it('says what to do where the reference is direct, which makes the read wait as well', async () => {
    const main = data('  id         = aws_vpc.main.id', '  depends_on = [aws_vpc.main]');
    const fix = await offeredFix('drop-depends-on', files(main), 'route_table_id');
    assert.equal(fix?.applicability, 'by-hand');
    assert.deepEqual(fix.files, []);
    assert.equal(fix.title, 'Refer to aws_vpc.main through a local value instead of depends_on (by hand)');
    assert.match(fix.guidance ?? '', /^data\.aws_vpc\.main refers to aws_vpc\.main directly/);
  });

  it('edits JSON', async () => {
    const json = (body: object) => `${JSON.stringify({ data: { aws_vpc: { main: body } } }, null, 2)}\n`;
    const all = (body: object): Files => ({ 'vpc.tf': vpc, 'route.tf': route, 'main.tf.json': json(body) });
    const id = '${local.vpc_id}';
    const whole = await applied(
      'drop-depends-on',
      all({ id, depends_on: ['aws_vpc.main'] }),
      'route_table_id',
    );
    assert.equal(whole.text, json({ id }));
    const part = all({ id, depends_on: ['aws_vpc.main', 'data.aws_ami.linux'] });
    const { text } = await applied('drop-depends-on', part, 'route_table_id');
    assert.equal(text, json({ id, depends_on: ['data.aws_ami.linux'] }));
  });

  itStaysFormatted();
});

describe('drop-depends-on of a module call', () => {
  const module = `variable "vpc_id" {}\n\n${data('  id = var.vpc_id')}\n${route}`;
  const call = (...lines: readonly string[]) =>
    ['module "net" {', '  source = "./net"', ...lines, '}', ''].join('\n');

  it('takes it away where an argument leads to what it names', async () => {
    const before = call('  vpc_id = aws_vpc.main.id', '', '  depends_on = [aws_vpc.main]');
    const {
      text,
      fix,
      files: edited,
    } = await applied(
      'drop-depends-on',
      { 'vpc.tf': vpc, 'main.tf': before, 'net/main.tf': module },
      'route_table_id',
    );
    assert.deepEqual(Object.keys(edited), ['main.tf']);
    assert.equal(text, call('  vpc_id = aws_vpc.main.id'));
    assert.equal(fix.title, 'Drop depends_on of module.net on aws_vpc.main');
  });

  it('is not offered where no argument does', async () => {
    const main = call('  vpc_id = "vpc-1"', '', '  depends_on = [aws_vpc.main]');
    const ids = (
      await offeredFixes({ 'vpc.tf': vpc, 'main.tf': main, 'net/main.tf': module }, 'route_table_id')
    ).map(({ id }) => id);
    assert.ok(!ids.includes('drop-depends-on'), ids.join());
  });

  itStaysFormatted();
});
