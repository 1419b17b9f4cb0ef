import type { Report, ReportedFinding, ReportedNote, ReportFormat } from './format';

/** Version 1 of the machine-readable report: a contract, to be extended but not changed. */
export const jsonFormat: ReportFormat = {
  name: 'json',
  write: (report) => `${JSON.stringify(toJson(report), undefined, 2)}\n`,
};

function toJson(report: Report): unknown {
  return {
    version: 1,
    findings: report.findings.map(findingToJson),
    notes: report.notes.map(noteToJson),
    summary: { files: report.files, modules: report.modules, findings: report.findings.length },
  };
}

/** A note as all reports have it. */
export function noteToJson({ note, place }: ReportedNote): unknown {
  return { kind: note.kind, file: place.file, line: place.line, message: note.message };
}

function findingToJson({ finding, place, module, path }: ReportedFinding): unknown {
  return {
    rule: finding.rule,
    severity: finding.severity,
    certainty: finding.certainty,
    address: finding.address,
    module,
    attribute: finding.attribute,
    source: finding.source,
    sourceAttribute: finding.sourceAttribute,
    volatility: finding.volatility,
    consequence: finding.consequence,
    ...place,
    message: finding.message,
    callers: finding.callers,
    alsoReplaces: finding.alsoReplaces,
    path: path.map((step) => ({
      file: step.place.file,
      line: step.place.line,
      column: step.place.column,
      label: step.label,
    })),
    fixes: finding.fixes,
  };
}
