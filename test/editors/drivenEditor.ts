import { spawnSync } from 'node:child_process';

/** A diagnostic as the editor keeps it, counted as the protocol counts: lines and columns from 0. */
export interface ShownDiagnostic {
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** The text that the editor marks; undefined for a file that is not open. */
  readonly marked: string | undefined;
  /** What the editor keeps of the way of the value: `FILE:LINE: SENTENCE` for each step, lines from 1. */
  readonly path: readonly string[];
}

/** A running editor with Holdfast in it. Paths are absolute; everything else is about the file opened last. */
export interface DrivenEditor {
  open(path: string): Promise<void>;
  /** Waits until the editor has `count` diagnostics of the file, and gives them; gives what there is where that never comes. */
  diagnostics(path: string, count: number): Promise<readonly ShownDiagnostic[]>;
  /** What the editor shows about the first `needle`. */
  hover(needle: string): Promise<string>;
  /** Chooses the code action `title` at the first `needle`, as a user does. */
  act(needle: string, title: string): Promise<void>;
  /** Types `text` in place of the first `needle`. */
  type(needle: string, text: string): Promise<void>;
  /** The text as it stands in the editor. */
  text(): Promise<string>;
  /** Gives the server other settings while it runs. */
  configure(minSeverity: string): Promise<void>;
  /** The process of the server. */
  serverPid(): Promise<number>;
  /** Ends the editor as a user does. */
  quit(): Promise<void>;
  /** Ends the editor's process without asking it. */
  kill(): Promise<void>;
}

/** The first line of what a program says of its version; undefined where it is not on the path. */
export function versionOf(program: string): string | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
}
