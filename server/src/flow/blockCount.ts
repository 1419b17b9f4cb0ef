import { attributeNamed, dynamicBodies, writtenBodies } from '../modules/bodyAccess';
import type { ElementPath } from '../modules/lifecycle';
import type { Body, Expression } from '../syntax/ast';
import type { BodyInScope } from './blockPath';
import type { Drift } from './drift';
import type { Evaluator } from './evaluator';
import { withinPlace } from './place';
import type { Scope } from './scope';
import { driftsOf, membersOf, ownDrifts, type Value } from './value';

/** What can change a number of blocks, and the expression that gives it. */
export interface CountDrift {
  readonly drift: Drift;
  readonly expression: Expression;
  /** The blocks that are counted. */
  readonly places: readonly ElementPath[];
}

/** What can change how many blocks a `dynamic` block makes. */
export function dynamicGrowth(
  evaluator: Evaluator,
  dynamic: Body,
  { scope, place }: BodyInScope,
  type: string,
): readonly CountDrift[] {
  const expression = attributeNamed(dynamic, 'for_each')?.value;
  if (expression === undefined) return [];
  const places = [withinPlace(place, type)];
  return sizeDriftsAt(evaluator, expression, scope).map((drift) => ({ drift, expression, places }));
}

/** What can change how many blocks of a type there are in a body: only `dynamic` and an argument can. */
export function blockCountDrifts(
  evaluator: Evaluator,
  { body, scope, place }: BodyInScope,
  type: string,
): readonly CountDrift[] {
  const counted: Expression[] = dynamicBodies(body, type).flatMap(
    (dynamic) => attributeNamed(dynamic, 'for_each')?.value ?? [],
  );
  const attribute = attributeNamed(body, type);
  if (attribute !== undefined && writtenBodies(attribute.value) === undefined) counted.push(attribute.value);
  const places = [withinPlace(place, type)];
  return counted.flatMap((expression) =>
    sizeDriftsAt(evaluator, expression, scope).map((drift) => ({ drift, expression, places })),
  );
}

/** What can change the number of elements that an expression gives. */
function sizeDriftsAt(evaluator: Evaluator, expression: Expression, scope: Scope): readonly Drift[] {
  const drifts = [...sizeDrifts(evaluator.evaluate(expression, scope))];
  // The list that a `for` makes says what drifts in its elements, not that it has as many as the other.
  if (expression.kind === 'for') drifts.push(...sizeDriftsAt(evaluator, expression.collection, scope));
  return drifts;
}

/**
 * What can change the number of elements. Of a list of known length nothing can: its elements may change, or
 * change places.
 */
export function sizeDrifts(value: Value): readonly Drift[] {
  switch (value.kind) {
    case 'object':
    case 'unknown':
      return ownDrifts(value);
    case 'collection': {
      const isMembership = ({ source }: Drift) => source.volatility === 'membership';
      return [...value.drifts, ...membersOf(value).flatMap(driftsOf).filter(isMembership)];
    }
    default:
      return [];
  }
}
