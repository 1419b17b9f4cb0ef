import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const repository = path.join(__dirname, '../../..');

/** The packed command line, as `npm run build` leaves it. */
const program = path.join(repository, 'dist/server/cli.js');

/** A home directory with an editor's configuration, and a project to be opened in it. */
export class Workplace {
  private readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'hf-')));
  readonly home = path.join(this.folder, 'home');
  /** A Git repository. */
  readonly project = path.join(this.folder, 'project');

  constructor() {
    if (!existsSync(program)) throw new Error('There is no packed command line; `npm run build` makes it.');
    const programs = path.join(this.folder, 'bin');
    for (const folder of [this.home, this.project, programs]) mkdirSync(folder);
    symlinkSync(program, path.join(programs, 'holdfast'));
    const git = spawnSync('git', ['init', '--quiet', this.project], { encoding: 'utf8' });
    if (git.status !== 0) throw new Error(`git init failed: ${git.stderr}`);
  }

  /** What the editor is to be started with: this home, and `holdfast` on the path. */
  get environment(): NodeJS.ProcessEnv {
    const { PATH = '', ...others } = process.env;
    const kept = Object.entries(others).filter(([name]) => !name.startsWith('XDG_'));
    return {
      ...Object.fromEntries(kept),
      HOME: this.home,
      LANG: 'C.UTF-8',
      PATH: [path.join(this.folder, 'bin'), path.dirname(process.execPath), PATH].join(path.delimiter),
    };
  }

  /** A path in this folder for what is neither configuration nor project. */
  path(name: string): string {
    return path.join(this.folder, name);
  }

  /** Copies the example into a folder of the project; gives the path of its file. */
  copyExample(to = '.'): string {
    const target = path.join(this.project, to);
    cpSync(path.join(repository, 'examples/nothing-changed'), target, { recursive: true });
    return path.join(target, 'main.tf');
  }

  /** Writes a file of the editor's configuration. */
  writeHome(name: string, text: string): void {
    const file = path.join(this.home, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Deletes all of it. */
  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The path of a file that stands beside the source of these tests. */
export function besideTests(name: string): string {
  return path.join(repository, 'test/editors', name);
}
