import type { Consequence } from '../models/schema';
import type { Replacement } from './replacement';

const consequences: Readonly<Record<Consequence, string>> = {
  'data-loss': 'What is stored in it is lost.',
  rebuild: 'What was set up or stored on it since is lost.',
  routine: 'Replacing it is how this type is updated.',
};

/** What will happen, to what, because of what: the same sentences in every front end. */
export function replacementMessage(replacement: Replacement, when: string): string {
  const { resource, attribute, arrival, lifecycle, losses, model, reservations } = replacement;
  const { source } = arrival.drift;
  const through = arrival.drift.hops.length > 0 ? ` (through ${hopLabels(replacement)})` : '';
  const happens = lifecycle.preventDestroy
    ? `${when} can fail on ${resource.address}, which \`prevent_destroy\` protects`
    : `${when} can destroy and recreate ${resource.address}`;
  const cause =
    `although nothing here was edited: its \`${attribute}\` depends on ${source.address}${through}, ` +
    `which ${source.because}, and ${changed(replacement)} forces replacement.`;
  const guess =
    arrival.drift.certainty === 'possible'
      ? ['Whether it happens depends on values that are not known here.']
      : [];
  const doubts = [...reservations, ...guess].map((sentence) => ` ${sentence}`).join('');
  return `${happens}, ${cause}${doubts}${aftermath(lifecycle, losses, model.consequence)}`;
}

/** A block of which only the number counts is not replaced for what changes inside it. */
function changed({ attribute, forceNew }: Replacement): string {
  return forceNew.covers === 'count' ? `another number of \`${attribute}\`` : `a changed \`${attribute}\``;
}

function aftermath(
  lifecycle: Replacement['lifecycle'],
  losses: readonly string[],
  consequence: Consequence,
): string {
  if (lifecycle.preventDestroy) return '';
  const order = lifecycle.createBeforeDestroy
    ? ' The new one is created before the old one is destroyed.'
    : '';
  const lost = losses.length > 0 ? losses : [consequences[consequence]];
  return `${order} ${lost.join(' ')}`;
}

function hopLabels(replacement: Replacement): string {
  return [...new Set(replacement.arrival.drift.hops.map((hop) => hop.label))].join(', ');
}
