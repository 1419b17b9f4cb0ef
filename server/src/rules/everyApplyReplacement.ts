import { replacementText } from './hazardText';
import type { Rule } from './rule';
import { defaultSeverity } from './severity';

/** A value that is another one at each run reaches an argument that forces replacement. */
export const everyApplyReplacement: Rule = {
  id: 'every-apply-replacement',
  summary: 'A value that differs at every run reaches an argument that forces replacement.',
  applies: ({ kind, arrival: { drift } }) =>
    kind === 'replacement' && drift.source.kind !== 'deferral' && drift.source.volatility === 'every-apply',
  severity: ({ arrival, consequence }) => defaultSeverity(arrival.drift.source.volatility, consequence),
  text: replacementText,
};
