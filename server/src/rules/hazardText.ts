import { say, translated } from '../base/language';
import { dependenceOf } from '../flow/doubt';
import type { Consequence } from '../models/schema';
import type { Hazard } from './hazard';

/** What is said about a hazard, the same in every front end, in parts, because not all of them have room for all. */
export interface HazardText {
  /** One short sentence for lists: what happens to what, and from where that comes. */
  readonly summary: string;
  /** Sentences about the way that the value takes, for those who are not shown that way hop by hop. */
  readonly way: readonly string[];
  /** What a new value of the argument does, where it arrives; absent where it does nothing by itself. */
  readonly effect?: string;
  /** Sentences about what is not sure, and what is lost. */
  readonly details: readonly string[];
}

/** When something happens, as a summary ends: nobody edits anything, or somebody something else, or at every run. */
type Occasion = 'without-edit' | 'every-apply' | 'change-elsewhere';

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

/** What is said of a hazard that replaces its subject. */
export function replacementText(hazard: Hazard): HazardText {
  const { address } = hazard.subject;
  const occasion = occasionOf(hazard);
  const when = occasionWords(occasion);
  return {
    summary: summaryOf(
      hazard,
      occasion,
      isCertainAtEvery(hazard, occasion)
        ? say`${address} is replaced ${when}`
        : say`${address} can be replaced ${when}`,
    ),
    way: wayOf(hazard),
    effect: effectOf(hazard),
    details: [...doubts(hazard), ...aftermath(hazard)],
  };
}

/** Whether nothing but `terraform apply` itself is needed for it: no newer image, no change elsewhere, no guess. */
function isCertainAtEvery({ certainty }: Hazard, occasion: Occasion): boolean {
  return occasion === 'every-apply' && certainty === 'certain';
}

/** The sentence by which a hazard is known: `happens`, or what `prevent_destroy` makes of that, and the cause. */
export function summaryOf(
  { subject: { address }, attribute, arrival, lifecycle }: Hazard,
  occasion: Occasion,
  happens: string,
): string {
  const does = lifecycle.preventDestroy
    ? say`Terraform can fail on ${address} ${occasionWords(occasion)} (\`prevent_destroy\`)`
    : happens;
  return say`${does}: its \`${attribute}\` depends on ${arrival.drift.source.address}.`;
}

/** When a source makes something happen. */
export function occasionOf({ arrival: { drift } }: Hazard): Occasion {
  if (drift.source.kind === 'deferral') return 'change-elsewhere';
  return drift.source.volatility === 'every-apply' ? 'every-apply' : 'without-edit';
}

/** When it happens, as it ends a clause. */
export function occasionWords(occasion: Occasion): string {
  switch (occasion) {
    case 'without-edit':
      return say`without an edit`;
    case 'every-apply':
      return say`at every apply`;
    case 'change-elsewhere':
      return say`by a change elsewhere`;
  }
}

/** What the source does, and through what its value comes. */
export function wayOf({ arrival: { drift } }: Hazard): readonly string[] {
  const { source, hops } = drift;
  const labels = [...new Set(hops.map((hop) => hop.label))];
  const does = say`${source.address} ${translated(source.because)}.`;
  return labels.length === 0 ? [does] : [does, say`The value comes through ${labels.join(', ')}.`];
}

/** What is not known for sure, in sentences. */
export function doubts({ reservations, arrival }: Hazard): readonly string[] {
  if (arrival.drift.certainty === 'certain') return reservations;
  const dependence = dependenceOf(arrival.drift) ?? say`values that are not known here`;
  return [...reservations, say`Whether it happens depends on ${dependence}.`];
}

/** A block of which only the number counts is not replaced for what changes inside it. */
function effectOf({ attribute, forceNew, subject: { address } }: Hazard): string {
  if (forceNew === undefined) return say`${address} is replaced when that changes.`;
  return forceNew.covers === 'count'
    ? say`Another number of \`${attribute}\` blocks forces replacement of ${address}.`
    : say`A changed \`${attribute}\` forces replacement of ${address}.`;
}

function aftermath({ lifecycle, losses, consequence }: Hazard): readonly string[] {
  if (lifecycle.preventDestroy) return [];
  const order = lifecycle.createBeforeDestroy
    ? [say`The new one is created before the old one is destroyed.`]
    : [];
  return [...order, ...(losses.length > 0 ? losses.map(translated) : [consequenceSentence(consequence)])];
}
