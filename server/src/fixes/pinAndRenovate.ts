import { sentences } from '../base/language';
import { argumentName } from '../rules/hazard';
import { containsRange } from '../base/textRange';
import type { Attribute, Body } from '../syntax/ast';
import { argumentAround } from './edits/argumentAround';
import { indentationAt, lineStart } from './edits/layout';
import { partLines } from './edits/partLines';
import { pinPlace, type PinPlace } from './edits/pinPlace';
import {
  fixOf,
  type FileEdits,
  type Fix,
  type FixContext,
  type FixEdit,
  type FixKind,
  type FixTitle,
} from './fix';
import { imageSource } from './images/imageSource';
import { renovateFilter } from './images/renovateFilter';
import { pinnedText } from './pinnedText';
import { shown } from './pinValue';

/** What Renovate's expression takes for an id. Source: see `renovateFilter`. */
const imageId = /^ami-[a-z0-9]{17}$/;

const deployedNow: FixTitle = {
  title: 'Pin ARGUMENT to VALUE (deployed now), and have Renovate update it',
  applicability: 'needs-review',
  when: 'where the state tells the value',
};

const byHand: FixTitle = {
  title: 'Pin ARGUMENT to a fixed value, and have Renovate update it…',
  applicability: 'needs-review',
  when: 'where the state does not tell it',
};

const notTold: FixTitle = {
  title: 'Pin ARGUMENT by hand: Renovate cannot search as the data source does',
  applicability: 'by-hand',
  when: 'where the search cannot be carried over',
};

/** Pins, and leaves a comment by which Renovate finds the newer ones. */
export const pinAndRenovate: FixKind = {
  id: 'pin-and-renovate',
  name: 'Pin the value, for Renovate',
  titles: [deployedNow, byHand, notTold],
  offered:
    'For the id of an `aws_ami` data source that an argument takes as it is, on a line of its own in native syntax without CRLF line endings. The owner `self`, several kinds of owners, `name_regex`, `executable_users`, `include_deprecated` and filters that are not known cannot be carried over.',
  writes:
    'The value as a literal, and above it the comment that the custom manager in the documentation of Renovate’s `aws-machine-image` looks for.',
  cost: 'A newer ARGUMENT comes as a pull request, and only where Renovate runs with that custom manager and may call ec2:DescribeImages.',
  make: async (context) => [await pin(context)].filter((fix) => fix !== undefined),
};

async function pin(context: FixContext): Promise<Fix | undefined> {
  const { hazard } = context;
  const source = imageSource(hazard);
  const place = hazard.kind === 'replacement' ? pinPlace(context) : undefined;
  const argument = place && argumentOnOwnLine(place);
  if (source === undefined || place === undefined || argument === undefined) return undefined;
  const words = { ARGUMENT: argumentName(hazard) };
  const filter = renovateFilter(source);
  if ('reasons' in filter) {
    return { ...fixOf(pinAndRenovate, notTold, words, []), guidance: sentences(filter.reasons) };
  }
  const pinned = await pinnedText(context, place);
  if (pinned === undefined || (pinned.value !== undefined && !imageId.test(pinned.value))) return undefined;
  // What aligns the comments behind the line is worked out anew below: the new line parts them.
  const literal = pinned.file.edits.find(({ range }) => containsRange(range, place.replaced.range));
  if (literal === undefined) return undefined;
  const files = [commented(place, argument, literal, filter.comment)];
  return pinned.value === undefined
    ? fixOf(pinAndRenovate, byHand, words, files)
    : fixOf(pinAndRenovate, deployedNow, { ...words, VALUE: shown(pinned.value) }, files);
}

/**
 * The argument whose whole value the pin is, where Renovate's expression can find it: name, `=` and value with nothing
 * but spaces around on one line, and line feeds alone at the ends of lines. A comment that is above already stays alone.
 */
function argumentOnOwnLine({ file, block, expression, replaced }: PinPlace): ArgumentInBody | undefined {
  const { text, syntax } = file;
  const { holder, argument } = argumentAround(block, expression.range);
  const { body } = holder;
  if (argument === undefined || syntax.language !== 'hcl' || text.includes('\r')) return undefined;
  const start = lineStart(text, argument.range.start);
  const { start: from, end: to } = replaced.range;
  const isWhole = from === expression.range.start && to === expression.range.end;
  const isOneLine = !text.slice(from, to).includes('\n');
  const isMarked = text.slice(lineStart(text, start - 1), start).includes('amiFilter=');
  const isFound = /^[ \t]*[\w-]+ *= *$/.test(text.slice(start, from));
  return isWhole && isOneLine && isFound && !isMarked ? { body, argument } : undefined;
}

interface ArgumentInBody {
  readonly body: Body;
  readonly argument: Attribute;
}

/** The pin with the comment directly above its line: Renovate's expression allows nothing between. */
function commented(
  { file }: PinPlace,
  { body, argument }: ArgumentInBody,
  pin: FixEdit,
  comment: string,
): FileEdits {
  const at = lineStart(file.text, argument.range.start);
  const line = `${indentationAt(file.text, at)}# ${comment}\n`;
  const above = { range: { start: at, end: at }, newText: line };
  return { uri: file.uri, edits: [above, ...partLines(file, body, argument, [pin])] };
}
