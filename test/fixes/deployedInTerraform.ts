import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Terraform } from '../terraform/run/command';

/** A configuration of Terraform's own resource type, which needs no provider: texts by file name. */
export type Configuration = Readonly<Record<string, string>>;

/** What Terraform printed of a state in each form. */
export interface Printed {
  readonly file: string;
  readonly shown: string;
  readonly plan: string;
}

/**
 * Creates everything in a directory of its own, then puts the files `after` in place of the others, and gives what
 * Terraform prints of the state; the plan is one for those files. `between` changes something before.
 */
export async function deploy(
  before: Configuration,
  after: Configuration = before,
  between: (terraform: Terraform) => Promise<void> = () => Promise.resolve(),
): Promise<Printed> {
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-deployed-'));
  try {
    const directory = join(scratch, 'root');
    const terraform = new Terraform(directory, scratch, '');
    write(directory, before);
    for (const done of [await terraform.init(), await terraform.apply()])
      assert.ok(done.isSuccess, done.stderr);
    await between(terraform);
    const [file, shown] = [await terraform.pull(), await terraform.show()];
    for (const name of Object.keys(before)) rmSync(join(directory, name));
    write(directory, after);
    const again = await terraform.init();
    assert.ok(again.isSuccess, again.stderr);
    const plan = await terraform.plan('next');
    for (const done of [file, shown, plan]) assert.ok(done.isSuccess, done.stderr);
    return { file: file.stdout, shown: shown.stdout, plan: plan.stdout };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function write(directory: string, files: Configuration): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
