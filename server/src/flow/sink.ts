import { attributeNamed, dynamicBodies, nestedBodies } from '../modules/bodyAccess';
import type { Body, Expression } from '../syntax/ast';
import { anyElement } from './access';
import { distinctDrifts, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import { keyOfAny } from './instances';
import type { Scope } from './scope';
import { driftsOf, membersOf, ownDrifts, unknown, withDrifts, type Value } from './value';

/** One drift that reaches an argument, and the expression that it entered. */
export interface Arrival {
  readonly drift: Drift;
  readonly expression: Expression;
}

/**
 * What reaches the argument at the dotted path `attribute` below `body`, one arrival per source: through
 * the argument itself, through nested blocks and through `dynamic` ones. A mere decision does not arrive.
 */
export function arrivalsAt(
  evaluator: Evaluator,
  body: Body,
  attribute: string,
  scope: Scope,
): readonly Arrival[] {
  const all = argumentsAt(evaluator, body, attribute.split('.'), scope).flatMap(({ expression, inner }) =>
    driftsOf(evaluator.evaluate(expression, inner))
      .filter((drift) => !drift.decides)
      .map((drift) => ({ drift, expression })),
  );
  const kept = new Set(distinctDrifts(all.map((arrival) => arrival.drift)));
  return all.filter((arrival) => kept.has(arrival.drift));
}

interface Argument {
  readonly expression: Expression;
  readonly inner: Scope;
}

function argumentsAt(
  evaluator: Evaluator,
  body: Body,
  path: readonly string[],
  scope: Scope,
): readonly Argument[] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  if (rest.length === 0) {
    const attribute = attributeNamed(body, name);
    return attribute === undefined ? [] : [{ expression: attribute.value, inner: scope }];
  }
  return [
    ...nestedBodies(body, name).flatMap((nested) => argumentsAt(evaluator, nested, rest, scope)),
    ...dynamicBodies(body, name).flatMap((dynamic) => {
      const inner = dynamicScope(evaluator, dynamic, name, scope);
      if (inner === undefined) return [];
      return nestedBodies(dynamic, 'content').flatMap((content) =>
        argumentsAt(evaluator, content, rest, inner),
      );
    }),
  ];
}

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

function hasNoMembers(value: Value): boolean {
  return (value.kind === 'tuple' || value.kind === 'object') && membersOf(value).length === 0;
}

function literalText(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' && typeof expression.value === 'string'
    ? expression.value
    : undefined;
}
