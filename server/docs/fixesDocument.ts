/** The kinds of fix as a page. Words of people are read from `fixesNotes.md` and put at its end, unchanged. */
import type { Applicability } from '../src/analysis/finding';
import type { FixSummary } from '../src/analysis/fixList';

const applied: Readonly<Record<Applicability, string>> = {
  safe: 'unread',
  'needs-review': 'with a look',
  'by-hand': 'by hand',
};

/** Writes the page; kinds come in the order in which they are listed. */
export function fixesDocument(kinds: readonly FixSummary[], notes: string): string {
  return [
    '# The fixes',
    '',
    '<!-- Written by `npm run docs:fixes` from server/src/fixes; edit server/docs/fixesNotes.md for the words at the end. -->',
    '',
    'Words in capitals stand for what differs from case to case.',
    '',
    '| fix | offered | writes | costs |',
    '| --- | --- | --- | --- |',
    ...kinds.map(({ id, name, offered, writes, cost }) =>
      row([`**${name}** (\`${id}\`)`, offered, writes, cost]),
    ),
    '',
    '## As they are offered',
    '',
    'Applied *unread*: nothing is destroyed or lost by it, so that “fix all” may apply it. *With a look*: there is something',
    'to type, or to agree to. *By hand*: it says what to do.',
    '',
    '| fix | title | offered | applied |',
    '| --- | --- | --- | --- |',
    ...kinds.flatMap(({ id, titles }) =>
      titles.map(({ title, when, applicability }) => row([`\`${id}\``, title, when, applied[applicability]])),
    ),
    '',
    notes.trim(),
    '',
  ].join('\n');
}

/** A line of a table: what is written in code stays as it is, but for what would end the cell. */
function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
