import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { readState } from '../../server/src/fixes/state/readState';
import type { StatePullOutcome } from '../../server/src/lsp/environment';
import { pullState } from '../../server/src/node/pullState';
import { uriOf } from '../support/lspClient';
import { hasTerraform, Terraform } from '../terraform/run/command';

/** What a test may say about how the program is run. */
interface Run {
  readonly program?: 'terraform' | 'tofu';
  readonly untrusted?: readonly string[];
  readonly signal?: AbortSignal;
}

describe('state pull', function () {
  let scratch: string;
  let root: string;
  const path = process.env['PATH'] ?? '';

  beforeEach(function () {
    // The stand-in programs here are scripts.
    if (process.platform === 'win32') this.skip();
    scratch = realpathSync(mkdtempSync(join(tmpdir(), 'holdfast-pull-')));
    root = join(scratch, 'root');
    mkdirSync(root);
  });

  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(scratch, { recursive: true });
  });

  /** Writes a program, in a directory of its own. */
  function program(script: string, name = 'terraform', directory = 'bin', mode = 0o755): string {
    const home = join(scratch, directory);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(home, name), mode);
    return home;
  }

  async function pull(directories: readonly string[], run: Run = {}): Promise<StatePullOutcome> {
    process.env['PATH'] = directories.join(delimiter);
    return pullState({
      program: 'terraform',
      directory: uriOf(root),
      untrusted: [uriOf(root)],
      signal: new AbortController().signal,
      ...run,
    });
  }

  async function failure(directories: readonly string[], run: Run = {}): Promise<string> {
    const outcome = await pull(directories, run);
    assert.ok('error' in outcome, 'it failed');
    return outcome.error;
  }

  it('runs the program in the directory, with nobody to ask', async () => {
    const home = program('read -r line; echo "$PWD|$*|$TF_IN_AUTOMATION|$TF_INPUT|$line|$?"');
    assert.deepEqual(await pull([home]), { text: `${root}|state pull|1|0||1\n` });
  });

  it('runs the one that was asked for', async () => {
    const home = program('echo tofu', 'tofu');
    program('echo terraform');
    assert.deepEqual(await pull([home], { program: 'tofu' }), { text: 'tofu\n' });
    assert.deepEqual(await pull([home]), { text: 'terraform\n' });
  });

  it('takes no program from the workspace, from a relative place, or one that cannot be executed', async () => {
    const own = program('echo wrong', 'terraform', 'root/bin');
    const folder = program('echo wrong', 'terraform', 'folder/.bin');
    const dead = program('echo wrong', 'terraform', 'dead', 0o644);
    const good = program('echo right', 'terraform', 'good');
    program('echo wrong', 'terraform', 'root');
    const directories = [own, root, '', '.', 'bin', folder, dead];
    const untrusted = [uriOf(root), uriOf(join(scratch, 'folder'))];
    assert.deepEqual(await pull([...directories, good], { untrusted }), { text: 'right\n' });
    assert.match(await failure(directories, { untrusted }), /There is no program “terraform” on the PATH/);
  });

  it('says what the program said, and nothing of what it printed', async () => {
    const home = program(
      'echo secret; for i in 1 2 3 4 5 6 7; do printf "\\033[31m│ Error %s\\033[0m\\n" $i >&2; done; exit 1',
    );
    const error = await failure([home]);
    assert.equal(error, '“terraform state pull” failed.\nError 1\nError 2\nError 3\nError 4\nError 5');
  });

  it('takes an empty answer for what it is', async () => {
    assert.match(await failure([program('exit 0')]), /there is no state yet/);
  });

  it('takes no more than 64 MiB', async () => {
    const home = program('/usr/bin/env head -c 70000000 /dev/zero');
    process.env['PATH'] = path;
    assert.match(await failure([home, ...path.split(delimiter)]), /printed more than 64 MiB/);
  });

  it('ends the program when nobody waits any more', async () => {
    const controller = new AbortController();
    const home = program('echo $$ > pid; exec sleep 600');
    const pulling = failure([home, ...path.split(delimiter)], { signal: controller.signal });
    controller.abort();
    assert.match(await pulling, /was cancelled/);
  });

  it('has nothing to run for what is not on disk', async () => {
    const signal = new AbortController().signal;
    const request = { program: 'terraform', directory: 'git://host/app', untrusted: [], signal } as const;
    const outcome = await pullState(request);
    assert.ok('error' in outcome);
  });

  it('gives what Terraform has', async function () {
    if (!hasTerraform()) return this.skip();
    writeFileSync(join(root, 'main.tf'), 'resource "terraform_data" "a" {\n  input = "deployed"\n}\n');
    const terraform = new Terraform(root, root, '');
    for (const done of [await terraform.init(), await terraform.apply()])
      assert.ok(done.isSuccess, done.stderr);
    const outcome = await pull(path.split(delimiter));
    assert.ok('text' in outcome);
    const reading = readState(outcome.text);
    assert.ok('state' in reading);
    const [instance] = reading.state.instancesOf('terraform_data.a');
    assert.equal(instance?.attributes['input'], 'deployed');
  }).timeout(60_000);
});
