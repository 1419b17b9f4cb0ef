import { replacementText } from './hazardText';
import type { Rule } from './rule';
import { defaultSeverity } from './severity';

/** A data source that is read only during apply reaches an argument that forces replacement. */
export const deferredReplacement: Rule = {
  id: 'deferred-replacement',
  summary: 'A data source that is read only during apply reaches an argument that forces replacement.',
  applies: ({ kind, arrival: { drift } }) => kind === 'replacement' && drift.source.kind === 'deferral',
  // What merely refers to a resource waits for it too, but nobody asked for that in so many words.
  severity: ({ arrival: { drift }, consequence }) =>
    defaultSeverity(drift.source.deferral?.isExplicit === true ? 'every-apply' : 'latest', consequence),
  text: replacementText,
};
