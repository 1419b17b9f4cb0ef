import * as assert from 'node:assert/strict';
import type { Fix } from '../../server/src/analysis/finding';
import { applyEdits, editsOf } from '../support/applyFix';
import { applied, itStaysFormatted, offeredFixes } from './fixing';
import type { Files } from './moduleInMemory';

const reference = 'data.aws_ami.linux.id';

const resource = (...lines: readonly string[]) =>
  ['resource "aws_instance" "web" {', ...lines.map((line) => `  ${line}`.trimEnd()), '}', ''].join('\n');

/** Values of `ami` by the address that Terraform prints; a list has one for each position of a `count`. */
function state(values: Readonly<Record<string, string | undefined>>): string {
  const resources = Object.entries(values).map(([address, ami]) => {
    const [, module, name, key] = /^(?:(module\..*)\.)?aws_instance\.(\w+)(?:\[(.*)\])?$/.exec(address) ?? [];
    const index = key === undefined ? {} : { index_key: JSON.parse(key) as string | number };
    const instances = [{ ...index, attributes: { ami } }];
    return {
      ...(module === undefined ? {} : { module }),
      mode: 'managed',
      type: 'aws_instance',
      name,
      instances,
    };
  });
  return JSON.stringify({ version: 4, resources });
}

const pins = async (files: Files): Promise<readonly Fix[]> =>
  (await offeredFixes(files, 'ami')).filter(({ id }) => id === 'pin-value');

const told = (fixes: readonly Fix[]) => fixes.map(({ title, applicability }) => [title, applicability]);

