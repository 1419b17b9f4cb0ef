/** `npm run docs:fixes`: the kinds of fix → `docs/fixes.md`, and `docs/ja/fixes.md` in Japanese. Not shipped. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fixSummaries } from '../src/analysis/fixList';
import { speak, type Translations } from '../src/base/language';
import { fixesDocument, fixesPages, type FixesPage } from './fixesDocument';

function write({ page, notes }: FixesPage, language: Translations): void {
  speak(language);
  writeFileSync(page, fixesDocument(fixSummaries, { file: notes, text: readFileSync(notes, 'utf8') }));
}

const japanese = readFileSync('server/src/models/data/words/ja-messages.json', 'utf8');
write(fixesPages.en, {});
write(fixesPages.ja, JSON.parse(japanese) as Translations);
