import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json, run } from './commandLine';

describe('holdfast check with a project file', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'holdfast-cli-'));
    cpSync('examples/nothing-changed', path.join(directory, 'app'), { recursive: true });
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('goes by what the file says', () => {
    writeFileSync(
      path.join(directory, 'holdfast.yaml'),
      'resources:\n  aws_instance:\n    updatable: [ami]\n',
    );
    const report = json(['check'], directory);
    assert.deepEqual([report.status, report.findings, report.notes], [0, [], []]);
  });

  it('exits with 2 and names the place where the file is wrong, whatever is found and asked for', () => {
    writeFileSync(
      path.join(directory, 'app/holdfast.yaml'),
      'resources:\n  aws_instance:\n    updateable: [ami]\n',
    );
    for (const target of ['app', 'app/main.tf']) {
      const { status, stdout } = run(['check', target, '--fail-on', 'never'], directory);
      assert.equal(status, 2);
      assert.match(
        stdout,
        /^holdfast\.yaml:3:5: note: .*`updateable`.*`updatable`.*\[invalid-configuration\]$/m,
      );
      assert.match(stdout, /\[drifting-replacement\]$/m);
    }
  });
});

describe('holdfast check --var-file', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'holdfast-cli-'));
    writeFileSync(
      path.join(directory, 'main.tf'),
      [
        'variable "image" {\n  default = ""\n}\n',
        'data "aws_ami" "linux" {\n  most_recent = true\n  owners = ["amazon"]\n}\n',
        'resource "aws_instance" "web" {',
        '  ami = var.image == "" ? data.aws_ami.linux.id : var.image\n}\n',
      ].join('\n'),
    );
    writeFileSync(path.join(directory, 'prod.tfvars'), 'image = "ami-1"\n');
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('gives root modules the values of the file', () => {
    assert.equal(json(['check'], directory).findings.length, 1);
    assert.equal(json(['check', '--var-file', 'prod.tfvars'], directory).findings.length, 0);
  });

  it('counts for whatif', () => {
    const answer = (...more: readonly string[]): unknown =>
      JSON.parse(run(['whatif', '--all', '--format', 'json', ...more], directory).stdout);
    assert.match(JSON.stringify(answer()), /aws_instance\.web/);
    assert.doesNotMatch(JSON.stringify(answer('--var-file', 'prod.tfvars')), /aws_instance\.web/);
  });

  it('is an error in usage where the file is not there', () => {
    const { status, stderr } = run(['check', '--var-file', 'test.tfvars'], directory);
    assert.equal(status, 2);
    assert.match(stderr, /The variable file “test\.tfvars” cannot be read\./);
  });
});