describe('pin-value of instances with different values', () => {
  interface Case {
    readonly when: string;
    readonly before: string;
    readonly deployed: Readonly<Record<string, string>>;
    readonly written: string;
    readonly title?: string;
    readonly applicability?: string;
  }

  const eachItsOwn = 'Pin ami to what each instance has now (ami-1, ami-2)';
  const keyed = { 'aws_instance.web["a"]': 'ami-1', 'aws_instance.web["b"]': 'ami-2' };
  const counted = { 'aws_instance.web[0]': 'ami-1', 'aws_instance.web[1]': 'ami-2' };
  const many =
    'data "aws_ami" "many" {\n  for_each    = { a = 1, b = 2 }\n  most_recent = true\n  owners      = ["amazon"]\n}\n\n';

  const cases: readonly Case[] = [
    {
      when: 'for_each names them',
      before: resource('for_each = { a = 1, b = 2 }', `ami      = ${reference}`),
      deployed: keyed,
      written: '{ "a" = "ami-1", "b" = "ami-2" }[each.key]',
    },
    {
      when: 'for_each names them oddly',
      before: resource('for_each = { "a.b" = 1, "c d" = 2 }', `ami      = ${reference}`),
      deployed: { 'aws_instance.web["c d"]': 'ami-1', 'aws_instance.web["a.b"]': 'ami-2' },
      written: '{ "c d" = "ami-1", "a.b" = "ami-2" }[each.key]',
    },
    {
      when: 'they are counted',
      before: resource('count = 2', `ami   = ${reference} # newest`),
      deployed: counted,
      written: '["ami-1", "ami-2"][count.index]',
    },
    {
      when: 'there were others before',
      before: resource('for_each = { a = 1, b = 2 }', `ami      = ${reference}`),
      deployed: { ...keyed, 'aws_instance.web["old"]': 'ami-0', 'aws_instance.web': 'ami-0' },
      written: '{ "a" = "ami-1", "b" = "ami-2" }[each.key]',
    },
    {
      when: 'there is no count any more',
      before: resource(`ami = ${reference}`),
      deployed: { 'aws_instance.web[0]': 'ami-1' },
      written: '"ami-1"',
      title: 'Pin ami to ami-1 (deployed now)',
    },
    {
      when: 'a count came since',
      before: resource('count = 1', `ami   = ${reference}`),
      deployed: { 'aws_instance.web': 'ami-1' },
      written: '"ami-1"',
      title: 'Pin ami to ami-1 (deployed now)',
    },
    {
      when: 'it is a branch',
      before: resource('count = 2', `ami   = var.own ? var.image : ${reference}`),
      deployed: counted,
      written: '["ami-1", "ami-2"][count.index]',
    },
    {
      when: 'the expression tells them apart already',
      before: many + resource('for_each = { a = 1, b = 2 }', 'ami      = data.aws_ami.many[each.key].id'),
      deployed: keyed,
      written: '{ "a" = "ami-1", "b" = "ami-2" }[each.key]',
    },
    {
      when: 'the expression tells them apart, and all are the same',
      before: many + resource('for_each = { a = 1, b = 2 }', 'ami      = data.aws_ami.many[each.key].id'),
      deployed: { 'aws_instance.web["a"]': 'ami-1', 'aws_instance.web["b"]': 'ami-1' },
      written: '"ami-1"',
      title: 'Pin ami to ami-1 (deployed now)',
    },
    {
      when: 'it is not known which there are to be',
      before: `variable "all" {}\n\n${resource('for_each = var.all', `ami      = ${reference}`)}`,
      deployed: keyed,
      written: '{ "a" = "ami-1", "b" = "ami-2" }[each.key]',
      applicability: 'needs-review',
    },
    {
      when: 'another one is still to come',
      before: resource('for_each = { a = 1, b = 2, c = 3 }', `ami      = ${reference}`),
      deployed: keyed,
      written: '{ "a" = "ami-1", "b" = "ami-2" }[each.key]',
      applicability: 'needs-review',
    },
  ];
  for (const { when, before, deployed, written, title = eachItsOwn, applicability = 'safe' } of cases) {
    it(`writes what each has when ${when}`, async () => {
      const { text, fix } = await applied('pin-value', {
        'main.tf': before,
        'terraform.tfstate': state(deployed),
      });
      const drifting = before.includes('many[each.key]') ? 'data.aws_ami.many[each.key].id' : reference;
      assert.equal(text, before.replace(drifting, written));
      const shown = when.endsWith('oddly') ? eachItsOwn : title;
      assert.deepEqual(told([fix]), [[shown, applicability]]);
    });
  }

  it('gives long maps and lists a line for each member', async () => {
    const keys = ['one', 'twenty', 'three-hundred', 'four-thousand'];
    const id = (key: string) => `ami-0123456789abcdef-${key}`;
    const before = resource(
      `for_each      = toset(${JSON.stringify(keys).replaceAll(',', ', ')})`,
      `ami           = ${reference}`,
      'ebs_optimized = true',
      'tags          = {}',
    );
    const deployed = Object.fromEntries(keys.map((key) => [`aws_instance.web["${key}"]`, id(key)]));
    for (const ending of ['\n', '\r\n']) {
      const { text } = await applied('pin-value', {
        'main.tf': before.replaceAll('\n', ending),
        'terraform.tfstate': state(deployed),
      });
      const expected = resource(
        'for_each = toset(["one", "twenty", "three-hundred", "four-thousand"])',
        'ami = {',
        '  "one"           = "ami-0123456789abcdef-one"',
        '  "twenty"        = "ami-0123456789abcdef-twenty"',
        '  "three-hundred" = "ami-0123456789abcdef-three-hundred"',
        '  "four-thousand" = "ami-0123456789abcdef-four-thousand"',
        '}[each.key]',
        'ebs_optimized = true',
        'tags          = {}',
      );
      assert.equal(text, expected.replaceAll('\n', ending));
    }
  });

  it('offers every value where the expression cannot tell them apart, the most frequent first', async () => {
    const before = resource('count = var.n', `ami   = ${reference}`);
    const deployed = {
      'aws_instance.web[0]': 'ami-1',
      'aws_instance.web[1]': 'ami-2',
      'aws_instance.web[3]': 'ami-2',
      'aws_instance.web[4]': 'ami-3',
    };
    const files = { 'main.tf': before, 'terraform.tfstate': state(deployed) };
    const fixes = await pins(files);
    assert.deepEqual(told(fixes), [
      ['Pin ami to ami-2 (now in 2 of 4 instances)', 'needs-review'],
      ['Pin ami to ami-1 (now in 1 of 4 instances)', 'needs-review'],
      ['Pin ami to ami-3 (now in 1 of 4 instances)', 'needs-review'],
    ]);
    const texts = fixes.map((fix) => applyEdits(before, editsOf(fix)));
    assert.deepEqual(
      texts,
      ['ami-2', 'ami-1', 'ami-3'].map((id) => before.replace(reference, `"${id}"`)),
    );
  });

  it('offers no single value where the expression tells them apart', async () => {
    const before = many + resource('count = 2', 'ami   = data.aws_ami.many[count.index].id');
    const gap = { 'aws_instance.web[0]': 'ami-1', 'aws_instance.web[2]': 'ami-2' };
    const known = {
      'main.tf': before.replace('count = 2', 'count = var.n'),
      'terraform.tfstate': state(gap),
    };
    assert.deepEqual(await pins(known), []);
  });

  it('says of nothing that it is deployed where an instance has no value', async () => {
    const before = resource('count = 2', `ami   = ${reference}`);
    const deployed = { 'aws_instance.web[0]': 'ami-1', 'aws_instance.web[1]': undefined };
    const fixes = await pins({ 'main.tf': before, 'terraform.tfstate': state(deployed) });
    assert.deepEqual(told(fixes), [['Pin ami to ami-1 (now in 1 of 2 instances)', 'needs-review']]);
  });

  it('writes it in JSON syntax too', async () => {
    const main = (ami: string) =>
      JSON.stringify({ resource: { aws_instance: { web: { count: 2, ami } } } }, null, 2);
    for (const [before, after] of [
      [`\${${reference}}`, '${["ami-1", "ami-2"][count.index]}'],
      [`\${var.own ? "x" : ${reference}}`, '${var.own ? "x" : ["ami-1", "ami-2"][count.index]}'],
    ] as const) {
      const { text } = await applied('pin-value', {
        'main.tf.json': main(before),
        'terraform.tfstate': state(counted),
      });
      assert.equal(text, main(after));
    }
  });

  itStaysFormatted();
});

