import { containsRange, type TextRange } from '../../base/textRange';
import { directoryOf } from '../../base/uri';
import { mentionCount } from '../../flow/mentions';
import type { Block, Body, Expression, Literal } from '../../syntax/ast';
import type { FileEdits, FixableFile, FixContext } from '../fix';
import { jsonPathAt } from './jsonEdits';
import { isOfSeveral, isWholeValue } from './severalValues';
import { interpolationEdits, literalEdits, withPlaceholder } from './literalEdits';
import { isMember, mentionedName, valuePosition } from './valuePosition';

/** Where a literal can stand in for what drifts. */
export interface PinPlace {
  readonly file: FixableFile;
  /** The block that holds it: its iterators have a meaning there. */
  readonly block: Block;
  /** The argument's whole expression. */
  readonly expression: Expression;
  /** The reference in it that brings the drift. */
  readonly reference: TextRange;
  /** The part of the expression that the literal replaces: what is computed from the reference belongs to it. */
  readonly replaced: Expression;
  /** The directory of the root module whose state knows the value; undefined where the state does not help. */
  readonly stateOf: string | undefined;
}

/** Stands for a value where nothing better is known; no plan accepts it silently. */
const defaultPlaceholder = 'REPLACE_ME';

/**
 * The reference in the subject itself, or, for a value that comes through module calls, the one in the outermost
 * call: an edit there changes nothing for other callers. Undefined where the file is not to be edited, and where one
 * literal cannot be right for all instances.
 */
export function pinPlace(context: FixContext): PinPlace | undefined {
  const place = referencePlace(context);
  if (place === undefined) return undefined;
  // One literal is no list of them, and the state does not tell what a block was repeated over.
  const isSeveral = ['tuple', 'object'].includes(place.replaced.kind) || isRepetition(place);
  return isSeveral || differsByInstance(place, context.hazard.attribute) ? undefined : place;
}

/** The same, whether or not the whole value differs between instances. */
export function referencePlace(context: FixContext): PinPlace | undefined {
  const place = placeInCall(context) ?? placeInSubject(context);
  if (place === undefined) return undefined;
  const { syntax } = place.file;
  return syntax.language === 'json' && syntax.errors.length > 0 ? undefined : place;
}

/** The edits that put `value` there. */
export function pinTo({ file, replaced }: PinPlace, value: Literal): FileEdits {
  return { uri: file.uri, edits: literalEdits(file, replaced.range, value) };
}

/**
 * The edits that put a text there which is still to be typed over. Typing in one value must not cost the rest of a
 * template, such as a script that mentions it: there only the reference is replaced, and where that cannot be, or
 * would leave another reference to the same, it is undefined.
 */
export function pinByHand({ hazard }: FixContext, place: PinPlace): FileEdits | undefined {
  const { file, replaced, reference } = place;
  if (isOfSeveral(hazard, place.block, replaced)) return undefined;
  const placeholder = hazard.arrival.drift.source.placeholder ?? defaultPlaceholder;
  if (replaced.kind === 'template' && mentionsOf(place, replaced) > 1) return undefined;
  const edits =
    replaced.kind === 'template'
      ? interpolationEdits(file, reference, placeholder)
      : literalEdits(file, replaced.range, placeholder);
  return edits && { uri: file.uri, edits: withPlaceholder(edits, placeholder) };
}

function replacedPart({ text }: FixableFile, expression: Expression, reference: TextRange): Expression {
  return valuePosition(expression, reference, mentionedName(text.slice(reference.start, reference.end)));
}

/** How often what the reference mentions is mentioned in `within`: a fix at one of several places leaves the others. */
export function mentionsOf({ file, reference }: PinPlace, within: Expression): number {
  return mentionCount(within, mentionedName(file.text.slice(reference.start, reference.end)));
}

function placeInCall({ hazard, texts }: FixContext): PinPlace | undefined {
  const { arrival, calls } = hazard;
  const { drift } = arrival;
  const [outermost] = calls;
  for (const call of calls) {
    const hop = drift.hops.find(
      ({ uri, range }) => uri === call.uri && containsRange(call.block.range, range),
    );
    const argument = call.block.body.attributes.find(({ range }) => hop && containsRange(range, hop.range));
    const file = texts(call.uri);
    if (hop === undefined || argument === undefined || file === undefined) continue;
    const replaced = replacedPart(file, argument.value, hop.range);
    const isKnown = outermost !== undefined && isWholeValue(hazard, call.block, replaced);
    return {
      file,
      block: call.block,
      expression: argument.value,
      reference: hop.range,
      replaced,
      // The state knows the outcome only: what the module computes from its input cannot be told from it.
      stateOf: isKnown ? directoryOf(outermost.uri) : undefined,
    };
  }
  return undefined;
}

function placeInSubject({ hazard, texts }: FixContext): PinPlace | undefined {
  const { arrival, calls, subject } = hazard;
  const { drift, expression } = arrival;
  const file = texts(drift.at.uri);
  if (file === undefined || drift.at.uri !== subject.uri) return undefined;
  return {
    file,
    block: subject.block,
    expression,
    reference: drift.at.range,
    replaced: replacedPart(file, expression, drift.at.range),
    // A module that is called has no state of its own, and as many values as callers.
    stateOf: calls.length === 0 ? directoryOf(subject.uri) : undefined,
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
function differsByInstance({ file, block, replaced }: PinPlace, attribute: string): boolean {
  const { text } = file;
  const written = text.slice(block.range.start, block.range.end);
  const iterators = [...written.matchAll(/\biterator"?\s*[=:]\s*"?([\w-]+)/g)].map(([, name = '']) => name);
  const names = ['each', 'count', ...attribute.split('.').slice(0, -1), ...iterators];
  const reference = new RegExp(`(?<![\\w.-])(?:${names.join('|')})\\s*\\.`);
  return reference.test(text.slice(replaced.range.start, replaced.range.end));
}
