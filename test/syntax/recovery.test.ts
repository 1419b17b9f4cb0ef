import assert from 'node:assert/strict';
import { analyseFiles, uriOf } from '../support/engine';

const before = `data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}

resource "aws_instance" "before" {
  ami = data.aws_ami.linux.id
}

`;

const after = `
resource "aws_instance" "after" {
  ami = data.aws_ami.linux.id
}

locals {
  image = data.aws_ami.linux.id
}

resource "aws_instance" "last" {
  ami = local.image
}
`;

/** What stands between two sound blocks while somebody types, and about which line (from 1) is complained of. */
const states: Readonly<Record<string, { readonly text: string; readonly line: number }>> = {
  'an empty value': { text: 'resource "aws_instance" "typed" {\n  ami =\n}\n', line: 11 },
  'an unclosed list': {
    text: 'resource "aws_instance" "typed" {\n  security_groups = [\n  ami = data.aws_ami.linux.id\n}\n',
    line: 11,
  },
  'an unclosed string': {
    text: 'resource "aws_instance" "typed" {\n  key_name = "web\n  ami = data.aws_ami.linux.id\n}\n',
    line: 10,
  },
  'an open block': {
    text: 'resource "aws_instance" "typed" {\n  ami = data.aws_ami.linux.id\n  lifecycle {\n}\n',
    line: 10,
  },
  'an open resource': {
    text: 'resource "aws_instance" "typed" {\n  ami = data.aws_ami.linux.id\n',
    line: 10,
  },
  'half a header': { text: 'resource "aws_instance" "ty\n', line: 10 },
  'a header without a brace': { text: 'resource "aws_instance" "typed"\n', line: 10 },
  'half a word': { text: 'resou\n', line: 10 },
  'a reference that ends in a dot': {
    text: 'resource "aws_instance" "typed" {\n  ami = local.\n}\n',
    line: 11,
  },
  'an open interpolation': { text: 'resource "aws_instance" "typed" {\n  ami = "${\n}\n', line: 11 },
  'an interpolation that is not closed': {
    text: 'resource "aws_instance" "typed" {\n  ami = "${data.aws_ami.linux.id"\n}\n',
    line: 11,
  },
  'an open call': { text: 'resource "aws_instance" "typed" {\n  ami = coalesce(\n}\n', line: 11 },
  'an open heredoc': { text: 'resource "aws_instance" "typed" {\n  user_data = <<EOT\n}\n', line: 11 },
  'a brace too many': {
    text: 'resource "aws_instance" "typed" {\n  ami = "ami-1"\n}\n}\n',
    line: 13,
  },
  'an operator without its right side': {
    text: 'resource "aws_instance" "typed" {\n  cpu_core_count = 1 +\n}\n',
    line: 11,
  },
};

describe('half-typed text', () => {
  for (const [title, { text, line }] of Object.entries(states)) {
    it(`${title} leaves the other blocks alone`, async () => {
      const snapshot = await analyseFiles({ 'main.tf': before + text + after });
      assert.deepEqual(
        snapshot.findings.map(({ address }) => address).filter((address) => !address.endsWith('.typed')),
        ['aws_instance.before', 'aws_instance.after', 'aws_instance.last'],
      );
      const lines = snapshot.file(uriOf('main.tf'))?.lines;
      const notes = snapshot.notes.map(({ kind, range }) => [kind, lines?.positionAt(range.start).line]);
      const last = before.split('\n').length + text.split('\n').length;
      assert.ok(notes.length > 0, 'it is said');
      for (const [kind, at] of notes) {
        assert.equal(kind, 'syntax-error');
        assert.ok(
          Number(at) + 1 >= 9 && Number(at) + 1 < last,
          `line ${String(Number(at) + 1)} is in the block`,
        );
      }
      assert.ok(
        notes.some(([, at]) => Math.abs(Number(at) + 1 - line) <= 1),
        `near line ${String(line)}: ${JSON.stringify(notes)}`,
      );
    });
  }

  it('keeps nothing of the half-typed block itself', async () => {
    const text = 'resource "aws_instance" "typed" {\n  ami = data.aws_ami.linux.id\n  key_name =\n}\n';
    const { findings } = await analyseFiles({ 'main.tf': before + text });
    assert.deepEqual(
      findings.map(({ address }) => address),
      ['aws_instance.before'],
    );
  });

  it('finds every block again once the text is sound', async () => {
    const text = 'resource "aws_instance" "typed" {\n  ami = data.aws_ami.linux.id\n}\n';
    const { findings, notes } = await analyseFiles({ 'main.tf': before + text + after });
    assert.equal(findings.length, 4);
    assert.deepEqual(notes, []);
  });
});
