import { say } from '../base/language';
import type { Severity, Volatility } from '../models/schema';
import { causeSentence, doubts, happensTo, ordinaryApply } from './hazardMessage';
import type { Rule } from './rule';

/** Instances come and go with members that somebody changes; one that is replaced whole is another matter. */
const severities: Readonly<Record<Volatility, Severity>> = {
  'every-apply': 'error',
  latest: 'warning',
  membership: 'information',
  content: 'information',
};

/** `count` or `for_each` goes over a collection that drifts. */
export const driftingInstances: Rule = {
  id: 'drifting-instances',
  summary: 'Instances are created and destroyed as a collection drifts that `count` or `for_each` goes over.',
  applies: ({ kind }) => kind === 'instances',
  severity: ({ arrival, consequence }) =>
    consequence === 'routine' ? 'hint' : severities[arrival.drift.source.volatility],
  message: (hazard) => {
    const { address } = hazard.subject;
    const does =
      hazard.attribute === 'count'
        ? say`create or destroy the last instances of ${address}`
        : say`create or destroy instances of ${address}`;
    const happens = happensTo(hazard, ordinaryApply(), does);
    const cause = causeSentence(hazard);
    const sentence = say`${happens}, ${cause}.`;
    return `${sentence}${doubts(hazard)}`;
  },
};
