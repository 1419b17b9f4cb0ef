/** The kinds of fix as a page, in the language that is spoken. Words of people are put at its end, unchanged. */
import type { Applicability } from '../src/analysis/finding';
import type { FixSummary } from '../src/analysis/fixList';
import { say, translated } from '../src/base/language';

/** A page in one language: where it is written, and the file with the words at its end. */
export interface FixesPage {
  readonly page: string;
  readonly notes: string;
}

/** The pages, by language. */
export const fixesPages: Readonly<Record<'en' | 'ja', FixesPage>> = {
  en: { page: 'docs/fixes.md', notes: 'server/docs/fixesNotes.md' },
  ja: { page: 'docs/ja/fixes.md', notes: 'server/docs/fixesNotes.ja.md' },
};

/** Writes the page; kinds come in the order in which they are listed. `notes` is the name and the text of its end. */
export function fixesDocument(
  kinds: readonly FixSummary[],
  notes: { readonly file: string; readonly text: string },
): string {
  return [
    `# ${say`The fixes`}`,
    '',
    say`English | [日本語](ja/fixes.md)`,
    '',
    `<!-- Written by \`npm run docs:fixes\` from server/src/fixes; edit ${notes.file} for the words at the end. -->`,
    '',
    say`Words in capitals stand for what differs from case to case.`,
    '',
    row([say`fix`, say`offered`, say`writes`, say`costs`]),
    '| --- | --- | --- | --- |',
    ...kinds.map(({ id, name, offered, writes, cost }) =>
      row([`**${translated(name)}** (\`${id}\`)`, ...[offered, writes, cost].map(translated)]),
    ),
    '',
    `## ${say`As they are offered`}`,
    '',
    say`Applied *unread*: nothing is destroyed or lost by it, so that “fix all” may apply it. *With a look*: there is something\nto type, or to agree to. *By hand*: it says what to do.`,
    '',
    row([say`fix`, say`title`, say`offered`, say`applied`]),
    '| --- | --- | --- | --- |',
    ...kinds.flatMap(({ id, titles }) =>
      titles.map(({ title, when, applicability }) =>
        row([`\`${id}\``, translated(title), translated(when), applied(applicability)]),
      ),
    ),
    '',
    notes.text.trim(),
    '',
  ].join('\n');
}

function applied(applicability: Applicability): string {
  switch (applicability) {
    case 'safe':
      return say`unread`;
    case 'needs-review':
      return say`with a look`;
    case 'by-hand':
      return say`by hand`;
  }
}

/** A line of a table: what is written in code stays as it is, but for what would end the cell. */
function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
