import * as assert from 'node:assert/strict';
import { editsOf, selectedText } from '../support/applyFix';
import { applied, itStaysFormatted, offeredFix } from './fixing';

const image = (...lines: readonly string[]) => ['data "aws_ami" "any" {', ...lines, '}', ''].join('\n');

const state = (...owners: readonly string[]) =>
  JSON.stringify({
    version: 4,
    resources: [
      {
        mode: 'data',
        type: 'aws_ami',
        name: 'any',
        instances: owners.map((owner_id) => ({ attributes: { id: 'ami-1', owner_id } })),
      },
    ],
  });

describe('own-image', () => {
  const layouts: readonly { readonly when: string; readonly before: string; readonly after: string }[] = [
    {
      when: 'there are arguments and blocks',
      before: image(
        '  most_recent = true # always',
        '',
        '  filter {',
        '    name   = "name"',
        '    values = ["x-*"]',
        '  }',
      ),
      after: image(
        '  most_recent = true # always',
        '  owners      = ["OWNER"]',
        '',
        '  filter {',
        '    name   = "name"',
        '    values = ["x-*"]',
        '  }',
      ),
    },
    {
      when: 'it is null',
      before: image('  owners      = null # anybody', '  most_recent = true'),
      after: image('  owners      = ["OWNER"] # anybody', '  most_recent = true'),
    },
    {
      when: 'the block has one line',
      before: 'data "aws_ami" "any" { most_recent = true }\n',
      after: image('  most_recent = true', '  owners      = ["OWNER"]'),
    },
    {
      when: 'the longer name is above and a comment stands below',
      before: image('  most_recent        = true', '  include_deprecated = true', '  # more'),
      after: image(
        '  most_recent        = true',
        '  include_deprecated = true',
        '  owners             = ["OWNER"]',
        '  # more',
      ),
    },
  ];
  for (const { when, before, after } of layouts) {
    it(`names the owner of the present image when ${when}`, async () => {
      for (const ending of ['\n', '\r\n']) {
        const files = { 'main.tf': before.replaceAll('\n', ending) };
        const known = await applied('own-image', { ...files, 'terraform.tfstate': state('123456789012') });
        assert.equal(known.text, after.replace('OWNER', '123456789012').replaceAll('\n', ending));
        assert.equal(known.fix.title, 'Take images of 123456789012 only (owner of the present one)');
        assert.equal(known.fix.applicability, 'needs-review');
        const typed = await applied('own-image', files);
        assert.equal(typed.text, after.replace('OWNER', 'self').replaceAll('\n', ending));
        assert.equal(typed.fix.title, 'Say who may own the image…');
        assert.equal(selectedText(editsOf(typed.fix)), 'self');
      }
    });
  }

  it('leaves the owner to the user where instances found images of several', async () => {
    const files = { 'main.tf': image('  most_recent = true'), 'terraform.tfstate': state('1', '2') };
    assert.equal(selectedText(editsOf((await applied('own-image', files)).fix)), 'self');
  });

  it('edits JSON', async () => {
    const json = (body: object) => `${JSON.stringify({ data: { aws_ami: { any: body } } }, null, 2)}\n`;
    const { text } = await applied('own-image', { 'main.tf.json': json({ most_recent: true }) });
    assert.equal(text, json({ most_recent: true, owners: ['self'] }));
    const selfish = await applied('own-image', {
      'main.tf.json': json({ '//': 'a self-made image', most_recent: true }),
    });
    assert.match(selfish.text, /"a self-made image"/);
    assert.equal(selectedText(editsOf(selfish.fix)), 'self');
  });

  it('is no remedy for anything else', async () => {
    const main = 'resource "aws_instance" "w" {\n  ami = data.aws_ami.linux.id\n}\n';
    assert.equal(await offeredFix('own-image', { 'main.tf': main }), undefined);
  });

  itStaysFormatted();
});
