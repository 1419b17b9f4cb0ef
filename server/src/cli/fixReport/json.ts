import { noteToJson } from '../report/json';
import type { FixReport, ReportedFix, ReportedLeft } from './report';

/** Version 1 of the machine-readable report: a contract, to be extended but not changed. */
export function fixJson({ fixed, left, notes, files, isDryRun, base }: FixReport): string {
  const report = {
    version: 1,
    dryRun: isDryRun,
    fixed: fixed.map((one) => ({
      ...findingToJson(one),
      fixes: one.fixes.map(({ id, title, applicability, cost }) => ({ id, title, applicability, cost })),
    })),
    left: left.map((one) => ({ ...findingToJson(one), reason: one.reason })),
    notes: notes.map(noteToJson),
    files: files.map(({ file, status, problem, diff }) => ({
      file,
      status,
      ...(problem === undefined ? {} : { problem }),
      diff,
    })),
    base,
    summary: { fixed: fixed.length, left: left.length, files: files.length },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function findingToJson({ finding, place }: ReportedFix | ReportedLeft): Readonly<Record<string, unknown>> {
  const { rule, severity, address, attribute, source } = finding;
  const { file, line, column } = place;
  return { rule, severity, address, attribute, source, file, line, column };
}
