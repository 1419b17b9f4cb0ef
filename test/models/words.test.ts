import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const data = path.resolve('server/src/models/data');
const phraseFiles = [
  ...readdirSync(path.join(data, 'sources')).map((file) => path.join('sources', file)),
  'losses.json',
  'exposures.json',
];

/** Which fields hold a phrase for people, and whether it is a whole sentence or only completes one. */
const phraseFields: Readonly<Record<string, 'predicate' | 'sentence'>> = {
  because: 'predicate',
  how: 'sentence',
  says: 'sentence',
};

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(data, file), 'utf8'));
}

/** All phrases below a JSON value, with the field that each stands in. */
function phrasesIn(value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]: [string, unknown]) =>
    typeof inner === 'string' && field in phraseFields ? [[inner, field] as const] : phrasesIn(inner),
  );
}

/** What a translation must repeat as it is: names in backticks, and names with an underscore. */
function namesIn(english: string): readonly string[] {
  return english.match(/`[^`]+`|\w+_\w+/g) ?? [];
}

const phrases = new Map(phraseFiles.flatMap((file) => phrasesIn(read(file))));
const translations = new Map(Object.entries(read('words/ja.json') as Record<string, string>));

/** The phrases whose translation does not hold, each with its translation. */
function failing(
  isGood: (translation: string, english: string, field: string) => boolean,
): readonly (readonly [string, string])[] {
  return [...translations].filter(([english, translation]) => {
    const field = phrases.get(english);
    return field !== undefined && !isGood(translation, english, field);
  });
}

describe('Japanese for the facts', () => {
  it('has every phrase once, in order, and no other', () => {
    assert.ok(phrases.size > 1000, 'the phrases were not found');
    assert.deepEqual([...translations.keys()], [...phrases.keys()].sort());
  });

  it('is in Japanese', () => {
    assert.deepEqual(
      failing((translation) => japanese.test(translation)),
      [],
    );
  });

  it('ends sentences with a full stop, and has none in what only completes a sentence', () => {
    assert.deepEqual(
      failing((translation, _, field) =>
        phraseFields[field] === 'sentence' ? translation.endsWith('。') : !translation.includes('。'),
      ),
      [],
    );
  });

  it('keeps the names of arguments, attributes and types', () => {
    assert.deepEqual(
      failing((translation, english) => namesIn(english).every((name) => translation.includes(name))),
      [],
    );
  });

  it('has a space between Japanese and Latin letters, and no two in a row', () => {
    const touching =
      /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}ー][\w`]|[\w`][\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]| {2}/u;
    assert.deepEqual(
      failing((translation) => !touching.test(translation)),
      [],
    );
  });
});
