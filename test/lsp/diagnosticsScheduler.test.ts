import assert from 'node:assert/strict';
import type { Snapshot } from '../../server/src/analysis/host';
import { Cancelled } from '../../server/src/base/cancellation';
import {
  DiagnosticsScheduler,
  type Moment,
  type SchedulerState,
} from '../../server/src/lsp/diagnosticsScheduler';
import { analysedFile, FakeTimer, ManualHost, MemoryLogger, snapshotOf } from './fakes';

const directory = 'file:///app';
const file = `${directory}/main.tf`;

function setUp(limits?: readonly string[]) {
  const host = new ManualHost();
  const timer = new FakeTimer();
  const logger = new MemoryLogger();
  const published: Snapshot[] = [];
  const moments: Moment[] = [];
  const states: SchedulerState[] = [];
  const traces: string[] = [];
  const scheduler = new DiagnosticsScheduler({
    host,
    timer,
    logger,
    limits: () => limits,
    publish: (snapshot, moment) => {
      published.push(snapshot);
      moments.push(moment);
    },
    stateChanged: (state) => states.push(state),
    trace: (message) => traces.push(message),
  });
  return { host, timer, logger, published, moments, states, traces, scheduler };
}

/** A scheduler whose first analysis is done. */
async function setUpStarted(limits?: readonly string[]) {
  const parts = setUp(limits);
  parts.scheduler.start();
  await parts.host.last().finish(snapshotOf({ files: [analysedFile(file, '')] }));
  parts.published.length = 0;
  parts.moments.length = 0;
  parts.states.length = 0;
  return parts;
}

