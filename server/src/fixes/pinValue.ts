import { pinByHand, pinPlace, pinTo, type PinPlace } from './edits/pinPlace';
import { fixOf, type Fix, type FixContext, type FixKind, type FixTitle } from './fix';
import { commonValue, type DeployedLiteral } from './state/deployedValue';

/** A title shows no more than this many characters of a value. */
const longestShownValue = 60;

const deployedNow: FixTitle = {
  title: 'Pin ARGUMENT to VALUE (deployed now)',
  applicability: 'safe',
  when: 'where the state tells the value',
};

const byHand: FixTitle = {
  title: 'Pin ARGUMENT to a fixed value…',
  applicability: 'needs-review',
  when: 'where the state does not tell it',
};

/**
 * Replaces the drifting reference by a literal: the deployed value, or one to be typed in. Where something
 * is computed from the reference, all of that is replaced, since the state knows only its outcome.
 */
export const pinValue: FixKind = {
  id: 'pin-value',
  name: 'Pin the value',
  titles: [deployedNow, byHand],
  offered: 'For a value that reaches an argument that forces replacement.',
  writes: 'The value as a literal, in place of the reference that drifts.',
  cost: 'The ARGUMENT no longer changes by itself: newer ones, security updates included, come only by hand.',
  make: pin,
};

async function pin(context: FixContext): Promise<readonly Fix[]> {
  const { kind, attribute } = context.hazard;
  const place = kind === 'replacement' ? pinPlace(context) : undefined;
  if (place === undefined) return [];
  const name = attribute.split('.').at(-1) ?? attribute;
  const deployed = await deployedValue(context, place);
  if (deployed !== undefined) {
    const words = { ARGUMENT: name, VALUE: shown(deployed) };
    return [fixOf(pinValue, deployedNow, words, [pinTo(place, deployed)])];
  }
  const typed = pinByHand(context, place);
  return typed === undefined ? [] : [fixOf(pinValue, byHand, { ARGUMENT: name }, [typed])];
}

/** What the state says that the argument is in all instances; undefined where it does not say it. */
export async function deployedValue(
  { hazard: { evaluator, subject, attribute }, stateOf }: FixContext,
  place: PinPlace,
): Promise<DeployedLiteral | undefined> {
  // Of several members the state knows only all together.
  const isMember = place.expression.kind === 'tuple' || place.expression.kind === 'object';
  if (isMember || place.stateOf === undefined) return undefined;
  const state = await stateOf(place.stateOf);
  return state && commonValue(state.instancesOf(evaluator.addressOf(subject)), attribute);
}

/** The value as a title shows it: on one line, and not all of a long one. */
export function shown(value: DeployedLiteral): string {
  const text = String(value).replaceAll(/\s+/g, ' ');
  return text.length > longestShownValue ? `${text.slice(0, longestShownValue)}…` : text;
}
