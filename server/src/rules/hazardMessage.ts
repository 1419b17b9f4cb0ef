import { say, translated } from '../base/language';
import { dependenceOf } from '../flow/doubt';
import type { Consequence } from '../models/schema';
import type { Hazard } from './hazard';

/** What a replacement costs, in a sentence. */
export function consequenceSentence(consequence: Consequence): string {
  switch (consequence) {
    case 'data-loss':
      return say`What is stored in it is lost.`;
    case 'rebuild':
      return say`It comes back with a new identity, and what was set up on it since is lost.`;
    case 'routine':
      return say`Replacing it is how this type is updated.`;
  }
}

/** What will happen, to what, because of what: the same sentences in every front end. */
export function hazardMessage(hazard: Hazard, when: string): string {
  const happens = happensTo(hazard, when, say`destroy and recreate ${hazard.subject.address}`);
  const cause = causeSentence(hazard);
  const sentence =
    hazard.forceNew === undefined
      ? say`${happens}, ${cause}.`
      : say`${happens}, ${cause}${forcesClause(hazard)}.`;
  return `${sentence}${doubts(hazard)}${aftermath(hazard)}`;
}

/** An ordinary run, as messages begin with it. */
export function ordinaryApply(): string {
  return say`An ordinary \`terraform apply\``;
}

/** Who does what to the subject (`does` names both), as far as that is not prevented. */
export function happensTo({ lifecycle, subject }: Hazard, when: string, does: string): string {
  return lifecycle.preventDestroy
    ? say`${when} can fail on ${subject.address}, which \`prevent_destroy\` protects`
    : say`${when} can ${does}`;
}

/** Why, down to the source. */
export function causeSentence({ attribute, arrival: { drift } }: Hazard): string {
  const { source } = drift;
  const labels = [...new Set(drift.hops.map((hop) => hop.label))];
  const through = labels.length > 0 ? say` (through ${labels.join(', ')})` : '';
  const because = translated(source.because);
  return say`although nothing here was edited: its \`${attribute}\` depends on ${source.address}${through}, which ${because}`;
}

/** What is not known for sure, each sentence set apart from what stands before it. */
export function doubts({ reservations, arrival }: Hazard): string {
  const guess =
    arrival.drift.certainty === 'possible'
      ? [
          say`Whether it happens depends on ${dependenceOf(arrival.drift) ?? say`values that are not known here`}.`,
        ]
      : [];
  return [...reservations, ...guess].map((sentence) => say` ${sentence}`).join('');
}

/** A block of which only the number counts is not replaced for what changes inside it. */
function forcesClause({ attribute, forceNew }: Hazard): string {
  return forceNew?.covers === 'count'
    ? say`, and another number of \`${attribute}\` forces replacement`
    : say`, and a changed \`${attribute}\` forces replacement`;
}

function aftermath({ lifecycle, losses, consequence }: Hazard): string {
  if (lifecycle.preventDestroy) return '';
  const order = lifecycle.createBeforeDestroy
    ? [say`The new one is created before the old one is destroyed.`]
    : [];
  const lost = losses.length > 0 ? losses.map(translated) : [consequenceSentence(consequence)];
  return [...order, ...lost].map((sentence) => say` ${sentence}`).join('');
}
