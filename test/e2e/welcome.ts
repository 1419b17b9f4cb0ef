import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { example } from './example';
import type { EditorSession } from './session';
import { until, when } from './waiting';
import { Workbench } from './workbench';

/** What the tests below use; its window shows something else afterwards. */
export interface Opened {
  readonly session: EditorSession;
  readonly workbench: Workbench;
}

/** The tests of what somebody sees who has just installed the extension. They build on each other. */
export function testWelcome(opened: () => Opened): void {
  it('opens its sample in a window of its own where a folder is open, and warns of it', async () => {
    const { session, workbench } = opened();
    const other = session.page.context().waitForEvent('page');
    await workbench.run('Holdfast: Open the Sample');
    const page = await other;
    await new Workbench(page).codeLens('Can replace 1 resource').waitFor();
    await page.close();
  });

  it('explains itself in four steps, each with a picture', async () => {
    const { session, workbench } = opened();
    await session.openEmptyWindow();
    await workbench.run('Holdfast: Get Started');
    await workbench.walkthroughSteps.first().waitFor();
    const steps = await workbench.walkthroughSteps.all();
    assert.equal(steps.length, 4);
    const pictures = new Set<string>();
    for (const step of steps) {
      await step.click();
      pictures.add(await until('a picture of its own', () => workbench.loadedWalkthroughPicture(pictures)));
    }
  });

  it('opens a copy of the sample beside the steps, and warns of it there', async () => {
    const { session, workbench } = opened();
    await workbench.walkthroughSteps.first().click();
    await workbench.button('Open the Sample').click();
    await workbench.codeLens('Can replace 1 resource').waitFor();
    await until('the step to be done', async () => when((await workbench.doneSteps.count()) === 1));
    await workbench.walkthroughSteps.first().waitFor();
    const copy = path.join(session.storage, 'sample', 'main.tf');
    assert.ok(existsSync(copy));
    assert.equal(readFileSync(copy, 'utf8'), example);
  });
}
