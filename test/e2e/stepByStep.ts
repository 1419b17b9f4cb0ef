import path from 'node:path';
import type { Page } from 'playwright-core';
import { repository } from './editor';

/**
 * For tests that build on each other: after one that fails, the others of this `describe` are skipped, and a picture of
 * the page as it was then is in `.e2e/failed-NAME.png`.
 */
export function stepByStep(name: string, page: () => Page): void {
  let broken = false;

  beforeEach(function () {
    if (broken) this.skip();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    broken = true;
    await page().screenshot({ path: path.join(repository, '.e2e', `failed-${name}.png`) });
  });
}
