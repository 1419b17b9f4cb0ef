import * as assert from 'node:assert/strict';
import { editsOf, selectedText } from '../support/applyFix';
import { applied, itStaysFormatted, offeredFix, offeredFixes } from './fixing';
import { analyse } from './moduleInMemory';

const comment = '# holdfast:ignore drifting-replacement -- say why this is accepted';
const reference = 'data.aws_ami.linux.id';

const resource = (...lines: readonly string[]) =>
  ['resource "aws_instance" "web" {', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');

describe('accept', () => {
  const cases: readonly { readonly when: string; readonly before: string; readonly above: string }[] = [
    {
      when: 'the argument has one line',
      before: resource(`ami           = ${reference} # newest`, 'instance_type = "t2.micro"'),
      above: '  ami ',
    },
    {
      when: 'the resource has one line',
      before: `# first\n\nresource "aws_instance" "web" { ami = ${reference} }\n`,
      above: 'resource ',
    },
    {
      when: 'a comment stands above already',
      before: resource('# the newest', `ami = ${reference}`),
      above: '  ami ',
    },
    {
      when: 'the argument is in a nested block',
      before: resource('ebs_block_device {', '  snapshot_id = data.aws_ebs_snapshot.backup.id', '}'),
      above: '    snapshot_id',
    },
    {
      when: 'the nested block has one line',
      before: resource('ebs_block_device { snapshot_id = data.aws_ebs_snapshot.backup.id }'),
      above: '  ebs_block_device',
    },
    {
      when: 'a call has several lines',
      before: resource('ami = coalesce(', '  var.image,', `  ${reference},`, ')'),
      above: '  ami ',
    },
    {
      when: 'a conditional in parentheses has several lines',
      before: resource('ami = (', '  var.pinned', '  ? var.image', `  : ${reference}`, ')'),
      above: '  ami ',
    },
    {
      when: 'a list has several lines',
      before: resource('ami = [', '  "a",', `  ${reference},`, '][1]'),
      above: '  ami ',
    },
    {
      when: 'it stands in a heredoc',
      before: resource('ami = <<-EOT', '  first', `  \${${reference}}`, 'EOT', 'tags = {}'),
      above: '  ami ',
    },
    {
      when: 'an interpolation has several lines',
      before: resource('ami = "a-${', `  ${reference}`, '}"'),
      above: '  ami ',
    },
    {
      when: 'the content of a dynamic block has it',
      before: resource(
        'dynamic "ebs_block_device" {',
        '  for_each = [1]',
        '  content {',
        '    snapshot_id = data.aws_ebs_snapshot.backup.id',
        '  }',
        '}',
      ),
      above: '      snapshot_id',
    },
  ];
  const transforms: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replaceAll('\n', '\r\n'),
    (text) => text.replaceAll(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
    (text) => text.trimEnd(),
  ];
  for (const { when, before, above } of cases) {
    it(`puts the comment above the argument when ${when}`, async () => {
      for (const transform of transforms) {
        const { text, fix } = await applied('accept', { 'main.tf': transform(before) });
        const indentation = /^ */.exec(above)?.[0] ?? '';
        const after = before.replace(above, () => `${indentation}${comment}\n${above}`);
        assert.equal(text, transform(after));
        assert.equal(selectedText(editsOf(fix)), 'say why this is accepted');
      }
    });
  }

  it('aligns what the comment parts', async () => {
    const before = resource(
      'get_password_data = false',
      'ami               = data.aws_ami.linux.id',
      'instance_type     = "t2.micro"',
    );
    const { text } = await applied('accept', { 'main.tf': before });
    const after = resource(
      'get_password_data = false',
      comment,
      'ami           = data.aws_ami.linux.id',
      'instance_type = "t2.micro"',
    );
    assert.equal(text, after);
  });

  it('aligns the comments behind what it parts', async () => {
    const before = resource(
      'user_data     = "a text that is longer than the others" # a',
      `ami           = ${reference}                   # b`,
      'instance_type = "t2.micro"                              # c',
    );
    const { text } = await applied('accept', { 'main.tf': before });
    const after = resource(
      'user_data = "a text that is longer than the others" # a',
      comment,
      `ami           = ${reference} # b`,
      'instance_type = "t2.micro"            # c',
    );
    assert.equal(text, after);
  });

  it('accepts a finding of the other rule by its own name', async () => {
    const before = resource('user_data_replace_on_change = true', 'user_data = timestamp()');
    const { text } = await applied('accept', { 'main.tf': before });
    assert.match(text, /\n {2}# holdfast:ignore every-apply-replacement -- .*\n {2}user_data = timestamp/);
  });

  it('is not offered where the line above would be in a comment, nor in JSON', async () => {
    const inComment = resource('/* old:', `ami = 1 */ ami = ${reference}`);
    assert.equal(await offeredFix('accept', { 'main.tf': inComment }), undefined);
    const json = `{"resource":{"aws_instance":{"web":{"ami":"\${${reference}}"}}}}`;
    assert.equal(await offeredFix('accept', { 'main.tf.json': json }), undefined);
  });

  itStaysFormatted();
});

describe('every fix', () => {
  const main = resource(`ami = ${reference}`);

  it('keeps off files that a tool generated', async () => {
    for (const files of [
      { 'cdk.tf.json': `{"resource":{"aws_instance":{"web":{"ami":"\${${reference}}"}}}}` },
      { 'main.tf': `# Generated by Terragrunt. Sig: 0\n${main}` },
      { 'main.tf': `// Code generated; DO NOT EDIT.\n${main}` },
    ]) {
      assert.deepEqual(await offeredFixes(files), []);
    }
  });

  it('keeps off a downloaded module that is open in the editor', async () => {
    const data = 'data "aws_ami" "linux" {\n  most_recent = true\n  owners = ["amazon"]\n}\n';
    const snapshot = await analyse({}, { '.terraform/modules/a/main.tf': data + main });
    const [finding] = snapshot.findings;
    assert.ok(finding);
    assert.deepEqual(await snapshot.fixesFor(finding), []);
  });

  it('is listed with what can be applied unread first and the comment last', async () => {
    const fixes = await offeredFixes({ 'main.tf': main });
    assert.deepEqual(
      fixes.map(({ id }) => id),
      ['ignore-changes', 'pin-value', 'pin-newest', 'pin-and-check', 'pin-and-renovate', 'accept'],
    );
  });
});
