import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What Terraform makes of an expression: the value as plain data, or that it refuses it. */
export type TerraformAnswer = { readonly value: unknown } | 'refused';

/** Whether there is a Terraform to ask. */
export function hasTerraform(): boolean {
  return spawnSync('terraform', ['version']).status === 0;
}

/**
 * Asks the real Terraform, in one process and without any network, what these expressions come to. Throws
 * where one of them is no expression, or its value is not known or sensitive: then there is no answer at all.
 */
export function askTerraform(expressions: readonly string[]): readonly TerraformAnswer[] {
  const directory = mkdtempSync(path.join(tmpdir(), 'holdfast-console-'));
  try {
    const lines = expressions.map((one) => `    try(jsonencode({ value = ${one} }), "refused"),`);
    writeFileSync(path.join(directory, 'main.tf'), `locals {\n  all = [\n${lines.join('\n')}\n  ]\n}\n`);
    writeFileSync(path.join(directory, 'cli.tfrc'), '');
    const { stdout, stderr } = spawnSync('terraform', ['console', '-no-color'], {
      cwd: directory,
      input: 'base64encode(jsonencode(local.all))\n',
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, TF_CLI_CONFIG_FILE: path.join(directory, 'cli.tfrc') },
    });
    const coded = /^"([A-Za-z0-9+/=]+)"\s*$/.exec(stdout)?.[1];
    if (coded === undefined) throw new Error(`Terraform has no answer: ${stdout}${stderr}`);
    const answers = JSON.parse(Buffer.from(coded, 'base64').toString('utf8')) as readonly string[];
    return answers.map((answer) =>
      answer === 'refused' ? 'refused' : (JSON.parse(answer) as { readonly value: unknown }),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
