import * as vscode from 'vscode';
import type { Risk, risksRequest, RisksResult } from '../../server/src/lsp/messages';
import type { AnalysisServer } from './client';
import type { Status } from './status';

/** A copy, checked against the original by the compiler. */
const risksMethod: typeof risksRequest = 'holdfast/risks';

/**
 * What the server reports at the moment, for everything that shows it besides the Problems panel. It asks the server
 * each time an analysis is finished; until the answer is there, the one before counts.
 */
export class RiskStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly listener: vscode.Disposable;
  private asked = 0;
  private known: readonly Risk[] | undefined;
  private present: Status = { state: 'starting' };
  private seen = '';

  /** Told when the risks or the status are others than before. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: AnalysisServer,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.listener = server.onDidChangeStatus((status) => {
      void this.follow(status);
    });
  }

  /** All findings, by file and place; undefined until the first answer of a running server. */
  get risks(): readonly Risk[] | undefined {
    return this.known;
  }

  get status(): Status {
    return this.present;
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  private async follow(status: Status): Promise<void> {
    const turn = ++this.asked;
    if (status.state === 'starting' || status.state === 'stopped') this.known = undefined;
    if (status.state === 'ready') {
      const risks = await this.fetch();
      // Whatever happened meanwhile has an answer of its own.
      if (turn !== this.asked) return;
      this.known = risks ?? this.known;
    }
    this.present = status;
    const seen = JSON.stringify([status, this.known]);
    if (seen === this.seen) return;
    this.seen = seen;
    this.changed.fire();
  }

  private async fetch(): Promise<readonly Risk[] | undefined> {
    try {
      return (await this.server.ask<RisksResult>(risksMethod)).risks;
    } catch (error) {
      this.log.warn(`The server did not say what it found: ${String(error)}`);
      return undefined;
    }
  }
}
