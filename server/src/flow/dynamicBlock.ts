import { attributeNamed } from '../modules/bodyAccess';
import type { Body, Expression } from '../syntax/ast';
import { anyElement } from './access';
import type { Evaluator } from './evaluator';
import { keyOfAny } from './instances';
import type { Scope } from './scope';
import { membersOf, ownDrifts, unknown, withDrifts, type Value } from './value';

/**
 * The scope of a `dynamic` block's content: its iterator stands for any one of the elements. Undefined where
 * there are none.
 */
export function dynamicScope(
  evaluator: Evaluator,
  dynamic: Body,
  type: string,
  scope: Scope,
): Scope | undefined {
  const iterator = attributeNamed(dynamic, 'iterator')?.value;
  const name = iterator?.kind === 'variable' ? iterator.name : literalText(iterator);
  const elements = evaluator.argument(dynamic, 'for_each', scope);
  if (elements === undefined) return scope;
  if (hasNoMembers(elements)) return undefined;
  const value = withDrifts(anyElement(elements), ownDrifts(elements));
  // Of a list the key is the position, which does not drift with the members.
  const key = elements.kind === 'object' ? keyOfAny(elements) : unknown;
  return evaluator.iterationScope(scope, name ?? type, key, value);
}

/**
 * How many blocks a `dynamic` block makes; undefined where that is not known. Of a map it is not: one whose keys depend
 * on a choice that is not known has the keys of both outcomes here.
 */
export function dynamicSize(evaluator: Evaluator, dynamic: Body, scope: Scope): number | undefined {
  const elements = evaluator.argument(dynamic, 'for_each', scope);
  return elements?.kind === 'tuple' ? elements.elements.length : undefined;
}

function hasNoMembers(value: Value): boolean {
  return (value.kind === 'tuple' || value.kind === 'object') && membersOf(value).length === 0;
}

function literalText(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' && typeof expression.value === 'string'
    ? expression.value
    : undefined;
}
