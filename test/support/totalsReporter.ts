import { reporters } from 'mocha';

/** Mocha's usual report, and the totals as the very last line, for machines to read. */
export default class TotalsReporter extends reporters.Spec {
  override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    reporters.Base.consoleLog(
      `${String(passes)} passed, ${String(failures)} failed, ${String(pending)} skipped`,
    );
  }
}
