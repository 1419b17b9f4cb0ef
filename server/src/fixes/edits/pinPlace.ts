import { containsRange, type TextRange } from '../../base/textRange';
import { mentionCount } from '../../flow/mentions';
import type { Hazard } from '../../rules/hazard';
import type { Block, Body, Expression } from '../../syntax/ast';
import type { FileEdits, FixableFile, FixContext } from '../fix';
import { jsonPathAt } from './jsonEdits';
import { interpolationEdits, literalEdits, withPlaceholder } from './literalEdits';
import { isOfSeveral } from './severalValues';
import { isMember, mentionedName, valuePosition } from './valuePosition';
import type { WritableValue } from './writtenValue';

/** Where a literal can stand in for what drifts. */
export interface PinPlace {
  readonly file: FixableFile;
  /** The block that holds it: its iterators have a meaning there. */
  readonly block: Block;
  /** Where that is a module call: how many calls lead to it from the root module. */
  readonly call: number | undefined;
  /** The argument's whole expression. */
  readonly expression: Expression;
  /** The reference in it that brings the drift. */
  readonly reference: TextRange;
  /** The part of the expression that the literal replaces: what is computed from the reference belongs to it. */
  readonly replaced: Expression;
  /** Whether that part mentions what differs between the instances of the resource, call or block. */
  readonly differs: boolean;
}

/** A place together with all that comes through it. */
export interface SharedPlace {
  readonly place: PinPlace;
  readonly hazards: readonly Hazard[];
}

/** Stands for a value where nothing better is known; no plan accepts it silently. */
const defaultPlaceholder = 'REPLACE_ME';

/**
 * The reference in the subject itself, or, for a value that comes through module calls, the one in the outermost
 * call: an edit there changes nothing for other callers. Undefined where the file is not to be edited, and where one
 * literal cannot be right for all instances.
 */
export function pinPlace({ hazard, texts }: FixContext): PinPlace | undefined {
  const place = placeOf(hazard, texts);
  if (place === undefined || place.differs) return undefined;
  const isSeveral = place.replaced.kind === 'tuple' || place.replaced.kind === 'object';
  return isSeveral || isRepetition(place) ? undefined : place;
}

/** The same, whether or not the whole value differs between instances. */
export function referencePlace({ hazard, texts }: FixContext): PinPlace | undefined {
  return placeOf(hazard, texts);
}

/**
 * The places for all that a finding stands for, also where one literal is not right for all instances; that of the
 * hazard itself first. Empty where that one cannot be edited.
 */
export function pinPlaces({ hazard, alike, texts }: FixContext): readonly SharedPlace[] {
  const shared = new Map<string, { readonly place: PinPlace; readonly hazards: Hazard[] }>();
  for (const one of [hazard, ...alike.filter((other) => other !== hazard)]) {
    const place = placeOf(one, texts);
    if (place === undefined && one === hazard) return [];
    if (place === undefined) continue;
    const key = `${place.file.uri} ${String(place.replaced.range.start)}`;
    const known = shared.get(key);
    if (known === undefined) shared.set(key, { place, hazards: [one] });
    else known.hazards.push(one);
  }
  return [...shared.values()];
}

/**
 * The edits that put `value` there. Where `index` is given, `value` is a list or map, and the literal is the member of
 * it that `index` (`each.key`) names.
 */
export function pinTo({ file, replaced }: PinPlace, value: WritableValue, index?: string): FileEdits {
  return { uri: file.uri, edits: literalEdits(file, replaced.range, value, index) };
}

/**
 * The edits that put a text there which is still to be typed over. Typing in one value must not cost the rest of a
 * template, such as a script that mentions it: there only the reference is replaced, and where that cannot be, or
 * would leave another reference to the same, it is undefined.
 */
