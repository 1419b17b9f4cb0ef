import { pinByHand, pinTo, type PinPlace } from './edits/pinPlace';
import type { FileEdits, FixContext } from './fix';
import { deployedThere } from './state/deployedThere';
import { pinnedValue } from './state/pinnedValue';

/** A pin to a text that something else accompanies. */
export interface PinnedText {
  readonly file: FileEdits;
  /** The deployed value; undefined where it is still to be typed in. */
  readonly value: string | undefined;
}

/** The pin to the deployed text, else to one to be typed in; undefined where there is none, or it is no text. */
export async function pinnedText(context: FixContext, place: PinPlace): Promise<PinnedText | undefined> {
  const deployed = await deployedThere(context, place, [context.hazard]);
  const pinned = pinnedValue(deployed, place.differs);
  if (pinned?.index !== undefined) return undefined;
  const value = pinned?.value;
  if (typeof value === 'string') return { file: pinTo(place, value), value };
  const typed = value === undefined ? pinByHand(context, place) : undefined;
  return typed && { file: typed, value: undefined };
}

/** The reference that a literal would replace, where it stands for that value alone: with at most `"${…}"` around. */
export function replacedReference({ file, replaced, reference }: PinPlace): string | undefined {
  const text = file.text.slice(reference.start, reference.end);
  const around = file.text.slice(replaced.range.start, replaced.range.end);
  return around.replace(/^"\$\{~?\s*|\s*~?\}"$/g, '') === text ? text : undefined;
}
