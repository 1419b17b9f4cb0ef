import type { ReplacementRule } from './rule';
import { replacementMessage } from './replacementMessage';
import { defaultSeverity } from './severity';

/** A value that is another one at each run reaches an argument that forces replacement. */
export const everyApplyReplacement: ReplacementRule = {
  id: 'every-apply-replacement',
  summary: 'A value that differs at every run reaches an argument that forces replacement.',
  applies: ({ arrival }) => arrival.drift.source.volatility === 'every-apply',
  severity: ({ arrival, model }) => defaultSeverity(arrival.drift.source.volatility, model.consequence),
  message: (replacement) => replacementMessage(replacement, 'Every `terraform apply`'),
};
