import type { CancellationToken } from 'vscode-languageserver';
import { Cancelled } from '../base/cancellation';

/** Throws `Cancelled` where the client gave the request up. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Cancelled();
}

/** Aborted when the client gives the request up. Throws `Cancelled` where it has. */
export function signalOf(token: CancellationToken): AbortSignal {
  throwIfCancelled(token);
  const controller = new AbortController();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  return controller.signal;
}
