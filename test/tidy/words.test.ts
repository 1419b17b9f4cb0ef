import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';

describe('file names', () => {
  it('say what is inside, not that something is', () => {
    const empty = /^(?:utils?|helpers?|manager|common|misc|stuff)\.ts$/i;
    const names = ['server/src', 'client/src', 'test'].flatMap((directory) =>
      readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => path.join(directory, name)),
    );
    assert.ok(names.length > 50);
    assert.deepEqual(
      names.filter((name) => empty.test(path.basename(name))),
      [],
    );
  });
});
