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
