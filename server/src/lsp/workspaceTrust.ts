import type { Connection } from 'vscode-languageserver';
import type { Logger } from '../base/logger';
import { handleNotification } from './handle';
import { trustNotification, type TrustParams } from './messages';

/** Whether the user trusts what is opened: programs are started, and the network is asked, only then. */
export class WorkspaceTrust {
  /** `isGranted` is what the client says at the start. */
  constructor(public isGranted: boolean) {}

  /** Starts to listen for changes. Whatever is not clearly trust is none. */
  listen(connection: Connection, logger: Logger): void {
    connection.onNotification(
      trustNotification,
      handleNotification(trustNotification, logger, (params: TrustParams | undefined) => {
        this.isGranted = params?.trusted === true;
      }),
    );
  }
}
