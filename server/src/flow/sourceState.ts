import type { ResourceDeclaration } from '../modules/module';
import type { SourceModel } from '../models/schema';
import type { Drift } from './drift';
import type { Evaluator } from './evaluator';
import { asksForWords, holds } from './predicate';
import type { Scope } from './scope';

/** What the model rows say of a data source as it is written, and the row that decided. */
export type SourceState =
  | { readonly kind: 'drifts'; readonly model: SourceModel; readonly certainty: Drift['certainty'] }
  | { readonly kind: 'pinned'; readonly model: SourceModel }
  /** No row applies. */
  | { readonly kind: 'still' };

/** Asks the rows of a data source's type in their order. `scope` is that of its body. */
export function sourceState(
  evaluator: Evaluator,
  { type, block: { body } }: ResourceDeclaration,
  scope: Scope,
): SourceState {
  for (const model of evaluator.models.sourcesOf(type)) {
    const isVolatile = model.when === undefined ? true : holds(evaluator, model.when, body, scope);
    if (isVolatile === false) continue;
    // Where a word makes the source drift and nobody has written one, it is a version that will be given.
    if (isVolatile === undefined && model.when !== undefined && asksForWords(model.when)) continue;
    const isPinned = model.unless === undefined ? false : holds(evaluator, model.unless, body, scope);
    if (isPinned === true) return { kind: 'pinned', model };
    const isCertain = isVolatile === true && isPinned === false;
    return { kind: 'drifts', model, certainty: isCertain ? 'certain' : 'possible' };
  }
  return { kind: 'still' };
}
