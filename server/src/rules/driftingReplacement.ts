import { replacementText } from './hazardText';
import type { Rule } from './rule';
import { severityOf } from './severity';

/** A data source whose answer drifts reaches an argument that forces replacement. */
export const driftingReplacement: Rule = {
  id: 'drifting-replacement',
  summary: 'A data source whose answer can change by itself reaches an argument that forces replacement.',
  applies: ({ kind, arrival: { drift } }) =>
    kind === 'replacement' && drift.source.kind !== 'deferral' && drift.source.volatility !== 'every-apply',
  severity: ({ arrival, consequence }) => severityOf(arrival.drift.source, consequence),
  text: replacementText,
};