describe('pin-value of modules that are used several times', () => {
  const web = 'variable "ami" {}\n\nresource "aws_instance" "this" {\n  ami = var.ami\n}\n';
  const call = (name: string, ...more: readonly string[]) =>
    [`module "${name}" {`, '  source = "./web"', `  ami    = ${reference}`, ...more, '}', ''].join('\n');
  const inside =
    'data "aws_ami" "own" {\n  most_recent = true\n  owners      = ["amazon"]\n}\n\nresource "aws_instance" "this" {\n  ami = data.aws_ami.own.id\n}\n';
  const use = (name: string) => `module "${name}" {\n  source = "../web"\n}\n`;

  it('writes what each instance of a call has', async () => {
    const before = call('web').replace('{\n', '{\n  for_each = { a = 1, b = 2 }\n\n');
    const deployed = {
      'module.web["a"].aws_instance.this': 'ami-1',
      'module.web["b"].aws_instance.this': 'ami-2',
    };
    const files = { 'main.tf': before, 'web/main.tf': web, 'terraform.tfstate': state(deployed) };
    const { text, fix } = await applied('pin-value', files);
    assert.equal(text, before.replace(reference, '{ "a" = "ami-1", "b" = "ami-2" }[each.key]'));
    assert.equal(fix.applicability, 'safe');
  });

  it('does not count what is left of a module without or with a count', async () => {
    const counted = call('web').replace('{\n', '{\n  count  = 1\n');
    for (const [before, left] of [
      [counted, 'module.web.aws_instance.this'],
      [call('web'), 'module.web[0].aws_instance.this'],
    ] as const) {
      const files = {
        'main.tf': before,
        'web/main.tf': web,
        'terraform.tfstate': state({ [left]: 'ami-1' }),
      };
      assert.deepEqual(told(await pins(files)), [['Pin ami to a fixed value…', 'needs-review']]);
    }
  });

  it('pins every call of the module to what that call has', async () => {
    const before = `${call('one')}\n${call('two')}`;
    const deployed = { 'module.one.aws_instance.this': 'ami-1', 'module.two.aws_instance.this': 'ami-2' };
    const files = { 'main.tf': before, 'web/main.tf': web, 'terraform.tfstate': state(deployed) };
    const { text, fix } = await applied('pin-value', files);
    assert.equal(text, before.replace(reference, '"ami-1"').replace(reference, '"ami-2"'));
    assert.deepEqual(told([fix]), [['Pin ami to what each instance has now (ami-1, ami-2)', 'safe']]);
  });

  it('writes the common value into the module where the look-up is in there', async () => {
    const files = {
      'root/main.tf': use('one') + use('two'),
      'web/main.tf': inside,
      'root/terraform.tfstate': state({
        'module.one.aws_instance.this': 'ami-1',
        'module.two.aws_instance.this': 'ami-1',
      }),
    };
    const { text, fix } = await applied('pin-value', files);
    assert.equal(text, inside.replace('data.aws_ami.own.id', '"ami-1"'));
    assert.equal(fix.applicability, 'safe');
  });

  it('offers the values of different callers, also of those in other root modules', async () => {
    const files = {
      'root/main.tf': use('one') + use('two'),
      'other/main.tf': use('three'),
      'web/main.tf': inside,
      'root/terraform.tfstate': state({
        'module.one.aws_instance.this': 'ami-1',
        'module.two.aws_instance.this': 'ami-2',
      }),
      'other/terraform.tfstate': state({ 'module.three.aws_instance.this': 'ami-2' }),
    };
    assert.deepEqual(told(await pins(files)), [
      ['Pin ami to ami-2 (now in 2 of 3 instances)', 'needs-review'],
      ['Pin ami to ami-1 (now in 1 of 3 instances)', 'needs-review'],
    ]);
  });

  it('is not sure where the state of one of the root modules is not known', async () => {
    const files = {
      'root/main.tf': use('one'),
      'other/main.tf': use('two'),
      'web/main.tf': inside,
      'root/terraform.tfstate': state({ 'module.one.aws_instance.this': 'ami-1' }),
    };
    assert.deepEqual(told(await pins(files)), [
      ['Pin ami to ami-1 (now in 1 of 1 instances)', 'needs-review'],
    ]);
  });

  it('asks where an instance of the module around it cannot be named', async () => {
    const files = {
      'root/main.tf': use('one').replace('{\n', '{\n  count  = 2\n'),
      'web/main.tf': inside,
      'root/terraform.tfstate': state({
        'module.one[0].aws_instance.this': 'ami-1',
        'module.one[1].aws_instance.this': 'ami-2',
      }),
    };
    assert.deepEqual(
      (await pins(files)).map(({ applicability }) => applicability),
      ['needs-review', 'needs-review'],
    );
  });

  itStaysFormatted();
});

