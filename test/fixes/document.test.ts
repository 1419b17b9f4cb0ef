import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fixesDocument } from '../../server/docs/fixesDocument';
import { fixIds } from '../../server/src/analysis/finding';
import { fixSummaries } from '../../server/src/analysis/fixList';

describe('docs/fixes.md', () => {
  it('says what the fixes say of themselves', () => {
    const notes = readFileSync('server/docs/fixesNotes.md', 'utf8');
    const written = readFileSync('docs/fixes.md', 'utf8');
    assert.equal(written, fixesDocument(fixSummaries, notes), 'npm run docs:fixes writes it anew');
  });

  it('has every kind of fix once', () => {
    assert.deepEqual(fixSummaries.map(({ id }) => id).sort(), [...fixIds].sort());
  });

  it('keeps what stands in a cell of a table in it', () => {
    const [summary] = fixSummaries;
    assert.ok(summary);
    const page = fixesDocument([{ ...summary, writes: 'a | b' }], '');
    assert.match(page, /\| a \\\| b \|/);
  });
});
