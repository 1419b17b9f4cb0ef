import { say, translated } from '../base/language';
import type { Rule } from './rule';

/** The newest image is taken, whoever published it. */
export const unownedImage: Rule = {
  id: 'unowned-image',
  summary: 'The newest image is looked up without saying who may publish it.',
  applies: ({ kind }) => kind === 'exposure',
  severity: () => 'warning',
  text: ({ subject, arrival }) => ({
    summary: say`${subject.address} ${translated(arrival.drift.source.because)}.`,
    way: [],
    details: [],
  }),
};
