import { attributeNamed, dynamicBodies, nestedBodies, writtenBodies } from '../modules/bodyAccess';
import type { Predicate } from '../models/schema';
import type { Body } from '../syntax/ast';
import { truthOf } from './access';
import type { Evaluator } from './evaluator';
import type { Scope } from './scope';
import { scalar, type Value } from './value';

/** Answers a model row's question about a block: undefined where its arguments cannot be known. */
export function holds(
  evaluator: Evaluator,
  predicate: Predicate,
  body: Body,
  scope: Scope,
): boolean | undefined {
  if ('all' in predicate) {
    return conjunction(predicate.all.map((inner) => holds(evaluator, inner, body, scope)));
  }
  if ('any' in predicate) {
    return negate(conjunction(predicate.any.map((inner) => negate(holds(evaluator, inner, body, scope)))));
  }
  if ('not' in predicate) return negate(holds(evaluator, predicate.not, body, scope));
  if ('block' in predicate) {
    const answers = nestedBodies(body, predicate.block).map((nested) =>
      holds(evaluator, predicate.where, nested, scope),
    );
    const generated = dynamicBodies(body, predicate.block).map(() => undefined);
    const argument = attributeNamed(body, predicate.block)?.value;
    const isComputed = argument !== undefined && writtenBodies(argument) === undefined;
    const unseen = isComputed ? [undefined] : [];
    return negate(conjunction([...answers, ...generated, ...unseen].map(negate)));
  }
  const value = evaluator.argument(body, predicate.argument, scope);
  if ('isSet' in predicate) {
    const isSet = attributeNamed(body, predicate.argument) !== undefined;
    if (!isSet || value === undefined) return !predicate.isSet;
    if (value.kind === 'scalar') return (value.value !== null) === predicate.isSet;
    return value.kind === 'unknown' ? undefined : predicate.isSet;
  }
  if ('equals' in predicate) return equals(value, predicate.equals);
  return matches(value, new RegExp(predicate.matches));
}

/** The arguments and types of nested blocks of a body that a predicate asks for. */
export function askedBy(predicate: Predicate): readonly string[] {
  if ('all' in predicate) return predicate.all.flatMap(askedBy);
  if ('any' in predicate) return predicate.any.flatMap(askedBy);
  if ('not' in predicate) return askedBy(predicate.not);
  return ['block' in predicate ? predicate.block : predicate.argument];
}

/** Whether a predicate asks for nothing but certain words, such as `latest`, in arguments that take others as well. */
export function asksForWords(predicate: Predicate): boolean {
  if ('all' in predicate) return predicate.all.every(asksForWords);
  if ('any' in predicate) return predicate.any.every(asksForWords);
  return 'equals' in predicate && typeof predicate.equals === 'string';
}

function equals(value: Value | undefined, expected: string | number | boolean): boolean | undefined {
  if (value === undefined) return false;
  if (value.kind === 'scalar' && typeof expected === 'boolean') return truthOf(value) === expected;
  if (value.kind === 'scalar') return value.value !== null && String(value.value) === String(expected);
  return value.kind === 'unknown' ? undefined : false;
}

function matches(value: Value | undefined, pattern: RegExp): boolean | undefined {
  if (value === undefined) return false;
  switch (value.kind) {
    case 'scalar':
      return value.value !== null && pattern.test(String(value.value));
    case 'tuple':
      if (value.elements.length === 0) return false;
      return conjunction(value.elements.map((element) => matches(element, pattern)));
    case 'unknown':
    case 'collection':
      return undefined;
    default:
      return matches(scalar(null), pattern);
  }
}

/** False as soon as one is, else unknown as soon as one is. */
function conjunction(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function negate(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}
