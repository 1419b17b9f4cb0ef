import { spawnSync } from 'node:child_process';
import path from 'node:path';

const program = path.resolve('out/server/src/node/cliMain.js');

/** The machine-readable report. */
export interface JsonReport {
  readonly version: number;
  readonly findings: readonly Record<string, unknown>[];
  readonly notes: readonly Record<string, unknown>[];
  readonly summary: Record<string, number>;
}

/** Runs the command line in a directory. */
export function run(
  args: readonly string[],
  cwd: string,
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
    // Everything that is known is some megabytes.
    maxBuffer: 50_000_000,
  });
  return { status, stdout, stderr };
}

/** Runs it with `--format json`, and reads the report. */
export function json(args: readonly string[], cwd: string): JsonReport & { readonly status: number | null } {
  const { status, stdout } = run([...args, '--format', 'json'], cwd);
  return { ...(JSON.parse(stdout) as JsonReport), status };
}
