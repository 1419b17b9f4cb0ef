import type { Report, ReportedFinding, ReportedNote, ReportFormat } from './format';

/** For people: one paragraph per finding, with the line it is on and the way the value takes. */
export const textFormat: ReportFormat = {
  name: 'text',
  write: (report) =>
    [...report.notes.map(noteText), ...report.findings.map(findingText), summaryText(report)].join('\n'),
};

/** A note on a line of its own. */
export function noteText({ note, place }: ReportedNote): string {
  return `${place.file}:${String(place.line)}:${String(place.column)}: note: ${note.message} [${note.kind}]\n`;
}

function findingText({ finding, place, path, sourceLine }: ReportedFinding): string {
  const line = String(place.line);
  const lastColumn = place.endLine === place.line ? place.endColumn : sourceLine.length + 1;
  const margin = ' '.repeat(line.length);
  const underline = '^'.repeat(Math.max(1, lastColumn - place.column));
  // Tabs stay tabs, so that the underline stands below the text whatever their width.
  const indentation = sourceLine.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
  const steps = path.map((step) => {
    const at = `${step.place.file}:${String(step.place.line)}:${String(step.place.column)}`;
    return `  ${at}: ${step.message}`;
  });
  return [
    `${place.file}:${line}:${String(place.column)}: ${finding.severity}: ${finding.summary} [${finding.rule}]`,
    ` ${line} | ${sourceLine}`,
    ` ${margin} | ${indentation}${underline}`,
    ...steps,
    ...(finding.effect === undefined
      ? []
      : [`  ${place.file}:${line}:${String(place.column)}: ${finding.effect}`]),
    ...finding.details.map((sentence) => `  ${sentence}`),
    '',
  ].join('\n');
}

function summaryText(report: Report): string {
  const { findings, quieter, files, modules } = report;
  const found = findings.length === 0 ? 'No findings' : counted(findings.length, 'finding');
  const left = quieter === 0 ? '' : `; ${counted(quieter, 'quieter one')} with --min-severity hint`;
  return `${found} in ${counted(files, 'file')} of ${counted(modules, 'module')}${left}.\n`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
