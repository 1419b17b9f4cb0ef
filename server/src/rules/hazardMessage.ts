import { dependenceOf } from '../flow/doubt';
import type { Consequence } from '../models/schema';
import type { Hazard } from './hazard';

/** What a replacement costs, in a sentence. */
export const consequenceSentences: Readonly<Record<Consequence, string>> = {
  'data-loss': 'What is stored in it is lost.',
  rebuild: 'It comes back with a new identity, and what was set up on it since is lost.',
  routine: 'Replacing it is how this type is updated.',
};

/** What will happen, to what, because of what: the same sentences in every front end. */
export function hazardMessage(hazard: Hazard, when: string): string {
  const forces = hazard.forceNew === undefined ? '' : `, and ${changed(hazard)} forces replacement`;
  const happens = happensTo(hazard, when, 'destroy and recreate');
  return `${happens}, ${causeSentence(hazard)}${forces}.${doubts(hazard)}${aftermath(hazard)}`;
}

/** Who does what to the subject, as far as that is not prevented. */
export function happensTo({ lifecycle, subject }: Hazard, when: string, does: string): string {
  return lifecycle.preventDestroy
    ? `${when} can fail on ${subject.address}, which \`prevent_destroy\` protects`
    : `${when} can ${does} ${subject.address}`;
}

/** Why, down to the source. */
export function causeSentence({ attribute, arrival: { drift } }: Hazard): string {
  const { source } = drift;
  const labels = [...new Set(drift.hops.map((hop) => hop.label))];
  const through = labels.length > 0 ? ` (through ${labels.join(', ')})` : '';
  return `although nothing here was edited: its \`${attribute}\` depends on ${source.address}${through}, which ${source.because}`;
}

/** What is not known for sure, each sentence with a blank in front. */
export function doubts({ reservations, arrival }: Hazard): string {
  const guess =
    arrival.drift.certainty === 'possible'
      ? [`Whether it happens depends on ${dependenceOf(arrival.drift) ?? 'values that are not known here'}.`]
      : [];
  return [...reservations, ...guess].map((sentence) => ` ${sentence}`).join('');
}

/** A block of which only the number counts is not replaced for what changes inside it. */
function changed({ attribute, forceNew }: Hazard): string {
  return forceNew?.covers === 'count' ? `another number of \`${attribute}\`` : `a changed \`${attribute}\``;
}

function aftermath({ lifecycle, losses, consequence }: Hazard): string {
  if (lifecycle.preventDestroy) return '';
  const order = lifecycle.createBeforeDestroy
    ? ' The new one is created before the old one is destroyed.'
    : '';
  const lost = losses.length > 0 ? losses : [consequenceSentences[consequence]];
  return `${order} ${lost.join(' ')}`;
}
