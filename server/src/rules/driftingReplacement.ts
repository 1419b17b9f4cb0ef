import type { ReplacementRule } from './rule';
import { replacementMessage } from './replacementMessage';
import { defaultSeverity } from './severity';

/** A data source whose answer drifts reaches an argument that forces replacement. */
export const driftingReplacement: ReplacementRule = {
  id: 'drifting-replacement',
  summary: 'A data source whose answer can change by itself reaches an argument that forces replacement.',
  applies: ({ arrival }) => arrival.drift.source.volatility !== 'every-apply',
  severity: ({ arrival, model }) => defaultSeverity(arrival.drift.source.volatility, model.consequence),
  message: (replacement) => replacementMessage(replacement, 'An ordinary `terraform apply`'),
};
