import { counted, noteText } from '../report/text';
import type { FixReport, ReportedFix, ReportedLeft } from './report';

/** For people: a line for each finding, what it costs, and how much was done. */
export function fixText(report: FixReport): string {
  const { fixed, left, notes, files, isDryRun } = report;
  const costs = new Set(fixed.flatMap(({ fixes }) => fixes.map(({ cost }) => cost)));
  const problems = files.filter(({ status }) => status === 'failed');
  return [
    ...notes.map(noteText),
    ...fixed.map((one) => fixedText(one, isDryRun)),
    ...left.map(leftText),
    ...problems.map(({ file, problem }) => `${file}: not written: ${problem ?? ''}\n`),
    ...[...costs].map((cost) => `The price: ${cost}\n`),
    summary(report),
  ].join('');
}

function fixedText({ finding, place, fixes }: ReportedFix, isDryRun: boolean): string {
  const titles = fixes.map(({ title }) => title).join('; ');
  const done = titles === '' ? 'cured by another fix' : titles;
  return line({ finding, place }, isDryRun ? 'would be fixed' : 'fixed', done);
}

function leftText({ finding, place, reason }: ReportedLeft): string {
  return line({ finding, place }, 'left', reason.message);
}

function line({ finding, place }: Omit<ReportedFix, 'fixes'>, what: string, words: string): string {
  const at = `${place.file}:${String(place.line)}:${String(place.column)}`;
  return `${at}: ${what}: ${finding.address}.${finding.attribute}: ${words} [${finding.rule}]\n`;
}

function summary({ fixed, left, files, isDryRun }: FixReport): string {
  const changed = files.filter(({ status }) => status !== 'failed').length;
  const all = counted(fixed.length + left.length, 'finding');
  if (fixed.length + left.length === 0) return 'There is nothing to fix.\n';
  const verb = isDryRun ? 'Would fix' : 'Fixed';
  return `${verb} ${String(fixed.length)} of ${all}, in ${counted(changed, 'file')}.\n`;
}
