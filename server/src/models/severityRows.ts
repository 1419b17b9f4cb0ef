import { ruleIds, severities, type Consequence, type RuleId, type Volatility } from './schema';

/** What a finding may be made: as loud as this, or nothing at all. */
export const severityChoices = [...severities, 'off'] as const;
export type SeverityChoice = (typeof severityChoices)[number];

/** How loud findings are that have all of what the row names; what it does not name may be anything. */
export interface SeverityRow {
  readonly rule?: RuleId;
  readonly volatility?: Volatility;
  readonly consequence?: Consequence;
  /** A resource type. */
  readonly type?: string;
  readonly severity: SeverityChoice;
}

/** What rows are matched against. */
export type SeveritySubject = Omit<Required<SeverityRow>, 'severity'>;

/** The last row that a finding matches; undefined where none does. */
export function decidingRow<Row extends SeverityRow>(
  rows: readonly Row[],
  subject: SeveritySubject,
): Row | undefined {
  return rows.findLast(
    ({ rule, volatility, consequence, type }) =>
      (rule ?? subject.rule) === subject.rule &&
      (volatility ?? subject.volatility) === subject.volatility &&
      (consequence ?? subject.consequence) === subject.consequence &&
      (type ?? subject.type) === subject.type,
  );
}

/** The words that a row takes, by its keys; `type` takes any text. */
export const severityWords = {
  rule: ruleIds,
  volatility: ['latest', 'membership', 'content', 'every-apply'],
  consequence: ['data-loss', 'rebuild', 'routine'],
  severity: severityChoices,
} as const;
