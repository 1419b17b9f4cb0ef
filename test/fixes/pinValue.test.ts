import * as assert from 'node:assert/strict';
import { editsOf, selectedText } from '../support/applyFix';
import { applied, itStaysFormatted, offeredFix } from './fixing';
import type { Files } from './moduleInMemory';

const resource = (...lines: readonly string[]) =>
  ['resource "aws_instance" "web" {', ...lines.map((line) => `  ${line}`.trimEnd()), '}', ''].join('\n');

const reference = 'data.aws_ami.linux.id';
const simple = resource(`ami           = ${reference} # newest`, 'instance_type = "t2.micro"');

interface Instance {
  readonly attributes: object;
  readonly deposed?: string;
  readonly sensitive_attributes?: readonly object[];
}

const state = (instances: readonly Instance[], more: object = {}, version = 4) =>
  JSON.stringify({
    version,
    resources: [{ mode: 'managed', type: 'aws_instance', name: 'web', ...more, instances }],
  });

const deployed = (...ids: readonly unknown[]) => state(ids.map((ami) => ({ attributes: { ami } })));

describe('pin-value without a known value', () => {
  const cases: readonly { readonly when: string; readonly before: string; readonly after: string }[] = [
    {
      when: 'it is the argument itself',
      before: simple,
      after: simple.replace(reference, '"ami-REPLACE_ME"'),
    },
    {
      when: 'it stands in an interpolation',
      before: resource(`ami = "\${${reference}}" # old style`),
      after: resource('ami = "ami-REPLACE_ME" # old style'),
    },
    {
      when: 'it stands in an interpolation with strip markers',
      before: resource(`ami = "\${~ ${reference} ~}"`),
      after: resource('ami = "ami-REPLACE_ME"'),
    },
    {
      when: 'text stands around it',
      before: resource(`ami = "\${${reference}}-\${var.suffix}"`),
      after: resource('ami = "ami-REPLACE_ME-${var.suffix}"'),
    },
    {
      when: 'it is a branch of a conditional',
      before: resource(`ami = var.pinned ? var.image : ${reference}`),
      after: resource('ami = var.pinned ? var.image : "ami-REPLACE_ME"'),
    },
    {
      when: 'a branch computes with it',
      before: resource(`ami = (var.pinned ? lower("\${${reference}}") : var.image)`),
      after: resource('ami = (var.pinned ? "ami-REPLACE_ME" : var.image)'),
    },
    {
      when: 'it is a fallback',
      before: resource(`ami = coalesce(var.image, ${reference})`),
      after: resource('ami = coalesce(var.image, "ami-REPLACE_ME")'),
    },
    {
      when: 'it comes through a local',
      before: `locals {\n  image = ${reference}\n}\n\n${resource('ami = local.image')}`,
      after: `locals {\n  image = ${reference}\n}\n\n${resource('ami = "ami-REPLACE_ME"')}`,
    },
    {
      when: 'it is taken out of a list',
      before: resource(`ami = element([${reference}], 0)`),
      after: resource('ami = "ami-REPLACE_ME"'),
    },
    {
      when: 'it is iterated over',
      before: resource(`ami = [for id in [${reference}] : id][0]`),
      after: resource('ami = "ami-REPLACE_ME"'),
    },
    {
      when: 'comments behind the lines are aligned',
      before: resource(
        `ami           = ${reference} # newest`,
        'instance_type = "t2.micro"            # small',
      ),
      after: resource(
        'ami           = "ami-REPLACE_ME" # newest',
        'instance_type = "t2.micro"       # small',
      ),
    },
    {
      when: 'another line determines where the comments stand',
      before: resource(
        'user_data     = "a text that is longer than the others" // a',
        `ami           = ${reference}                   // b`,
        'instance_type = "t2.micro"                              // c',
      ),
      after: resource(
        'user_data     = "a text that is longer than the others" // a',
        'ami           = "ami-REPLACE_ME"                        // b',
        'instance_type = "t2.micro"                              // c',
      ),
    },
    {
      when: 'the expression has several lines',
      before: resource('ami = (', `  var.pinned ? var.image : # always`, `  ${reference}`, ')'),
      after: resource('ami = (', `  var.pinned ? var.image : # always`, '  "ami-REPLACE_ME"', ')'),
    },
    {
      when: 'the value is the text of a heredoc',
      before: resource('ami = <<-EOT', `  \${${reference}}`, 'EOT', 'tags = {}'),
      after: resource('ami = <<-EOT', '  ami-REPLACE_ME', 'EOT', 'tags = {}'),
    },
  ];
  for (const { when, before, after } of cases) {
    it(`replaces the reference by a placeholder when ${when}`, async () => {
      for (const ending of ['\n', '\r\n']) {
        const files = { 'main.tf': before.replaceAll('\n', ending) };
        const { text, fix } = await applied('pin-value', files);
        assert.equal(text, after.replaceAll('\n', ending));
        assert.equal(fix.applicability, 'needs-review');
        assert.equal(selectedText(editsOf(fix)), 'ami-REPLACE_ME');
      }
    });
  }

  it('replaces the argument of a nested block', async () => {
    const block = (value: string) =>
      resource('ebs_block_device {', '  device_name = "/dev/sdf"', `  snapshot_id = ${value}`, '}');
    const before = block('data.aws_ebs_snapshot.backup.id');
    const { text } = await applied('pin-value', { 'main.tf': before });
    assert.equal(text, block('"snap-REPLACE_ME"'));
  });

  it('replaces a parameter, whose attribute is called value', async () => {
    const data = 'data "aws_ssm_parameter" "ami" {\n  name = "/aws/service/ami-amazon-linux-latest/x"\n}\n';
    const before = data + resource('ami = data.aws_ssm_parameter.ami.value');
    const { text } = await applied('pin-value', { 'main.tf': before });
    assert.equal(text, data + resource('ami = "REPLACE_ME"'));
  });

  it('is not offered where the value differs between instances or blocks', async () => {
    const data = 'data "aws_ami" "many" {\n  count = 2\n  most_recent = true\n  owners = ["amazon"]\n}\n';
    const dynamic = (iterator: string, name: string) =>
      resource(
        'dynamic "ebs_block_device" {',
        '  for_each = { x = data.aws_ebs_snapshot.backup.id }',
        iterator,
        '  content {',
        `    snapshot_id = ${name}.value`,
        '  }',
        '}',
      );
    for (const main of [
      data + resource('count = 2', 'ami = data.aws_ami.many[count.index].id'),
      resource(`for_each = { a = ${reference} }`, 'ami = each.value'),
      dynamic('', 'ebs_block_device'),
      dynamic('  iterator = disk', 'disk'),
    ]) {
      assert.equal(await offeredFix('pin-value', { 'main.tf': main }), undefined, main);
    }
  });

  it('is offered with count where all instances have the same value', async () => {
    const before = resource('count = 2', `ami = ${reference}`, 'tags = { index = count.index }');
    const { text } = await applied('pin-value', { 'main.tf': before });
    assert.equal(text, before.replace(reference, '"ami-REPLACE_ME"'));
  });

  itStaysFormatted();
});

