/** `npm run docs:fixes`: the kinds of fix → `docs/fixes.md`. Not shipped. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fixSummaries } from '../src/analysis/fixList';
import { fixesDocument } from './fixesDocument';

writeFileSync(
  'docs/fixes.md',
  fixesDocument(fixSummaries, readFileSync('server/docs/fixesNotes.md', 'utf8')),
);
