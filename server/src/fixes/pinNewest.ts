import { say, sentences } from '../base/language';
import { argumentName } from '../rules/hazard';
import { isEditable } from './edits/editable';
import { pinPlace, pinTo } from './edits/pinPlace';
import { fixOf, type Fix, type FixContext, type FixKind, type FixTitle } from './fix';
import { imageQuery, imageSource } from './images/imageSource';

const asked: FixTitle = {
  title: 'Pin ARGUMENT to the newest image…',
  applicability: 'needs-review',
  when: 'where the look-up can be told from the configuration',
};

const chosen: FixTitle = {
  title: 'Pin ARGUMENT to VALUE',
  applicability: 'needs-review',
  when: 'when an image was chosen',
};

const notTold: FixTitle = {
  title: 'Pin ARGUMENT to the newest image by hand',
  applicability: 'by-hand',
  when: 'where it cannot be told which images are asked for',
};

/**
 * Asks the front end to look up which images the data source would find now. It is the one fix that needs the
 * network, so nothing is asked before the user wants it.
 */
export const pinNewest: FixKind = {
  id: 'pin-newest',
  name: 'Pin to the newest image',
  titles: [asked, chosen, notTold],
  offered:
    'For the id of an `aws_ami` data source that reaches an argument that forces replacement; in editors only to clients that can ask for it.',
  writes:
    'The id of the image that the user chooses from those that AWS lists now, in place of the reference.',
  cost: 'An ARGUMENT other than the deployed one replaces the resource at the next apply; after that, newer ones come only by hand.',
  make: (context) => [offer(context)].filter((fix) => fix !== undefined),
};

function offer(context: FixContext): Fix | undefined {
  const source = imageSource(context.hazard);
  const place = context.hazard.kind === 'replacement' ? pinPlace(context) : undefined;
  if (source === undefined || place === undefined || !isEditable(place.file)) return undefined;
  const query = imageQuery(source);
  const words = { ARGUMENT: argumentName(context.hazard) };
  if ('owners' in query) return { ...fixOf(pinNewest, asked, words, []), lookUp: query };
  const guidance = sentences([...query, say`Look the image up, and write its id in place of the reference.`]);
  return { ...fixOf(pinNewest, notTold, words, []), guidance };
}

/** The pin to an image that was looked up and chosen; undefined where it is not offered. */
export function pinToChosen(context: FixContext, id: string): Fix | undefined {
  const { hazard } = context;
  const place = hazard.kind === 'replacement' ? pinPlace(context) : undefined;
  if (place === undefined || imageSource(hazard) === undefined) return undefined;
  return fixOf(pinNewest, chosen, { ARGUMENT: argumentName(context.hazard), VALUE: id }, [pinTo(place, id)]);
}
