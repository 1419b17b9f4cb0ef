import { argumentName } from '../rules/hazard';
import { pinByHand, pinPlace, pinPlaces, pinTo, type SharedPlace } from './edits/pinPlace';
import { writtenValue } from './edits/writtenValue';
import { fixOf, type FileEdits, type Fix, type FixContext, type FixKind, type FixTitle } from './fix';
import { deployedThere } from './state/deployedThere';
import type { DeployedValue } from './state/deployedValue';
import { commonChoices, pinnedValue, type CommonChoice, type PinnedValue } from './state/pinnedValue';

/** A title shows no more than this many characters of a value. */
const longestShownValue = 60;

/** More values than this are no choice that anybody reads. */
const mostChoices = 10;

const deployedNow: FixTitle = {
  title: 'Pin ARGUMENT to VALUE (deployed now)',
  applicability: 'safe',
  when: 'where the state tells one value for all instances',
};

const eachItsOwn: FixTitle = {
  title: 'Pin ARGUMENT to what each instance has now (VALUES)',
  applicability: 'safe',
  when: 'where the values differ, and the expression can name the instance (`each.key`, `count.index`) or there is one place for each',
};

const eachKnownOne: FixTitle = {
  ...eachItsOwn,
  applicability: 'needs-review',
  when: 'where it is not certain that all instances are in the state: another one would have no value',
};

const deployedSomewhere: FixTitle = {
  title: 'Pin ARGUMENT to VALUE (now in COUNT of TOTAL instances)',
  applicability: 'needs-review',
  when: 'where instances have different values that cannot be told apart in one expression, one offer for each value',
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
  titles: [deployedNow, eachItsOwn, eachKnownOne, deployedSomewhere, byHand],
  offered: 'For a value that reaches an argument that forces replacement.',
  writes:
    'The value as a literal, or a list or map with that of each instance, in place of the reference that drifts.',
  cost: 'The ARGUMENT no longer changes by itself: newer ones, security updates included, come only by hand.',
  make: pin,
};

async function pin(context: FixContext): Promise<readonly Fix[]> {
  const { kind } = context.hazard;
  const places = kind === 'replacement' ? pinPlaces(context) : [];
  const [own] = places;
  if (own === undefined) return [];
  const name = argumentName(context.hazard);
  const deployed = await Promise.all(
    places.map(({ place, hazards }) => deployedThere(context, place, hazards)),
  );
  const pinned = deployed.map((there, index) => pinnedValue(there, places[index]?.place.differs === true));
  if (pinned[0] !== undefined) return [pinDeployed(name, places, pinned)];
  // Where the expression tells instances apart already, one value for all of them is no choice.
  const choices = deployed[0] === undefined || own.place.differs ? [] : commonChoices(deployed[0]);
  if (choices.length > 0) return pinToOneOf(name, own, choices, deployed[0]?.values.length ?? 0);
  const place = pinPlace(context);
  const typed = place && pinByHand(context, place);
  return typed === undefined ? [] : [fixOf(pinValue, byHand, { ARGUMENT: name }, [typed])];
}

/** One fix for all places of which it is known what is deployed there. */
function pinDeployed(
  argument: string,
  places: readonly SharedPlace[],
  pinned: readonly (PinnedValue | undefined)[],
): Fix {
  const known = places.flatMap(({ place }, index) => {
    const value = pinned[index];
    return value === undefined ? [] : [{ value, edits: pinTo(place, value.value, value.index) }];
  });
  const shownValues = [...new Set(known.flatMap(({ value }) => value.shown.map(shown)))];
  const isOne = shownValues.length === 1 && known.every(({ value }) => value.index === undefined);
  const isCertain = known.every(({ value }) => value.isCertain);
  const title = isOne ? deployedNow : isCertain ? eachItsOwn : eachKnownOne;
  const words = { ARGUMENT: argument, VALUE: shownValues[0] ?? '', VALUES: abridged(shownValues.join(', ')) };
  return fixOf(pinValue, title, words, joined(known.map(({ edits }) => edits)));
}

function pinToOneOf(
  argument: string,
  { place }: SharedPlace,
  choices: readonly CommonChoice[],
  total: number,
): readonly Fix[] {
  return choices.slice(0, mostChoices).map(({ value, count }) => {
    const words = { ARGUMENT: argument, VALUE: shown(value), COUNT: String(count), TOTAL: String(total) };
    return fixOf(pinValue, deployedSomewhere, words, [pinTo(place, value)]);
  });
}

/** The edits of each file together. What would touch an edit before it (comments that are aligned again) waits. */
function joined(files: readonly FileEdits[]): readonly FileEdits[] {
  const byFile = new Map<string, FileEdits>();
  for (const { uri, edits } of files) {
    const known = byFile.get(uri)?.edits ?? [];
    const isApart = edits.every(({ range }) =>
      known.every((other) => range.end < other.range.start || other.range.end < range.start),
    );
    if (isApart) byFile.set(uri, { uri, edits: [...known, ...edits] });
  }
  return [...byFile.values()];
}

/** The value as a title shows it: on one line, and not all of a long one. */
export function shown(value: DeployedValue): string {
  return abridged((typeof value === 'object' ? writtenValue(value) : String(value)).replaceAll(/\s+/g, ' '));
}

function abridged(text: string): string {
  return text.length > longestShownValue ? `${text.slice(0, longestShownValue)}…` : text;
}
