import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { until, when } from '../e2e/waiting';
import type { DrivenEditor, ShownDiagnostic } from './drivenEditor';
import { besideTests, type Workplace } from './workplace';

const run = promisify(execFile);

/**
 * What comes before the user's configuration: a major mode as the packages `terraform-mode` and `hcl-mode` bring it,
 * which Debian does not ship.
 */
const majorMode = `
(define-derived-mode hcl-mode prog-mode "HCL")
(define-derived-mode terraform-mode hcl-mode "Terraform")
(add-to-list 'auto-mode-alist '("\\\\.tf\\\\'" . terraform-mode))
`;

/** Emacs without a frame (`--fg-daemon`), driven by `emacsclient`. */
export class Emacs implements DrivenEditor {
  private readonly exited: Promise<unknown>;

  private constructor(
    private readonly process: ChildProcess,
    private readonly socket: string,
  ) {
    this.exited = once(process, 'exit');
  }

  /** Starts it with `configuration` as the user's. */
  static async start(workplace: Workplace, configuration: string): Promise<Emacs> {
    workplace.writeHome('.emacs.d/init.el', `${majorMode}${configuration}`);
    const socket = workplace.path('emacs');
    // An Emacs that was killed left it.
    rmSync(socket, { force: true });
    const process = spawn('emacs', [`--fg-daemon=${socket}`], {
      cwd: workplace.project,
      env: workplace.environment,
      stdio: 'ignore',
    });
    const emacs = new Emacs(process, socket);
    await until('Emacs', () => when(existsSync(socket)));
    await emacs.evaluate(`(load ${text(besideTests('emacs.el'))})`);
    return emacs;
  }

  async open(path: string): Promise<void> {
    await this.call('holdfast-open', path);
    await until('the server', async () => when((await this.ask('(if (eglot-current-server) t)')) === true));
  }

  async diagnostics(path: string, count: number): Promise<readonly ShownDiagnostic[]> {
    let shown: readonly ShownDiagnostic[] = [];
    await until(
      `${String(count)} diagnostics of ${path}`,
      async () => {
        const all = (await this.ask(`(holdfast-diagnostics ${text(path)})`)) as readonly ShownDiagnostic[];
        shown = all.map((one) => ({ ...one, marked: (one.marked as string | null) ?? undefined }));
        return when(shown.length === count);
      },
      () => JSON.stringify(shown),
    );
    return shown;
  }

  async hover(needle: string): Promise<string> {
    await this.call('holdfast-ask-hover', needle);
    return until('a hover', async () => {
      const shown = await this.ask('(if holdfast-hover (substring-no-properties holdfast-hover) "")');
      return shown === '' ? undefined : (shown as string);
    });
  }

  async act(needle: string, title: string): Promise<void> {
    await this.call('holdfast-act', needle, title);
  }

  async type(needle: string, newText: string): Promise<void> {
    await this.call('holdfast-type', needle, newText);
  }

  async text(): Promise<string> {
    return (await this.ask('(buffer-substring-no-properties (point-min) (point-max))')) as string;
  }

  async configure(minSeverity: string): Promise<void> {
    await this.call('holdfast-configure', minSeverity);
  }

  async serverPid(): Promise<number> {
    return (await this.ask('(process-id (jsonrpc--process (eglot-current-server)))')) as number;
  }

  async quit(): Promise<void> {
    // It ends without an answer.
    await this.evaluate("(run-with-timer 0 nil #'kill-emacs)");
    await this.exited;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  private async call(name: string, ...args: readonly string[]): Promise<void> {
    await this.ask(`(progn (${[name, ...args.map(text)].join(' ')}) t)`);
  }

  /** The value of an expression in the buffer that is shown. Rejects with Emacs's error. */
  private async ask(expression: string): Promise<unknown> {
    const buffer = '(window-buffer (frame-selected-window))';
    const printed = await this.evaluate(`(with-current-buffer ${buffer} (holdfast-answer ${expression}))`);
    const encoded = printed.trim().slice(1, -1);
    return (JSON.parse(Buffer.from(encoded, 'base64').toString()) as { readonly value: unknown }).value;
  }

  private async evaluate(expression: string): Promise<string> {
    const { stdout } = await run('emacsclient', [`--socket-name=${this.socket}`, '--eval', expression]);
    return stdout;
  }
}

/** A string in Lisp. */
function text(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
