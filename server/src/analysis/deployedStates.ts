import type { FileSystem } from '../base/fileSystem';
import { isWithin } from '../base/uri';
import type { DeployedState } from '../fixes/state/deployedState';
import { localStateFile, type StateSurroundings } from '../fixes/state/localState';
import { readState, stateProblemWords, type StateProblem } from '../fixes/state/readState';

/** What became of a state that somebody pointed to. */
export type StateOutcome =
  /** It counts from now on; the number of managed resource instances in it. */
  | { readonly instances: number }
  /** It was not read, and nothing changed; the reason as an id and as a sentence. */
  | { readonly problem: StateProblem; readonly message: string };

/**
 * What is known to be deployed, by the root module's directory (a URI). A state file is read when somebody asks, and
 * once, until it is said to have changed. Nothing of a state is written or logged anywhere.
 */
export class DeployedStates {
  private readonly given = new Map<string, DeployedState>();
  /** The content of state files, by URI. */
  private readonly files = new Map<string, Promise<DeployedState | undefined>>();
  /** Changes whenever something else may be known than before. */
  private currentVersion = 0;

  constructor(private readonly fileSystem: FileSystem) {}

  /** What is known now has another number than anything that was known before. */
  get version(): number {
    return this.currentVersion;
  }

  /** Makes `text` the state of the root module in `directory`, in place of any file; undefined takes it back. */
  give(directory: string, text: string | undefined): StateOutcome {
    if (text === undefined) {
      if (this.given.delete(directory)) this.currentVersion++;
      return { instances: 0 };
    }
    const reading = readState(text);
    if ('problem' in reading)
      return { problem: reading.problem, message: stateProblemWords(reading.problem) };
    this.given.set(directory, reading.state);
    this.currentVersion++;
    return { instances: reading.state.instances.filter(({ mode }) => mode === 'managed').length };
  }

  /** Files or directories that changed: what was read of states there is forgotten. */
  invalidate(uris: readonly string[]): void {
    const changed = [...this.files.keys()].filter((known) => uris.some((uri) => isWithin(known, uri)));
    for (const file of changed) this.files.delete(file);
    if (changed.length > 0 || uris.some((uri) => stateRelated.test(uri))) this.currentVersion++;
  }

  /** The state of the root module in `directory`: the given one, else that of Terraform's local file. */
  async of(directory: string, texts: StateSurroundings['texts']): Promise<DeployedState | undefined> {
    return this.given.get(directory) ?? this.local(directory, texts);
  }

  /** Whether Terraform's local file for the root module in `directory` is there and can be read. */
  async hasLocal(directory: string, texts: StateSurroundings['texts']): Promise<boolean> {
    return (await this.local(directory, texts)) !== undefined;
  }

  private async local(
    directory: string,
    texts: StateSurroundings['texts'],
  ): Promise<DeployedState | undefined> {
    const file = await localStateFile({ fileSystem: this.fileSystem, texts }, directory);
    if (file === undefined) return undefined;
    const state = this.files.get(file) ?? this.read(file);
    this.files.set(file, state);
    return state;
  }

  private async read(file: string): Promise<DeployedState | undefined> {
    const text = await this.fileSystem.readFile(file);
    const reading = text === undefined ? undefined : readState(text);
    return reading !== undefined && 'state' in reading ? reading.state : undefined;
  }
}

/** What decides which state counts, and the directories that hold such files. */
const stateRelated =
  /\/(?:terraform\.tfstate|\.terraform\/environment|\.terraform|terraform\.tfstate\.d(?:\/[^/]+)?)$/;
