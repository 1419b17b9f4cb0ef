import { say } from '../base/language';
import { execFile, type ExecFileException } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { URI } from 'vscode-uri';
import type { StatePull, StatePullOutcome } from '../lsp/environment';

/** How long a pull may take, in milliseconds: backends far away, but no prompt that nobody sees. */
const patience = 120_000;

/** How much it may print, in bytes. */
const mostOutput = 64 * 1024 * 1024;

/** How much of an error message is handed on. */
const mostErrorLines = 5;
const longestErrorLine = 300;

/**
 * Runs `terraform state pull` or `tofu state pull` in a directory and gives what it prints. The program is looked up
 * on the PATH, at absolute places outside of the directories that are not trusted, and started without a shell and
 * without input. Never rejects.
 */
export async function pullState(request: StatePull): Promise<StatePullOutcome> {
  const { program, directory, signal } = request;
  const cwd = pathOf(directory);
  if (cwd === undefined) return { error: say`The root module is not on this machine’s disk.` };
  const untrusted = request.untrusted.flatMap((uri) => pathOf(uri) ?? []);
  const executable = await findProgram(program, untrusted);
  if (executable === undefined) {
    return { error: say`There is no program “${program}” on the PATH, outside of the workspace.` };
  }
  return new Promise((done) => {
    const options = {
      cwd,
      env: environment(),
      signal,
      timeout: patience,
      maxBuffer: mostOutput,
      windowsHide: true,
    };
    try {
      const child = execFile(executable, ['state', 'pull'], options, (error, stdout, stderr) => {
        done(error === null ? outputOf(program, stdout) : { error: reason(program, error, stderr) });
      });
      child.stdin?.end();
    } catch (error) {
      done({ error: say`“${program} state pull” could not be started: ${messageOf(error)}` });
    }
  });
}

/** The path of an executable file; Windows starts nothing but an `.exe` without a shell. */
async function findProgram(program: string, untrusted: readonly string[]): Promise<string | undefined> {
  const name = process.platform === 'win32' ? `${program}.exe` : program;
  const refused = await Promise.all(untrusted.map(realPath));
  for (const directory of (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)) {
    const path = join(directory, name);
    if (!(await isExecutable(path))) continue;
    const real = await realPath(directory);
    if (!refused.some((one) => isInside(real, one))) return path;
  }
  return undefined;
}

async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return resolve(path);
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    return found.isFile() && (process.platform === 'win32' || (found.mode & 0o111) !== 0);
  } catch {
    return false;
  }
}

function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === '' || !(way.startsWith('..') || isAbsolute(way));
}

/** The user's own, without what would make the program log or ask. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TF_LOG'));
  return { ...Object.fromEntries(inherited), TF_IN_AUTOMATION: '1', TF_INPUT: '0' };
}

function outputOf(program: string, stdout: string): StatePullOutcome {
  if (stdout.trim() !== '') return { text: stdout };
  return { error: say`“${program} state pull” printed nothing: there is no state yet.` };
}

/** Why it failed; nothing of its output is in it. */
function reason(program: string, error: ExecFileException, stderr: string): string {
  const command = say`“${program} state pull”`;
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return say`${command} printed more than 64 MiB.`;
  if (error.name === 'AbortError') return say`${command} was cancelled.`;
  if (error.killed === true) return say`${command} took longer than ${patience / 1000} seconds.`;
  if (typeof error.code === 'string') return say`${command} could not be started (${error.code}).`;
  const lines = stripVTControlCharacters(stderr)
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/[╷│╵\r]/g, '')
        .trim()
        .slice(0, longestErrorLine),
    )
    .filter((line) => line !== '');
  return [say`${command} failed.`, ...lines.slice(0, mostErrorLines)].join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}