describe('The diagnostics scheduler', () => {
  it('waits for the start, then analyses open modules before the workspace', async () => {
    const { host, scheduler, published } = setUp();
    scheduler.documentChanged(directory, 'open');
    assert.equal(host.runs.length, 0);

    scheduler.start();
    assert.deepEqual(host.last().request.only, [directory]);
    await host.last().finish(snapshotOf({}));
    assert.equal(host.last().request.only, undefined);
    assert.equal(published.length, 0, 'what calls the module is not known yet');
    const whole = snapshotOf({});
    await host.last().finish(whole);
    assert.deepEqual(published, [whole]);
    assert.equal(host.runs.length, 2);
  });

  it('analyses an edited module at once and the workspace after 250 ms without edits', async () => {
    const { host, scheduler, timer, published, moments } = await setUpStarted();
    scheduler.documentChanged(directory, 'edit');
    assert.deepEqual(host.last().request.only, [directory]);
    await host.last().finish(snapshotOf({}));
    assert.equal(published.length, 1);

    await timer.advance(200);
    scheduler.documentChanged(directory, 'edit');
    await host.last().finish(snapshotOf({}));
    await timer.advance(200);
    assert.equal(host.runs.length, 3, 'the second edit starts the 250 ms again');

    await timer.advance(50);
    assert.equal(host.runs.length, 4);
    assert.equal(host.last().request.only, undefined);
    await host.last().finish(snapshotOf({}));
    assert.deepEqual(moments, ['typing', 'typing', 'settled']);
  });

  it('does not take a change on disk for a pause in typing', async () => {
    const { host, scheduler, timer, moments, states } = await setUpStarted();
    scheduler.documentChanged(directory, 'edit');
    await host.last().finish(snapshotOf({}));
    scheduler.workspaceChanged('files on disk');
    assert.equal(host.last().request.only, undefined);
    await host.last().finish(snapshotOf({}));
    assert.deepEqual(moments, ['typing', 'typing']);
    assert.deepEqual(states, ['analysing'], 'the pause is still to come');
    await timer.advance(250);
    await host.last().finish(snapshotOf({}));
    assert.deepEqual(moments, ['typing', 'typing', 'settled']);
    assert.deepEqual(states, ['analysing', 'ready']);
  });

  it('publishes nothing of an edited module while the workspace has to be read again', async () => {
    const { host, scheduler, published } = await setUpStarted();
    scheduler.workspaceChanged('folders');
    const interrupted = host.last();
    scheduler.documentChanged(directory, 'edit');
    await interrupted.fail(new Cancelled());
    assert.deepEqual(host.last().request.only, [directory]);
    await host.last().finish(snapshotOf({}));
    assert.equal(published.length, 0);
  });

  it('lets an edit overtake a running analysis, and publishes the latest only', async () => {
    const { host, scheduler, published } = await setUpStarted();
    scheduler.documentChanged('file:///app/a', 'edit of a');
    const overtaken = host.last();
    overtaken.request.checkCancelled();
    scheduler.documentChanged('file:///app/b', 'edit of b');
    assert.throws(() => {
      overtaken.request.checkCancelled();
    }, Cancelled);
    assert.equal(host.runs.length, 2, 'one analysis at a time');

    await overtaken.fail(new Cancelled());
    assert.deepEqual([...(host.last().request.only ?? [])].sort(), ['file:///app/a', 'file:///app/b']);
    const latest = snapshotOf({});
    await host.last().finish(latest);
    assert.deepEqual(published, [latest]);
  });

  it('drops the outcome of an analysis that did not notice that it was overtaken', async () => {
    const { host, scheduler, published } = await setUpStarted();
    scheduler.documentChanged(directory, 'edit');
    const overtaken = host.last();
    scheduler.documentChanged(directory, 'edit');
    await overtaken.finish(snapshotOf({}));
    assert.equal(published.length, 0);

    const latest = snapshotOf({});
    await host.last().finish(latest);
    assert.deepEqual(published, [latest]);
  });

  it('goes on reading the workspace between two edits until it was read once', async () => {
    const { host, scheduler, published, moments } = await setUpStarted();
    scheduler.workspaceChanged('files on disk');
    for (let edits = 0; edits < 3; edits++) {
      const interrupted = host.last();
      assert.equal(interrupted.request.only, undefined);
      scheduler.documentChanged(directory, 'edit');
      await interrupted.fail(new Cancelled());
      assert.deepEqual(host.last().request.only, [directory]);
      await host.last().finish(snapshotOf({}));
    }
    assert.equal(published.length, 0);
    assert.equal(host.last().request.only, undefined);
    await host.last().finish(snapshotOf({}));
    assert.deepEqual(moments, ['typing']);
  });

  it('comes back to the workspace after a pause when an edit interrupted it', async () => {
    const { host, scheduler, timer } = await setUpStarted();
    scheduler.documentChanged(directory, 'edit');
    await host.last().finish(snapshotOf({}));
    await timer.advance(250);
    const interrupted = host.last();
    assert.equal(interrupted.request.only, undefined);
    scheduler.documentChanged(directory, 'edit');
    await interrupted.fail(new Cancelled());
    await host.last().finish(snapshotOf({}));
    const runs = host.runs.length;
    await timer.advance(250);
    assert.equal(host.runs.length, runs + 1);
    assert.equal(host.last().request.only, undefined);
  });

  it('survives an analysis that throws, logs it with its cause, and keeps what was published', async () => {
    const { host, scheduler, logger, published } = await setUpStarted();
    scheduler.workspaceChanged('files on disk');
    await host.last().fail(new Error('the engine is broken'));
    assert.equal(published.length, 0);
    assert.equal(logger.errors.length, 1);
    assert.match(logger.errors[0] ?? '', /files on disk.*the engine is broken/s);

    scheduler.workspaceChanged('files on disk');
    await host.last().finish(snapshotOf({}));
    assert.equal(published.length, 1);
  });

  it('does not take a cancellation that nobody asked for as a reason to try for ever', async () => {
    const { host, scheduler, logger } = await setUpStarted();
    scheduler.workspaceChanged('files on disk');
    const runs = host.runs.length;
    await host.last().fail(new Cancelled());
    assert.equal(host.runs.length, runs);
    assert.equal(logger.errors.length, 1);
  });

  it('names all causes of an analysis, those of overtaken ones included', async () => {
    const { host, scheduler, timer, traces } = await setUpStarted();
    scheduler.documentChanged(directory, 'edit of a.tf');
    const overtaken = host.last();
    scheduler.documentChanged(directory, 'edit of b.tf');
    await overtaken.fail(new Cancelled());
    traces.length = 0;
    await host.last().finish(snapshotOf({}));
    await timer.advance(250);
    await host.last().finish(snapshotOf({}));
    assert.deepEqual(traces, [
      'Analysis of app (edit of a.tf; edit of b.tf): 0 ms',
      'Analysis of the workspace (pause in typing): 0 ms',
    ]);
  });

  it('is ready only when nothing is left to do, the pause in typing included', async () => {
    const { host, scheduler, timer, states } = await setUpStarted();
    scheduler.documentChanged(directory, 'edit');
    assert.deepEqual(states, ['analysing']);
    await host.last().finish(snapshotOf({}));
    assert.deepEqual(states, ['analysing']);
    await timer.advance(250);
    await host.last().finish(snapshotOf({}));
    assert.deepEqual(states, ['analysing', 'ready']);
  });

  it('keeps whole analyses within its limits', async () => {
    const { host, scheduler } = await setUpStarted([directory]);
    scheduler.workspaceChanged('files on disk');
    assert.deepEqual(host.last().request.only, [directory]);
  });

  it('does nothing after it was stopped', async () => {
    const { host, scheduler, published } = await setUpStarted();
    scheduler.workspaceChanged('files on disk');
    const runs = host.runs.length;
    scheduler.stop();
    await host.last().finish(snapshotOf({}));
    scheduler.workspaceChanged('files on disk');
    assert.equal(host.runs.length, runs);
    assert.equal(published.length, 0);
  });

  describe('when asked for an up-to-date snapshot', () => {
    const goOn = (): void => undefined;

    it('gives the present one if nothing changed since', async () => {
      const { scheduler } = await setUpStarted();
      const snapshot = await scheduler.upToDate(file, goOn);
      assert.notEqual(snapshot?.file(file), undefined);
    });

    it('waits for the analysis of the latest edit', async () => {
      const { host, scheduler } = await setUpStarted();
      scheduler.documentChanged(directory, 'edit');
      const overtaken = host.last();
      const waiting = scheduler.upToDate(file, goOn);
      scheduler.documentChanged(directory, 'edit');
      await overtaken.finish(snapshotOf({ files: [analysedFile(file, 'old')] }));
      await host.last().finish(snapshotOf({ files: [analysedFile(file, 'new')] }));
      assert.equal((await waiting)?.file(file)?.text, 'new');
    });

    it('gives none if the analysis failed', async () => {
      const { host, scheduler } = await setUpStarted();
      scheduler.workspaceChanged('files on disk');
      const waiting = scheduler.upToDate(file, goOn);
      await host.last().fail(new Error('broken'));
      assert.equal(await waiting, undefined);
    });

    it('gives up when the request is cancelled', async () => {
      const { host, scheduler } = await setUpStarted();
      let isCancelled = false;
      scheduler.workspaceChanged('files on disk');
      const waiting = scheduler.upToDate(file, () => {
        if (isCancelled) throw new Cancelled();
      });
      isCancelled = true;
      const givesUp = assert.rejects(waiting, Cancelled);
      await host.last().finish(snapshotOf({}));
      await givesUp;
    });

    it('gives up when the server stops', async () => {
      const { scheduler } = await setUpStarted();
      scheduler.workspaceChanged('files on disk');
      const givesUp = assert.rejects(scheduler.upToDate(file, goOn), Cancelled);
      scheduler.stop();
      await givesUp;
    });
  });
});