describe('pin-value with a state file', () => {
  const pinned = async (files: Files, attribute?: string) => applied('pin-value', files, attribute);

  const believed: readonly { readonly when: string; readonly files: Files }[] = [
    { when: 'there is one instance', files: { 'terraform.tfstate': deployed('ami-1') } },
    { when: 'all instances agree', files: { 'terraform.tfstate': deployed('ami-1', 'ami-1') } },
    {
      when: 'another one is deposed',
      files: {
        'terraform.tfstate': state([
          { attributes: { ami: 'ami-0' }, deposed: '00000001' },
          { attributes: { ami: 'ami-1' } },
        ]),
      },
    },
    {
      when: 'something else is sensitive',
      files: {
        'terraform.tfstate': state([
          {
            attributes: { ami: 'ami-1' },
            sensitive_attributes: [[{ type: 'get_attr', value: 'user_data' }]],
          },
        ]),
      },
    },
    {
      when: 'the local backend is written out',
      files: { 'terraform.tfstate': deployed('ami-1'), 'x.tf': 'terraform {\n  backend "local" {}\n}\n' },
    },
    {
      when: 'a workspace is selected',
      files: {
        'terraform.tfstate': deployed('ami-0'),
        '.terraform/environment': 'staging',
        'terraform.tfstate.d/staging/terraform.tfstate': deployed('ami-1'),
      },
    },
  ];
  for (const { when, files } of believed) {
    it(`writes the deployed value when ${when}`, async () => {
      const { text, fix } = await pinned({ 'main.tf': simple, ...files });
      assert.equal(text, simple.replace(reference, '"ami-1"'));
      assert.equal(fix.applicability, 'safe');
      assert.equal(fix.title, 'Pin ami to ami-1 (deployed now)');
      assert.equal(selectedText(editsOf(fix)), undefined);
    });
  }

  const disbelieved: readonly { readonly when: string; readonly files: Files }[] = [
    { when: 'there is none', files: {} },
    { when: 'it is no JSON', files: { 'terraform.tfstate': '{"version": 4,' } },
    { when: 'it is empty', files: { 'terraform.tfstate': '' } },
    { when: 'it is something else', files: { 'terraform.tfstate': '[null, 4]' } },
    {
      when: 'its format is an older one',
      files: { 'terraform.tfstate': state([{ attributes: { ami: 'ami-1' } }], {}, 3) },
    },
    {
      when: 'only another resource is in it',
      files: { 'terraform.tfstate': state([{ attributes: { ami: 'ami-1' } }], { name: 'other' }) },
    },
    {
      when: 'only a data source is in it',
      files: { 'terraform.tfstate': state([{ attributes: { ami: 'ami-1' } }], { mode: 'data' }) },
    },
    {
      when: "the resource is a called module's",
      files: { 'terraform.tfstate': state([{ attributes: { ami: 'ami-1' } }], { module: 'module.a' }) },
    },
    { when: 'no instance has a value', files: { 'terraform.tfstate': deployed(undefined, undefined) } },
    { when: 'no instance is left', files: { 'terraform.tfstate': deployed() } },
    { when: 'the value is null', files: { 'terraform.tfstate': deployed(null) } },
    { when: 'the value is empty', files: { 'terraform.tfstate': deployed('') } },
    { when: 'the value is a list of objects', files: { 'terraform.tfstate': deployed([{ id: 'ami-1' }]) } },
    { when: 'the value is an empty list', files: { 'terraform.tfstate': deployed([]) } },
    { when: 'a part of the value is null', files: { 'terraform.tfstate': deployed({ a: null }) } },
    {
      when: 'a part of the value is sensitive',
      files: {
        'terraform.tfstate': state([
          {
            attributes: { ami: { a: 'ami-1' } },
            sensitive_attributes: [
              [
                { type: 'get_attr', value: 'ami' },
                { type: 'index', value: { value: 'a', type: 'string' } },
              ],
            ],
          },
        ]),
      },
    },
    {
      when: 'the value is a hash',
      files: { 'terraform.tfstate': deployed('0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33') },
    },
    {
      when: 'the value is sensitive',
      files: {
        'terraform.tfstate': state([
          { attributes: { ami: 'ami-1' }, sensitive_attributes: [[{ type: 'get_attr', value: 'ami' }]] },
        ]),
      },
    },
    {
      when: 'the state is kept in a backend',
      files: { 'terraform.tfstate': deployed('ami-1'), 'x.tf': 'terraform {\n  backend "s3" {}\n}\n' },
    },
    {
      when: 'the state is kept in another local file',
      files: {
        'terraform.tfstate': deployed('ami-1'),
        'x.tf': 'terraform {\n  backend "local" {\n    path = "other.tfstate"\n  }\n}\n',
      },
    },
    {
      when: 'the state is kept in the cloud',
      files: { 'terraform.tfstate': deployed('ami-1'), 'x.tf': 'terraform {\n  cloud {}\n}\n' },
    },
    {
      when: 'a backend is named in JSON syntax',
      files: { 'terraform.tfstate': deployed('ami-1'), 'x.tf.json': '{"terraform":{"backend":{"gcs":{}}}}' },
    },
    {
      when: 'it is that of another workspace',
      files: { 'terraform.tfstate': deployed('ami-1'), '.terraform/environment': 'staging\n' },
    },
  ];
  for (const { when, files } of disbelieved) {
    it(`leaves the value to the user when ${when}`, async () => {
      const { fix } = await pinned({ 'main.tf': simple, ...files });
      assert.equal(fix.applicability, 'needs-review');
      assert.equal(selectedText(editsOf(fix)), 'ami-REPLACE_ME');
    });
  }

  it('writes any text as the literal that stands for it', async () => {
    const values: readonly (readonly [string | number | boolean, string])[] = [
      ['a "b" \\ c', String.raw`"a \"b\" \\ c"`],
      ['a\nb\tc\r', String.raw`"a\nb\tc\r"`],
      ['${x} %{ if y } $${z}', '"$${x} %%{ if y } $$${z}"'],
      [12, '12'],
      [true, 'true'],
    ];
    for (const [value, written] of values) {
      const { text } = await pinned({ 'main.tf': simple, 'terraform.tfstate': deployed(value) });
      assert.equal(
        text,
        simple.replace(reference, () => written),
      );
    }
  });

  it('shows only the beginning of a long text', async () => {
    const { fix } = await pinned({ 'main.tf': simple, 'terraform.tfstate': deployed('x'.repeat(5000)) });
    assert.ok(fix.title.length < 100);
  });

  it('takes the value of a nested block, if all have the same', async () => {
    const before = resource('ebs_block_device {', '  snapshot_id = data.aws_ebs_snapshot.backup.id', '}');
    const withBlocks = (...ids: readonly string[]) =>
      state([{ attributes: { ebs_block_device: ids.map((snapshot_id) => ({ snapshot_id })) } }]);
    const one = await pinned({ 'main.tf': before, 'terraform.tfstate': withBlocks('snap-1') });
    assert.match(one.text, /snapshot_id = "snap-1"\n/);
    const two = await pinned({ 'main.tf': before, 'terraform.tfstate': withBlocks('snap-1', 'snap-2') });
    assert.match(two.text, /snapshot_id = "snap-REPLACE_ME"\n/);
  });

  it('never takes the one element of a list for the list, nor the list for an element', async () => {
    const before = resource(`security_groups = ["sg-0", ${reference}]`);
    const files = {
      'main.tf': before.replace('aws_instance', 'aws_launch_configuration'),
      'terraform.tfstate': state([{ attributes: { security_groups: 'sg-0' } }], {
        type: 'aws_launch_configuration',
      }),
    };
    const { text } = await pinned(files, 'security_groups');
    assert.match(text, /\["sg-0", "ami-REPLACE_ME"\]/);
  });

  itStaysFormatted();
});

