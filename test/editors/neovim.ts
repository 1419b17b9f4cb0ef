import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { decodeMultiStream, encode } from '@msgpack/msgpack';
import type { DrivenEditor, ShownDiagnostic } from './drivenEditor';
import { besideTests, type Workplace } from './workplace';

/** Neovim without a window, driven by its own remote interface (MessagePack-RPC over its standard input and output). */
export class Neovim implements DrivenEditor {
  private readonly waiting = new Map<
    number,
    (answer: { readonly error: unknown; readonly result: unknown }) => void
  >();
  private requests = 0;
  private readonly exited: Promise<unknown>;

  private constructor(private readonly process: ChildProcessWithoutNullStreams) {
    this.exited = once(process, 'exit');
    void this.read();
  }

  /** Starts it with `configuration` as the user's. */
  static async start(workplace: Workplace, configuration: string): Promise<Neovim> {
    workplace.writeHome('.config/nvim/init.lua', configuration);
    const process = spawn('nvim', ['--embed', '--headless', '-n'], {
      cwd: workplace.project,
      env: workplace.environment,
    });
    const neovim = new Neovim(process);
    await neovim.request('nvim_command', [`luafile ${besideTests('neovim.lua')}`]);
    return neovim;
  }

  async open(path: string): Promise<void> {
    await this.request('nvim_command', [`edit ${path}`]);
  }

  async diagnostics(path: string, count: number): Promise<readonly ShownDiagnostic[]> {
    const shown = (await this.lua('return holdfast.diagnostics(...)', path, count)) as ShownDiagnostic[];
    return shown.map((one) => ({ ...one, marked: (one.marked as string | null) ?? undefined }));
  }

  async hover(needle: string): Promise<string> {
    return (await this.lua('return holdfast.hover(...)', needle)) as string;
  }

  async act(needle: string, title: string): Promise<void> {
    await this.lua('holdfast.act(...)', needle, title);
  }

  async type(needle: string, text: string): Promise<void> {
    await this.lua('holdfast.type(...)', needle, text);
  }

  async text(): Promise<string> {
    return (await this.lua('return holdfast.text()')) as string;
  }

  async configure(minSeverity: string): Promise<void> {
    await this.lua('holdfast.configure(...)', minSeverity);
  }

  async serverPid(): Promise<number> {
    return (await this.lua('return holdfast.server_pid()')) as number;
  }

  async quit(): Promise<void> {
    // It ends without an answer.
    this.send('nvim_command', ['quitall!']);
    await this.exited;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  /** Runs Lua code with arguments; gives what it returns. Rejects with its error. */
  private lua(code: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.request('nvim_exec_lua', [code, args]);
  }

  private async request(method: string, params: readonly unknown[]): Promise<unknown> {
    const id = this.send(method, params);
    const { error, result } = await new Promise<{ readonly error: unknown; readonly result: unknown }>(
      (resolve) => this.waiting.set(id, resolve),
    );
    if (error !== null) throw new Error(`Neovim: ${JSON.stringify(error)}`);
    return result;
  }

  /** Requests are `[0, id, method, params]`. Source: the MessagePack-RPC specification, as Neovim's `:help rpc` has it. */
  private send(method: string, params: readonly unknown[]): number {
    const id = ++this.requests;
    this.process.stdin.write(encode([0, id, method, params]));
    return id;
  }

  private async read(): Promise<void> {
    for await (const message of decodeMultiStream(this.process.stdout)) {
      const [, id, error, result] = message as [unknown, number, unknown, unknown];
      this.waiting.get(id)?.({ error, result });
      this.waiting.delete(id);
    }
    for (const answer of this.waiting.values()) answer({ error: 'it has ended', result: null });
  }
}
