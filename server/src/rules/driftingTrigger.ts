import { replacementText } from './hazardText';
import type { Rule } from './rule';
import { severityOf } from './severity';

/** `replace_triggered_by` names something that drifts. */
export const driftingTrigger: Rule = {
  id: 'drifting-trigger',
  summary: 'A resource is told, by `replace_triggered_by`, to be replaced with something that drifts.',
  applies: ({ kind }) => kind === 'trigger',
  severity: ({ arrival, consequence }) => severityOf(arrival.drift.source, consequence),
  text: replacementText,
};
