import type { TextRange } from '../base/textRange';
import type { Literal } from '../syntax/ast';
import { encodeQuoted, encodeTemplateMarkers } from '../syntax/stringLiteral';
import { realignComments } from './commentAlignment';
import { deployedValue } from './deployedValue';
import type { Fix, FixableFile, FixContext, FixEdit } from './fix';
import { jsonEdits, jsonPathAt, jsonValueRangeAt } from './jsonEdits';
import { localState } from './localState';
import { pinPlace, type PinPlace } from './pinPlace';
import { valuePosition } from './valuePosition';

/** Stands for the value where nothing better is known; no plan accepts it silently. */
const defaultPlaceholder = 'REPLACE_ME';

/** A title shows no more than this many characters of a value. */
const longestShownValue = 60;

/**
 * Replaces the drifting reference by a literal: the deployed value, or one to be typed in. Where something
 * is computed from the reference, all of that is replaced, since the state knows only its outcome.
 */
export async function pinValue(context: FixContext): Promise<Fix | undefined> {
  const { kind, subject, attribute, module, arrival } = context.hazard;
  if (kind !== 'replacement') return undefined;
  const place = pinPlace(context);
  if (place === undefined) return undefined;
  const { file, stateOf } = place;
  if (file.syntax.language === 'json' && file.syntax.errors.length > 0) return undefined;
  const replaced = valuePosition(place.expression, place.reference);
  const { range } = replaced;
  if (differsByInstance(place, attribute, range)) return undefined;
  const state = stateOf === undefined ? undefined : await localState(context, stateOf);
  const deployed = isMember(place)
    ? undefined
    : deployedValue(state, subject.address, attribute, module.address);
  const name = attribute.split('.').at(-1) ?? attribute;
  const common = {
    id: 'pin-value' as const,
    cost: `The ${name} no longer changes by itself: newer ones, security updates included, come only by hand.`,
    uri: file.uri,
  };
  if (deployed !== undefined) {
    const title = `Pin ${name} to ${shown(deployed)} (deployed now)`;
    return { ...common, title, applicability: 'safe', edits: literalEdits(file, range, deployed) };
  }
  const placeholder = arrival.drift.source.placeholder ?? defaultPlaceholder;
  // Typing in one value must not cost the rest of a text, such as a script that mentions it.
  const edits =
    replaced.kind === 'template'
      ? interpolationEdits(file, place.reference, placeholder)
      : literalEdits(file, range, placeholder);
  if (edits === undefined) return undefined;
  return {
    ...common,
    title: `Pin ${name} to a fixed value…`,
    applicability: 'needs-review',
    edits: edits.map((edit) => withPlaceholder(edit, placeholder)),
  };
}

/** `placeholder` in place of the `${…}` around a reference; undefined where more than that is in it. */
function interpolationEdits(
  file: FixableFile,
  reference: TextRange,
  placeholder: string,
): readonly FixEdit[] | undefined {
  const { text } = file;
  const before = /\$\{~?\s*$/.exec(text.slice(0, reference.start));
  const behind = /^\s*~?\}/.exec(text.slice(reference.end));
  if (before === null || behind === null) return undefined;
  const range = { start: before.index, end: reference.end + behind[0].length };
  const edit = { range, newText: placeholder };
  return file.syntax.language === 'hcl' ? realignComments(file, edit) : [edit];
}

/** Whether the reference is only one member of the argument's value: the state knows them all together. */
function isMember({ expression: { kind } }: PinPlace): boolean {
  return kind === 'tuple' || kind === 'object';
}

/** One literal cannot stand for values that differ between the instances of a resource, call or block. */
function differsByInstance(place: PinPlace, attribute: string, range: TextRange): boolean {
  const { text } = place.file;
  const block = text.slice(place.block.range.start, place.block.range.end);
  const iterators = [...block.matchAll(/\biterator"?\s*[=:]\s*"?([\w-]+)/g)].map(([, name = '']) => name);
  const names = ['each', 'count', ...attribute.split('.').slice(0, -1), ...iterators];
  const reference = new RegExp(`(?<![\\w.-])(?:${names.join('|')})\\s*\\.`);
  return reference.test(text.slice(range.start, range.end));
}

function shown(value: Literal): string {
  const text = String(value).replaceAll(/\s+/g, ' ');
  return text.length > longestShownValue ? `${text.slice(0, longestShownValue)}…` : text;
}

function literalEdits(file: FixableFile, range: TextRange, value: Literal): readonly FixEdit[] {
  const { text } = file;
  const written = typeof value === 'string' ? encodeQuoted(value) : String(value);
  const whole = enclosingInterpolation(text, range);
  if (file.syntax.language === 'hcl') return realignComments(file, { range: whole, newText: written });
  const string = jsonValueRangeAt(text, range.start);
  const isWhole = string !== undefined && string.start >= whole.start - 1 && string.end <= whole.end + 1;
  if (!isWhole) return [{ range, newText: JSON.stringify(written).slice(1, -1) }];
  const json = typeof value === 'string' ? encodeTemplateMarkers(value) : value;
  return jsonEdits(text, jsonPathAt(text, range.start), json);
}

/** `"${reference}"` is replaced as a whole: the literal brings its own quotes. */
function enclosingInterpolation(text: string, range: TextRange): TextRange {
  const before = /"\$\{~?\s*$/.exec(text.slice(0, range.start));
  const behind = /^\s*~?\}"/.exec(text.slice(range.end));
  if (before === null || behind === null) return range;
  return { start: before.index, end: range.end + behind[0].length };
}

function withPlaceholder(edit: FixEdit, placeholder: string): FixEdit {
  const start = edit.newText.indexOf(placeholder);
  return start < 0 ? edit : { ...edit, placeholder: { start, end: start + placeholder.length } };
}
