import { listed, say } from '../base/language';
import type { Evaluator } from './evaluator';
import { holds } from './predicate';
import type { Scope } from './scope';
import { predicateWords } from '../models/predicateWords';
import type { ForceNewArgument, ResourceModel } from '../models/resourceFacts';
import type { Predicate } from '../models/schema';
import type { Body } from '../syntax/ast';

/** Whether an argument forces replacement here, and what is not known about it, in sentences. */
export interface Force {
  /** False where it certainly does not. */
  readonly applies: boolean;
  /** Empty where it certainly does. */
  readonly reservations: readonly string[];
}

/** Looks at the condition of an argument and at the versions in which it is known to force replacement. */
export function forceOf(
  evaluator: Evaluator,
  argument: ForceNewArgument,
  model: ResourceModel,
  body: Body,
  scope: Scope,
): Force {
  const reservations = argument.certainty === 'possible' ? [versionSentence(argument, model)] : [];
  const { condition } = argument;
  if (condition === undefined) return { applies: true, reservations };
  if (condition.onlyRemoval === true) {
    return { applies: true, reservations: [...reservations, say`Only its removal forces replacement.`] };
  }
  if (condition.when === undefined) {
    return { applies: true, reservations: [...reservations, unwrittenSentence(condition.looksAt)] };
  }
  const answer = holds(evaluator, assumingSet(condition.when, argument.path.split('.')), body, scope);
  if (answer === true) return { applies: true, reservations };
  const sentence = say`This is so only where ${predicateWords(condition.when)}, which is not known here.`;
  return { applies: answer !== false, reservations: [...reservations, sentence] };
}

/** The predicate where the argument at `path` has a value: one that drifts to it. */
function assumingSet(predicate: Predicate, path: readonly string[]): Predicate {
  const [name, ...rest] = path;
  if ('all' in predicate) return { all: predicate.all.map((inner) => assumingSet(inner, path)) };
  if ('any' in predicate) return { any: predicate.any.map((inner) => assumingSet(inner, path)) };
  if ('not' in predicate) return { not: assumingSet(predicate.not, path) };
  if ('block' in predicate) {
    if (predicate.block !== name || !isTestOf(predicate.where, rest)) return predicate;
    return assumingSet(predicate.where, rest);
  }
  if (!('isSet' in predicate) || rest.length > 0 || predicate.argument !== name) return predicate;
  return predicate.isSet ? { all: [] } : { any: [] };
}

/** Whether a predicate asks whether the argument at `path` is set, and nothing else. */
function isTestOf(predicate: Predicate, [name, ...rest]: readonly string[]): boolean {
  if ('block' in predicate) return predicate.block === name && isTestOf(predicate.where, rest);
  return 'isSet' in predicate && rest.length === 0 && predicate.argument === name;
}

function versionSentence({ since, until }: ForceNewArgument, model: ResourceModel): string {
  const { provider } = model;
  const here = model.installed ?? say`this version`;
  if (since !== undefined && until !== undefined) {
    return say`${provider} is known to do so since ${since} at the latest and up to ${until} at least; of ${here} it is not known.`;
  }
  if (since !== undefined) {
    return say`${provider} is known to do so since ${since} at the latest; of ${here} it is not known.`;
  }
  if (until !== undefined) {
    return say`${provider} is known to do so up to ${until} at least; of ${here} it is not known.`;
  }
  return say`${provider} is known to do so in some versions; of ${here} it is not known.`;
}

function unwrittenSentence(looksAt: readonly string[]): string {
  if (looksAt.length === 0) {
    return say`Not every change of it does: the provider decides by the old and the new value.`;
  }
  const names = listed(looksAt.map((name) => `\`${name}\``));
  return say`Whether the provider does so depends on ${names} too.`;
}
