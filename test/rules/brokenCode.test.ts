import assert from 'node:assert/strict';
import { analyse } from '../fixes/moduleInMemory';

const data = `data "aws_ami" "x" {
  most_recent = true
  owners      = ["amazon"]
}
`;
const above = `resource "aws_instance" "above" {
  ami = data.aws_ami.x.id
}
`;
const below = `resource "aws_instance" "below" {
  ami = data.aws_ami.x.id
}
`;

/** What somebody may have typed so far of the block in the middle. */
const halfTyped: Readonly<Record<string, string>> = {
  'an unclosed list': 'resource "aws_instance" "now" {\n  security_groups = ["a",\n}\n',
  'an unclosed string': 'resource "aws_instance" "now" {\n  ami = "ami-\n}\n',
  'half a header': 'resource "aws_instance" "no\n',
  'an argument without a value': 'resource "aws_instance" "now" {\n  ami =\n}\n',
  'half a reference': 'resource "aws_instance" "now" {\n  ami = local.\n}\n',
  'an open interpolation': 'resource "aws_instance" "now" {\n  ami = "${data.aws_ami.\n}\n',
  'an open block': 'resource "aws_instance" "now" {\n  ami = data.aws_ami.x.id\n',
  'an open call': 'resource "aws_instance" "now" {\n  ami = coalesce(data.aws_ami.x.id,\n}\n',
  'an open heredoc': 'resource "aws_instance" "now" {\n  user_data = <<EOT\n  hello\n}\n',
};

describe('half-typed code', () => {
  for (const [state, text] of Object.entries(halfTyped)) {
    it(`(${state}) leaves the findings of the other blocks alone`, async () => {
      const snapshot = await analyse({ 'main.tf': data + above + '\n' + text + '\n' + below });
      assert.deepEqual(
        snapshot.findings.map(({ address }) => address),
        ['aws_instance.above', 'aws_instance.below'],
      );
      const lines = snapshot.file(snapshot.notes[0]?.uri ?? '')?.lines;
      const noted = snapshot.notes.map(({ kind, range }) => [kind, lines?.positionAt(range.start).line]);
      const first = (data + above + '\n').split('\n').length - 1;
      const last = first + text.split('\n').length;
      assert.ok(noted.length > 0);
      for (const [kind, line] of noted) {
        assert.equal(kind, 'syntax-error');
        assert.ok(typeof line === 'number' && line >= first && line <= last, `line ${String(line)}`);
      }
    });
  }
});

describe('a block that only Terraform’s own parser rejects', () => {
  it('is named with its line, and its neighbours keep their findings', async () => {
    const twice = 'resource "aws_instance" "twice" {\n  ami = data.aws_ami.x.id\n  ami = "ami-1"\n}\n';
    const snapshot = await analyse({ 'main.tf': data + twice + below });
    assert.deepEqual(
      snapshot.findings.map(({ address }) => address),
      ['aws_instance.below'],
    );
    const [note] = snapshot.notes;
    assert.equal(snapshot.notes.length, 1);
    assert.equal(note?.kind, 'syntax-error');
    assert.match(note.message, /already set/);
    assert.equal(snapshot.file(note.uri)?.lines.positionAt(note.range.start).line, 6);
  });
});

describe('hostile input', () => {
  it('of any size and depth is survived', async () => {
    const deep = `locals {\n  a = ${'['.repeat(3000)}data.aws_ami.x.id${']'.repeat(3000)}\n}\n`;
    const many = Array.from({ length: 2000 }, (_, i) => `locals {\n  v${String(i)} = "x"\n}\n`).join('');
    const chain = Array.from({ length: 3000 }, (_, i) => `  c${String(i + 1)} = local.c${String(i)}\n`).join(
      '',
    );
    const chained = `locals {\n  c0 = data.aws_ami.x.id\n${chain}}\n`;
    const end = 'resource "aws_instance" "end" {\n  ami = local.c3000\n}\n';
    const snapshot = await analyse({
      'a.tf': data + below,
      'deep.tf': deep,
      'many.tf': many,
      'z.tf': chained + end,
    });
    assert.ok(snapshot.findings.some(({ address }) => address === 'aws_instance.below'));
    const binary = await analyse({ 'a.tf': data + below, 'b.tf': '\0\u0001}{][)(' });
    assert.equal(binary.findings.length, 1);
    const brackets = '['.repeat(100_000);
    const json = await analyse({ 'a.tf': data + below, 'b.tf.json': `{"locals": {"a": ${brackets}` });
    assert.equal(json.findings.length, 1);
    assert.ok(json.notes.length > 0);
  }).timeout(60_000);
});

describe('JSON syntax', () => {
  const json = {
    data: { aws_ami: { x: { most_recent: true, owners: ['amazon'] } } },
    locals: { image: '${data.aws_ami.x.id}' },
    resource: { aws_instance: { i: { instance_type: 't3.micro', ami: '${local.image}' } } },
  };

  async function reported(value: unknown, indentation?: number): Promise<readonly string[]> {
    const text = JSON.stringify(value, undefined, indentation);
    const { findings, notes } = await analyse({ 'main.tf.json': text });
    assert.deepEqual(notes, []);
    return findings.map(
      ({ address, attribute, range }) => `${address}.${attribute} ${text.slice(range.start, range.end)}`,
    );
  }

  it('is read as native syntax is, with the place of the reference', async () => {
    assert.deepEqual(await reported(json, 2), ['aws_instance.i.ami local.image']);
    assert.deepEqual(await reported([json]), ['aws_instance.i.ami local.image']);
    const listed = { ...json, resource: [{ aws_instance: [{ i: [json.resource.aws_instance.i] }] }] };
    assert.deepEqual(await reported(listed), ['aws_instance.i.ami local.image']);
  });

  it('shows the place behind escapes in the same string', async () => {
    const escaped = {
      ...json,
      resource: { aws_instance: { i: { ami: '${format("é\n\\"%s", local.image)}' } } },
    };
    assert.deepEqual(await reported(escaped), ['aws_instance.i.ami local.image']);
  });

  it('has lifecycle, nested blocks and comments of its own', async () => {
    const instance = (more: object) => ({
      ...json,
      resource: { aws_instance: { i: { ami: '${local.image}', ...more } } },
    });
    assert.deepEqual(await reported(instance({ lifecycle: { ignore_changes: ['ami'] } })), []);
    assert.deepEqual(await reported(instance({ lifecycle: [{ ignore_changes: 'all' }] })), []);
    assert.deepEqual(await reported(instance({ '//': 'holdfast:ignore drifting-replacement -- known' })), []);
    const nested = {
      ami: 'ami-1',
      ebs_block_device: [{ snapshot_id: '${data.aws_ami.x.root_snapshot_id}' }],
    };
    assert.deepEqual(await reported(instance(nested)), [
      'aws_instance.i.ebs_block_device.snapshot_id data.aws_ami.x.root_snapshot_id',
    ]);
  });

  it('that is broken is named with its line', async () => {
    const { findings, notes } = await analyse({
      'a.tf': data + below,
      'b.tf.json': '{\n  "locals": {\n    "a": [1,\n',
    });
    assert.equal(findings.length, 1);
    assert.ok(
      notes.length > 0 && notes.every(({ kind, uri }) => kind === 'syntax-error' && uri.endsWith('.tf.json')),
    );
  });
});