export function pinByHand({ hazard }: FixContext, place: PinPlace): FileEdits | undefined {
  const { file, replaced, reference } = place;
  if (isOfSeveral(hazard, place.block, replaced)) return undefined;
  if (replaced.kind === 'template' && mentionsOf(place, replaced) > 1) return undefined;
  const placeholder = hazard.arrival.drift.source.placeholder ?? defaultPlaceholder;
  const edits =
    replaced.kind === 'template'
      ? interpolationEdits(file, reference, placeholder)
      : literalEdits(file, replaced.range, placeholder);
  return edits && { uri: file.uri, edits: withPlaceholder(edits, placeholder) };
}

/** How often what the reference mentions is mentioned in `within`: a fix at one of several places leaves the others. */
export function mentionsOf({ file, reference }: PinPlace, within: Expression): number {
  return mentionCount(within, mentionedName(file.text.slice(reference.start, reference.end)));
}

function replacedPart({ text }: FixableFile, expression: Expression, reference: TextRange): Expression {
  return valuePosition(expression, reference, mentionedName(text.slice(reference.start, reference.end)));
}

function placeOf(hazard: Hazard, texts: FixContext['texts']): PinPlace | undefined {
  const place = placeInCall(hazard, texts) ?? placeInSubject(hazard, texts);
  if (place === undefined) return undefined;
  const { syntax } = place.file;
  if (syntax.language === 'json' && syntax.errors.length > 0) return undefined;
  // What somebody wrote about the expression would go with it.
  if (syntax.comments.some(({ range }) => containsRange(place.replaced.range, range))) return undefined;
  return { ...place, differs: differsByInstance(place, hazard.attribute) };
}

type FoundPlace = Omit<PinPlace, 'differs'>;

function placeInCall({ arrival, calls }: Hazard, texts: FixContext['texts']): FoundPlace | undefined {
  const { drift } = arrival;
  for (const [depth, call] of calls.entries()) {
    const hop = drift.hops.find(
      ({ uri, range }) => uri === call.uri && containsRange(call.block.range, range),
    );
    const argument = call.block.body.attributes.find(({ range }) => hop && containsRange(range, hop.range));
    const file = texts(call.uri);
    if (hop === undefined || argument === undefined || file === undefined) continue;
    return {
      file,
      block: call.block,
      call: depth,
      expression: argument.value,
      reference: hop.range,
      replaced: replacedPart(file, argument.value, hop.range),
    };
  }
  return undefined;
}

function placeInSubject({ arrival, subject }: Hazard, texts: FixContext['texts']): FoundPlace | undefined {
  const { drift, expression } = arrival;
  const file = texts(drift.at.uri);
  if (file === undefined || drift.at.uri !== subject.uri) return undefined;
  return {
    file,
    block: subject.block,
    call: undefined,
    expression,
    reference: drift.at.range,
    replaced: replacedPart(file, expression, drift.at.range),
  };
}

/** Whether a call or a `dynamic` block is repeated over what is replaced, and not merely over a collection with it. */
function isRepetition({ file, block, replaced }: PinPlace): boolean {
  if (file.syntax.language === 'json')
    return jsonPathAt(file.text, replaced.range.start).at(-1) === 'for_each';
  return repetitionsIn(block.body).some(
    (value) => containsRange(value.range, replaced.range) && !isMember(value, replaced.range),
  );
}

function repetitionsIn({ attributes, blocks }: Body): readonly Expression[] {
  const own = attributes.filter(({ name }) => name === 'for_each').map(({ value }) => value);
  return [...own, ...blocks.flatMap(({ body }) => repetitionsIn(body))];
}

/** One literal cannot stand for values that differ between the instances of a resource, call or block. */
function differsByInstance({ file, block, replaced }: FoundPlace, attribute: string): boolean {
  const { text } = file;
  const written = text.slice(block.range.start, block.range.end);
  const iterators = [...written.matchAll(/\biterator"?\s*[=:]\s*"?([\w-]+)/g)].map(([, name = '']) => name);
  const names = ['each', 'count', ...attribute.split('.').slice(0, -1), ...iterators];
  const reference = new RegExp(`(?<![\\w.-])(?:${names.join('|')})\\s*\\.`);
  return reference.test(text.slice(replaced.range.start, replaced.range.end));
}
