import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LspClient, uriOf, type ClientOptions } from '../support/lspClient';

const examples = join(__dirname, '../../../examples');

/** Folders on disk and servers that look at them; all of it is gone after `dispose`. */
export class Workspace {
  /** The folder that servers open by default. */
  readonly path = mkdtempSync(join(tmpdir(), 'holdfast-'));
  private readonly clients: LspClient[] = [];

  /** Copies an example of the project into the folder. */
  copyExample(name: string, to = '.'): void {
    cpSync(join(examples, name), join(this.path, to), { recursive: true });
  }

  /** Writes a file, and the directories above it. */
  write(name: string, text: string): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** The URI of a file or directory in the folder. */
  uri(name: string): string {
    return uriOf(join(this.path, name));
  }

  /** Starts a server on this folder, or as `options` say. */
  async start(options: ClientOptions = {}): Promise<LspClient> {
    const client = await LspClient.start({ folders: [this.path], ...options });
    this.clients.push(client);
    return client;
  }

  /** Stops the servers and deletes the folder. */
  async dispose(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.stop()));
    rmSync(this.path, { recursive: true });
  }
}

/** For the tests of the `describe` around: gives `prepare` a fresh workspace before each, which is gone after it. */
export function eachInWorkspace(prepare: (workspace: Workspace) => void): void {
  let workspace: Workspace;

  beforeEach(() => {
    workspace = new Workspace();
    prepare(workspace);
  });

  afterEach(async () => {
    await workspace.dispose();
  });
}
