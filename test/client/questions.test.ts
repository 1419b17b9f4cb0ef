import assert from 'node:assert/strict';
import { bugReportText } from '../../client/src/bugReport/text';
import { blockTypeAt } from '../../client/src/questions/blockType';

const text = `data "aws_ami" "linux" {
  most_recent = true
}

resource "aws_instance" "web" {
  root_block_device {
    volume_size = 1
  }
}

locals {
  a = 1
}`;

describe('The type that is asked for', () => {
  const lines = text.split('\n');
  const document = { lineAt: (line: number) => ({ text: lines[line] ?? '' }) };

  for (const [line, type] of [
    [0, 'aws_ami'],
    [1, 'aws_ami'],
    [2, 'aws_ami'],
    [3, ''],
    [4, 'aws_instance'],
    [6, 'aws_instance'],
    [8, 'aws_instance'],
    [11, ''],
  ] as const) {
    it(`is "${type}" in line ${String(line + 1)}`, () => {
      assert.equal(blockTypeAt(document, line), type);
    });
  }
});

describe('A bug report', () => {
  const report = {
    versions: {
      extension: '0.1.0',
      server: undefined,
      editor: 'Some | Editor 1.91.0',
      system: 'linux x64 6.1',
      runtime: 'Node v20',
      extensions: { 'hashicorp.terraform': '2.34.0' },
    },
    surroundings: ['desktop', 'trusted workspace'],
    state: 'ready',
    counts: { Files: 12, Findings: 3 },
    rules: { 'drifting-replacement': 3 },
    settings: [] as readonly string[],
  };

  it('is a table of versions, counts, and names of settings', () => {
    const rows = bugReportText({ ...report, settings: ['holdfast.exclude'] }).split('\n');
    for (const row of [
      '| Holdfast | 0.1.0 |',
      '| Server | not running |',
      '| Editor | Some \\| Editor 1.91.0 |',
      '| hashicorp.terraform | 2.34.0 |',
      '| Files | 12 |',
      '| Findings by rule | drifting-replacement: 3 |',
      '| Settings that differ | `holdfast.exclude` |',
    ]) {
      assert.ok(rows.includes(row), row);
    }
  });

  it('says so where no setting differs', () => {
    assert.match(bugReportText(report), /\| Settings that differ \| none \|/);
  });
});
