/** The figures as a page. Words of people are read from `notes.md` and put at its end, unchanged. */
import type { ProviderReport, VersionReport } from './report';
import { type Sample, sampleSection } from './sample';

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function countsLine({ address, bytes }: ProviderReport, version: VersionReport, isLast: boolean): string {
  const cells = [
    address,
    version.version,
    version.types,
    version.framework,
    version.arguments,
    version.forceNew,
    version.conditional,
    version.unresolved.length,
    isLast ? `${(bytes / 1000).toFixed(0)} kB` : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

function fixedLine(
  { address }: ProviderReport,
  { version, withoutUpdate, suspicious }: VersionReport,
): string[] {
  const { types, arguments: all } = withoutUpdate;
  if (types === 0) return [];
  const cells = [address, version, types, all, suspicious.length, percent(all - suspicious.length, all)];
  return [`| ${cells.join(' | ')} |`];
}

function agreementLine({ address }: ProviderReport, { version, agreement }: VersionReport): string[] {
  if (!agreement || agreement.documented === 0) return [];
  const { pages, documented, inTable, documentationWrong, stale, rows, rowsDocumented } = agreement;
  const wrong = documentationWrong.length;
  const cells = [
    address,
    version,
    pages,
    documented,
    inTable,
    percent(inTable, documented),
    wrong,
    percent(inTable, documented - wrong),
    stale,
    percent(rowsDocumented, rows),
  ];
  return [`| ${cells.join(' | ')} |`];
}

/** At most `count` of a list, spread evenly over it, so that a sample is the same in every run. */
function sample(list: readonly string[], count: number): string[] {
  const step = Math.max(1, list.length / count);
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, index) => list[Math.floor(index * step)] ?? '',
  );
}

function lists(report: ProviderReport): string[] {
  const last = report.versions.at(-1);
  const documented = report.versions.findLast((version) => version.agreement);
  const lines: string[] = [];
  const add = (title: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(title, '', ...items.map((item) => `- ${item.replaceAll('`', '')}`), '');
  };
  add('Not resolved:', sample(last?.unresolved ?? [], 20));
  add('Not force-new in a type that cannot be updated:', sample(last?.suspicious ?? [], 20));
  const missing = documented?.agreement?.missing ?? [];
  add(
    `Documented as force-new, not in the table, not looked into (${String(missing.length)}, a sample):`,
    sample(missing, 20),
  );
  const wrong = documented?.agreement?.documentationWrong ?? [];
  const reasons = new Map<string, string[]>();
  for (const { argument, why } of wrong) reasons.set(why, [...(reasons.get(why) ?? []), argument]);
  add(
    `Documented as force-new, but the source says otherwise (${String(wrong.length)}):`,
    [...reasons].map(
      ([why, names]) => `${why}: ${sample(names, 12).join(', ')}${names.length > 12 ? ', …' : ''}`,
    ),
  );
  return lines.length === 0 ? [] : [`### ${report.address}`, '', ...lines];
}

/** Writes the page; reports come in the order in which providers are listed. */
export function documentOf(reports: readonly ProviderReport[], sample: Sample, notes: string): string {
  const bytes = reports.reduce((sum, report) => sum + report.bytes, 0);
  const counts = reports.flatMap((report) =>
    report.versions.map((version, index) =>
      countsLine(report, version, index === report.versions.length - 1),
    ),
  );
  const agreement = reports.flatMap((report) =>
    report.versions.flatMap((version) => agreementLine(report, version)),
  );
  const fixed = reports.flatMap((report) => report.versions.flatMap((version) => fixedLine(report, version)));
  return [
    '# The fact tables',
    '',
    '<!-- Written by `npm run facts:force-new`; edit server/facts/report/notes.md for the words at the end. -->',
    '',
    `What forces replacement, read from the providers' own source. All tables together: ${(bytes / 1000).toFixed(0)} kB.`,
    '',
    '## Counts',
    '',
    'Every registered type has a row; a run in which one has none writes nothing. *Arguments* are configurable ones,',
    'nested ones included.',
    '',
    '| provider | version | types | of them framework | arguments | force-new | of them conditional | not resolved | size |',
    '|---|---|---|---|---|---|---|---|---|',
    ...counts,
    '',
    "## Agreement with the providers' documentation",
    '',
    '*Documented*: arguments whose page says that changing them replaces the resource, and that the schema has.',
    '*Agreement* is the share of them that is in the table, as it is. *Wrong*: not in the table, and the source, read or',
    'searched outside the generator, shows that the documentation is wrong (server/facts/check/verdicts.json, and the',
    'notes below on how); *without them* is the agreement over the others. *Stale*: documented, but no argument of that',
    'name is in the schema. The last column is the other',
    'direction: how many rows are documented as such (many providers do not document it at all).',
    '',
    '| provider | version | pages | documented | in the table | agreement | wrong | without them | stale | rows documented |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...agreement,
    '',
    '## Types that cannot be updated',
    '',
    'The plugin SDK demands of a type without an update function that every top-level argument is force-new or computed.',
    'Where the table was read right this holds for all of them; *refused* are arguments for which it does not.',
    '',
    '| provider | version | types without update | their arguments | refused | as demanded |',
    '|---|---|---|---|---|---|',
    ...fixed,
    '',
    ...sampleSection(sample),
    '## What is open',
    '',
    ...reports.flatMap(lists),
    notes.trim(),
    '',
  ].join('\n');
}
