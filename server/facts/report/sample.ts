/** What was drawn at random and checked by hand, as a section of the page. */
import { readFileSync } from 'node:fs';

/** How many of those drawn were right, before anything was mended. */
interface Verdicts {
  readonly right: number;
  readonly wrong: number;
}

/** The figures and the method of a draw; the file holds each one drawn as well. */
export interface Sample {
  readonly method: {
    readonly seed: number;
    readonly rows: string;
    readonly absent: string;
    readonly missing: string;
  };
  readonly drawn: {
    readonly rows: Readonly<Record<string, Verdicts>>;
    readonly absent: Readonly<Record<string, Verdicts>>;
  };
  /** Rows that were found missing or wrong outside the draw. */
  readonly missing: readonly object[];
  readonly catalogue: {
    readonly method: string;
    readonly drawn: { readonly sources: Verdicts; readonly neutral: Verdicts };
  };
  readonly consequences: { readonly method: string; readonly drawn: Verdicts };
}

/**
 * Reads the sample.
 * @throws Error where the file cannot be read.
 */
export function readSample(file: string): Sample {
  return JSON.parse(readFileSync(file, 'utf8')) as Sample;
}

function line(what: string, of: string, { right, wrong }: Verdicts): string {
  return `| ${[what, of, right + wrong, right, wrong].join(' | ')} |`;
}

function lines(what: string, byProvider: Readonly<Record<string, Verdicts>>): string[] {
  const all = Object.values(byProvider);
  const sum = {
    right: all.reduce((total, { right }) => total + right, 0),
    wrong: all.reduce((total, { wrong }) => total + wrong, 0),
  };
  return [
    ...Object.entries(byProvider).map(([provider, verdicts]) => line(what, provider, verdicts)),
    line(what, 'all', sum),
  ];
}

/** The section's lines in Markdown. */
export function sampleSection({ method, drawn, missing, catalogue, consequences }: Sample): string[] {
  return [
    '## Checked by hand',
    '',
    'Each one drawn, with its place in the source, is in `server/facts/check/sample.json`. What was found wrong has been',
    'set right since; the figures are those of the draw.',
    '',
    '| what | of | drawn | right | wrong |',
    '|---|---|---|---|---|',
    ...lines('rows that force replacement', drawn.rows),
    ...lines('arguments without a row', drawn.absent),
    line('data sources with a row', 'all', catalogue.drawn.sources),
    line('neutral data sources', 'all', catalogue.drawn.neutral),
    line('types whose replacement is a rebuild', 'aws, google, azurerm', consequences.drawn),
    '',
    `- **Rows** (seed ${String(method.seed)}). ${method.rows}`,
    `- **Arguments without a row.** ${method.absent}`,
    `- **Replacement asked for by code.** ${method.missing} It showed ${String(missing.length)} gaps.`,
    `- **Data sources.** ${catalogue.method}`,
    `- **Consequences.** ${consequences.method}`,
    '',
  ];
}
