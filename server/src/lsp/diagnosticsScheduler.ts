import type { Snapshot } from '../analysis/host';
import { Cancelled } from '../base/cancellation';
import type { Logger } from '../base/logger';
import { baseName } from '../base/uri';
import type { Host, Timer } from './environment';
import { describeError } from './handle';

/** How long nobody must have typed before the whole workspace is analysed, in milliseconds. */
const idleTime = 250;

/** Whether there is work left, the part that waits for the user to stop typing included. */
export type SchedulerState = 'analysing' | 'ready';

/** Whether the user is in the middle of typing, or everything is known again. */
export type Moment = 'typing' | 'settled';

/** What the scheduler needs besides the engine. */
export interface SchedulerEnvironment {
  readonly host: Pick<Host, 'analyse'>;
  readonly timer: Timer;
  readonly logger: Logger;
  /** Directories to keep to when everything is analysed; undefined for no limits. */
  limits(): readonly string[] | undefined;
  /** Receives each snapshot that is up to date when it is finished, and complete. */
  publish(snapshot: Snapshot, moment: Moment): void;
  /** Told when work begins and when all of it is done. */
  stateChanged(state: SchedulerState): void;
  /** Receives a line per finished analysis, for those who trace the server. */
  trace(message: string): void;
}

/** One analysis to be done. */
interface Work {
  /** The modules that were edited; undefined where everything is to be analysed. */
  readonly modules: readonly string[] | undefined;
  readonly causes: readonly string[];
}

/**
 * Decides when the engine runs; knows nothing of what it finds. The module of an edited document is
 * analysed at once and the workspace when typing pauses: the engine remembers what did not change, but
 * while it reads a large workspace, questions about the file under the user's hands must not wait. Nothing is
 * published until the whole has been read: who calls a module decides what is found in it, and a finding that
 * comes is to stay.
 * One analysis runs at a time, and any change overtakes it: an outcome counts only if nothing changed since.
 */