describe('pin-value of what moved', () => {
  const before = resource('for_each = { k = 1 }', `ami      = ${reference}`);
  const files = (moved: string): Files => ({
    'main.tf': before,
    'moved.tf': moved,
    'terraform.tfstate': state({ 'aws_instance.old': 'ami-1' }),
  });
  const moved = 'moved {\n  from = aws_instance.old\n  to   = aws_instance.web["k"]\n}\n';

  it('finds the value under the address from before', async () => {
    const { text } = await applied('pin-value', files(moved));
    assert.equal(text, before.replace(reference, '"ami-1"'));
  });

  it('finds it where both the module and the resource in it moved', async () => {
    const call = `module "web" {\n  source = "./web"\n  ami    = ${reference}\n}\n`;
    const { text } = await applied('pin-value', {
      'main.tf': `${call}\nmoved {\n  from = module.old\n  to   = module.web\n}\n`,
      'web/main.tf':
        'variable "ami" {}\n\nresource "aws_instance" "this" {\n  ami = var.ami\n}\n\nmoved {\n  from = aws_instance.it\n  to   = aws_instance.this\n}\n',
      'terraform.tfstate': state({ 'module.old.aws_instance.it': 'ami-1' }),
    });
    assert.match(text, /ami {4}= "ami-1"\n/);
  });

  it('does not believe a block that is half typed', async () => {
    const fixes = await pins(files(moved.replace('to   =', 'to   = [')));
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Pin ami to a fixed value…'],
    );
  });
});