describe('pin-value in JSON syntax', () => {
  const main = (ami: string, indentation?: string | number) =>
    JSON.stringify(
      { resource: { aws_instance: { web: { tags: {}, ami, ebs_optimized: true } } } },
      null,
      indentation,
    );

  const cases: readonly (readonly [before: string, after: string])[] = [
    [`\${${reference}}`, 'ami-"1"${x}'],
    [`a-\${${reference}}`, 'ami-"1"${x}'],
    [`\${lower(${reference})}`, 'ami-"1"${x}'],
    [`\${var.a ? "b" : ${reference}}`, '${var.a ? "b" : "ami-\\"1\\"$${x}"}'],
  ];
  for (const [before, after] of cases) {
    it(`replaces the reference in ${before}`, async () => {
      for (const indentation of [undefined, 2, '\t']) {
        const files = {
          'main.tf.json': main(before, indentation),
          'terraform.tfstate': deployed('ami-"1"${x}'),
        };
        const { text } = await applied('pin-value', files);
        const expected = after.startsWith('$') ? after : after.replace('${', () => '$${');
        assert.equal(text, main(expected, indentation));
      }
    });
  }

  it('writes numbers and truth values as such', async () => {
    const { text } = await applied('pin-value', {
      'main.tf.json': main(`\${${reference}}`),
      'terraform.tfstate': deployed(false),
    });
    assert.match(text, /"ami":\s?false,/);
  });

  it('selects the placeholder', async () => {
    const { fix } = await applied('pin-value', { 'main.tf.json': main(`\${${reference}}`) });
    assert.equal(selectedText(editsOf(fix)), 'ami-REPLACE_ME');
  });
});
