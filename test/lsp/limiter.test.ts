import assert from 'node:assert/strict';
import { createLimiter } from '../../server/src/base/limiter';
import { eventLoopTurn } from './fakes';

describe('A limiter', () => {
  it('runs as many tasks as it may, in order, and gives each its own outcome', async () => {
    const limit = createLimiter(2);
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const tasks = [0, 1, 2, 3].map((id) =>
      limit(async () => {
        started.push(id);
        await new Promise<void>((resolve) => finish.push(resolve));
        if (id === 1) throw new Error('one');
        return id;
      }),
    );
    const outcome = Promise.allSettled(tasks);
    for (const [done, running] of [
      [0, [0, 1]],
      [1, [0, 1, 2]],
      [2, [0, 1, 2, 3]],
    ] as const) {
      await eventLoopTurn();
      assert.deepEqual(started, running);
      finish[done]?.();
    }
    finish[3]?.();
    await eventLoopTurn();
    assert.deepEqual(
      (await outcome).map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    );
    assert.equal(await limit(() => Promise.resolve('again')), 'again');
  });
});