export class DiagnosticsScheduler {
  /** Counts the changes, so that an outcome can be told from an outdated one. */
  private generation = 0;
  private latest: { readonly snapshot: Snapshot; readonly generation: number } | undefined;
  private readonly modules = new Set<string>();
  private isWorkspaceDue = false;
  /** Whether some document changed, and the pause that follows has not come yet. */
  private isTyping = false;
  private moduleCauses: string[] = [];
  private workspaceCauses: string[] = [];
  /** Whether all has been analysed since something other than a document changed. */
  private isWhole = false;
  private started = false;
  private running = false;
  private stopped = false;
  private state: SchedulerState = 'ready';
  private cancelIdleTimer = (): void => undefined;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly environment: SchedulerEnvironment) {}

  /** Lets the first analysis begin. Changes reported earlier are kept until then. */
  start(): void {
    this.started = true;
    this.workspaceChanged('start');
  }

  /** Ends all work, and everybody's waiting for it. */
  stop(): void {
    this.stopped = true;
    this.generation++;
    this.cancelIdleTimer();
    this.wakeWaiting();
  }

  /** The text of a document in `directory` changed; `cause` says so in the log. */
  documentChanged(directory: string, cause: string): void {
    this.modules.add(directory);
    this.moduleCauses.push(cause);
    if (this.started) this.awaitPause();
    this.changed();
  }

  /** Anything else changed: files on disk, folders, settings. */
  workspaceChanged(cause: string): void {
    this.isWorkspaceDue = true;
    this.isWhole = false;
    this.workspaceCauses.push(cause);
    this.changed();
  }

  /**
   * A snapshot with nothing outstanding that knows the file `uri`, or everything where that is undefined; where no
   * such snapshot can be had, the newest that is up to date; undefined where the last analysis failed. Throws `Cancelled` when
   * `checkCancelled` does, or when the server stops.
   */
  async upToDate(uri: string | undefined, checkCancelled: () => void): Promise<Snapshot | undefined> {
    for (;;) {
      checkCancelled();
      if (this.stopped) throw new Cancelled();
      const current = this.latest?.generation === this.generation ? this.latest.snapshot : undefined;
      const isKnown = uri !== undefined && current?.file(uri) !== undefined;
      if (isKnown || this.isDone()) return current;
      await this.somethingFinished();
    }
  }

  /** Waits until nothing is left to be done. Throws as `upToDate` does. */
  async idle(checkCancelled: () => void): Promise<void> {
    for (;;) {
      checkCancelled();
      if (this.stopped) throw new Cancelled();
      if (this.isDone()) return;
      await this.somethingFinished();
    }
  }

  /** The newest finished analysis, even if something changed since; undefined before the first. */
  newest(): Snapshot | undefined {
    return this.latest?.snapshot;
  }

  private changed(): void {
    this.generation++;
    if (!this.started || this.stopped) return;
    this.report('analysing');
    void this.run();
  }

  private awaitPause(): void {
    this.isTyping = true;
    this.cancelIdleTimer();
    this.cancelIdleTimer = this.environment.timer.after(idleTime, () => {
      this.isTyping = false;
      this.isWorkspaceDue = true;
      this.workspaceCauses.push('pause in typing');
      void this.run();
    });
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let work = this.take(); work !== undefined; work = this.take()) {
      await this.analyse(work);
      this.wakeWaiting();
    }
    this.running = false;
    if (!this.isDone()) return;
    this.report('ready');
    this.wakeWaiting();
  }

  /** The next piece of work: edited modules first, whatever else is due. */
  private take(): Work | undefined {
    if (this.stopped) return undefined;
    if (this.modules.size > 0) {
      const work = { modules: [...this.modules], causes: this.moduleCauses };
      this.modules.clear();
      this.moduleCauses = [];
      return work;
    }
    if (!this.isWorkspaceDue) return undefined;
    const work = { modules: undefined, causes: this.workspaceCauses };
    this.isWorkspaceDue = false;
    this.workspaceCauses = [];
    return work;
  }

  private async analyse(work: Work): Promise<void> {
    const { host, timer, logger } = this.environment;
    const generation = this.generation;
    const checkCancelled = (): void => {
      if (generation !== this.generation) throw new Cancelled();
    };
    const name = describeWork(work);
    const began = timer.now();
    try {
      const only = work.modules ?? this.environment.limits();
      const snapshot = await host.analyse({ checkCancelled, ...(only === undefined ? {} : { only }) });
      checkCancelled();
      this.latest = { snapshot, generation };
      if (work.modules === undefined) this.isWhole = true;
      const isSettled = work.modules === undefined && !this.isTyping;
      if (this.isWhole) this.environment.publish(snapshot, isSettled ? 'settled' : 'typing');
      this.environment.trace(`${name}: ${String(Math.round(timer.now() - began))} ms`);
    } catch (error) {
      if (error instanceof Cancelled && generation !== this.generation) this.putBack(work);
      else logger.error(`${name} failed: ${describeError(error)}`);
    }
  }

  /**
   * Keeps overtaken work. The workspace is looked at again after the pause; where it was not read as a whole yet, that
   * goes on in between, since what was read and analysed is kept.
   */
  private putBack({ modules, causes }: Work): void {
    if (modules === undefined) {
      this.workspaceCauses.unshift(...causes);
      if (!this.isWhole) this.isWorkspaceDue = true;
    } else {
      for (const module of modules) this.modules.add(module);
      this.moduleCauses.unshift(...causes);
    }
  }

  private isDone(): boolean {
    const isNothingDue = this.modules.size === 0 && !this.isWorkspaceDue && !this.isTyping;
    return this.started && !this.running && isNothingDue;
  }

  private report(state: SchedulerState): void {
    if (state === this.state) return;
    this.state = state;
    this.environment.stateChanged(state);
  }

  private somethingFinished(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  private wakeWaiting(): void {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

function describeWork({ modules, causes }: Work): string {
  const subject = modules === undefined ? 'the workspace' : modules.map(baseName).join(', ');
  return `Analysis of ${subject} (${[...new Set(causes)].join('; ')})`;
}
