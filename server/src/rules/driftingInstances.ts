import { say } from '../base/language';
import type { Severity, Volatility } from '../models/schema';
import { doubts, occasionOf, occasionWords, summaryOf, wayOf } from './hazardText';
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
  text: (hazard) => {
    const { address } = hazard.subject;
    const occasion = occasionOf(hazard);
    const when = occasionWords(occasion);
    const happens =
      hazard.attribute === 'count'
        ? say`The last instances of ${address} can come and go ${when}`
        : say`Instances of ${address} can come and go ${when}`;
    return {
      summary: summaryOf(hazard, occasion, happens),
      way: wayOf(hazard),
      details: doubts(hazard),
    };
  },
};