describe('pin-value of more than a text', () => {
  const data = 'data "aws_security_groups" "all" {\n  tags = {\n    a = "b"\n  }\n}\n\n';
  const configuration = (...lines: readonly string[]) =>
    data + resource(...lines).replace('aws_instance', 'aws_launch_configuration');
  const of = (type: string, name: string, attributes: object) =>
    JSON.stringify({
      version: 4,
      resources: [{ mode: 'managed', type, name, instances: [{ attributes }] }],
    });
  const groups = (...ids: readonly string[]) =>
    of('aws_launch_configuration', 'web', { security_groups: ids });

  it('writes a list as it is deployed', async () => {
    const before = configuration('security_groups = data.aws_security_groups.all.ids # all');
    const files = { 'main.tf': before, 'terraform.tfstate': groups('sg-2', 'sg-1') };
    const { text, fix } = await applied('pin-value', files, 'security_groups');
    assert.equal(text, before.replace('data.aws_security_groups.all.ids', '["sg-2", "sg-1"]'));
    assert.equal(fix.title, 'Pin security_groups to ["sg-2", "sg-1"] (deployed now)');
    assert.equal(fix.applicability, 'safe');
  });

  it('writes a list in JSON syntax', async () => {
    const main = (value: unknown) =>
      JSON.stringify(
        { resource: { aws_launch_configuration: { web: { security_groups: value } } } },
        null,
        2,
      );
    const { text } = await applied(
      'pin-value',
      {
        'x.tf': data,
        'main.tf.json': main('${data.aws_security_groups.all.ids}'),
        'terraform.tfstate': groups('sg-2', 'a${b}'),
      },
      'security_groups',
    );
    assert.equal(text, main(['sg-2', 'a$${b}']));
  });

  it('writes the one member of a list that is not written yet', async () => {
    const before = configuration(`security_groups = ["sg-0", ${reference}, "sg-1"]`);
    const three = { 'main.tf': before, 'terraform.tfstate': groups('sg-1', 'sg-9', 'sg-0') };
    const { text, fix } = await applied('pin-value', three, 'security_groups');
    assert.equal(text, before.replace(reference, '"sg-9"'));
    assert.equal(fix.applicability, 'safe');
    for (const ids of [
      ['sg-0'],
      ['sg-0', 'sg-1', 'sg-1'],
      ['sg-9', 'sg-8', 'sg-0'],
      ['sg-0', 'sg-1', 'sg-9', 'sg-8'],
    ]) {
      const other = { 'main.tf': before, 'terraform.tfstate': groups(...ids) };
      const unknown = await applied('pin-value', other, 'security_groups');
      const expected = JSON.stringify(ids) === '["sg-0","sg-1","sg-1"]' ? '"sg-1"' : '"ami-REPLACE_ME"';
      assert.equal(unknown.text, before.replace(reference, expected));
    }
  });

  it('writes the one member of a map', async () => {
    const before = `resource "null_resource" "x" {\n  triggers = {\n    image = ${reference}\n    "other thing" = "x"\n  }\n}\n`;
    const triggers = { image: 'ami-1', 'other thing': 'x' };
    const files = { 'main.tf': before, 'terraform.tfstate': of('null_resource', 'x', { triggers }) };
    const { text, fix } = await applied('pin-value', files);
    assert.equal(text, before.replace(reference, '"ami-1"'));
    assert.equal(fix.applicability, 'safe');
  });

  it('writes a whole map', async () => {
    const before = `resource "null_resource" "x" {\n  triggers = data.aws_ami.linux.tags\n}\n`;
    const triggers = { Name: 'x', 'a b': '1' };
    const files = { 'main.tf': before, 'terraform.tfstate': of('null_resource', 'x', { triggers }) };
    const { text } = await applied('pin-value', files);
    assert.equal(text, before.replace('data.aws_ami.linux.tags', '{ "Name" = "x", "a b" = "1" }'));
  });

  it('writes a text of several lines as a heredoc, where it can stand in one', async () => {
    const written = `"\${${reference}}\\n\${var.x}\\n"`;
    const before = resource('zone = "a"', `metadata_startup_script = ${written}`, 'tags = {}').replace(
      'aws_instance',
      'google_compute_instance',
    );
    const deployed = (metadata_startup_script: string) =>
      of('google_compute_instance', 'web', { metadata_startup_script });
    const script = '#!/bin/sh\n\techo "${x} \\n"\n\n';
    const files = { 'main.tf': before, 'terraform.tfstate': deployed(script) };
    const { text } = await applied('pin-value', files, 'metadata_startup_script');
    assert.match(
      text,
      /metadata_startup_script = <<EOT\n#!\/bin\/sh\n\techo "\$\$\{x\} \\n"\n\nEOT\n {2}tags = \{\}/,
    );
    for (const other of [
      'no line break\nat the end',
      'one line\n',
      'a\n EOT\nb\n',
      'a\r\nb\n',
      '\u0007\na\n',
    ]) {
      const one = await applied(
        'pin-value',
        { ...files, 'terraform.tfstate': deployed(other) },
        'metadata_startup_script',
      );
      assert.match(one.text, /metadata_startup_script = ".*"\n/);
    }
  });

  itStaysFormatted();
});
