import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fixesDocument, fixesPages } from '../../server/docs/fixesDocument';
import { fixIds } from '../../server/src/analysis/finding';
import { fixSummaries } from '../../server/src/analysis/fixList';
import { speak, type Translations } from '../../server/src/base/language';

const read = (file: string) => readFileSync(file, 'utf8');
const japanese = JSON.parse(read('server/src/models/data/words/ja-messages.json')) as Translations;

describe('The page of the fixes', () => {
  afterEach(() => {
    speak({});
  });

  for (const [language, words] of [
    ['en', {}],
    ['ja', japanese],
  ] as const) {
    it(`says what the fixes say of themselves: ${language}`, () => {
      speak(words);
      const { page, notes } = fixesPages[language];
      const written = fixesDocument(fixSummaries, { file: notes, text: read(notes) });
      assert.equal(read(page), written, 'npm run docs:fixes writes it anew');
    });
  }

  it('has every kind of fix once', () => {
    assert.deepEqual(fixSummaries.map(({ id }) => id).sort(), [...fixIds].sort());
  });

  it('keeps what stands in a cell of a table in it', () => {
    const [summary] = fixSummaries;
    assert.ok(summary);
    const page = fixesDocument([{ ...summary, writes: 'a | b' }], { file: '', text: '' });
    assert.match(page, /\| a \\\| b \|/);
  });
});
