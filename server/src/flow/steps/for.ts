import type { ForExpression } from '../../syntax/ast';
import { anyElement, asText, truthOf } from '../access';
import type { Evaluator } from '../evaluator';
import { keyOfAny } from '../instances';
import { extendScope, type Scope } from '../scope';
import { distinctDrifts, isUnknownAtPlan, thatMayStay, type Drift } from '../drift';
import {
  collection,
  composedOf,
  decisionAbout,
  driftsOf,
  either,
  membersOf,
  object,
  ownDrifts,
  scalar,
  tuple,
  unknown,
  unknownWith,
  withDrifts,
  withoutSourcesOf,
  type Value,
} from '../value';

interface Iteration {
  readonly key: Value;
  readonly value: Value;
}

/** `[for …]`, `{for …}` and `%{for}`: one evaluation per element where they are known, else one for all. */
export function evaluateFor(evaluator: Evaluator, expression: ForExpression, scope: Scope): Value {
  const source = evaluator.evaluate(expression.collection, scope);
  const waiting = ownDrifts(source).filter(isUnknownAtPlan);
  if (waiting.length > 0) return unknownWith(waiting);
  const iterations = knownIterations(source);
  const scopeOf = ({ key, value }: Iteration) =>
    extendScope(scope, {
      ...(expression.keyName === undefined ? {} : { [expression.keyName]: key }),
      [expression.valueName]: value,
    });
  if (iterations === undefined) {
    const any = scopeOf({
      key: unknownKey(source),
      value: withDrifts(anyElement(source), ownDrifts(source)),
    });
    const keeps = condition(evaluator, expression, any);
    if (truthOf(keeps) === false) return resultOfAll(evaluator, expression, [], true);
    const choices = choiceDrifts([keeps]);
    const all = resultOfAny(evaluator, expression, any, [...ownDrifts(source), ...choices]);
    return all.kind === 'object' ? all : withDrifts(all, choices);
  }
  const candidates = iterations
    .map(scopeOf)
    .map((inner) => ({ inner, keeps: condition(evaluator, expression, inner) }))
    .filter(({ keeps }) => truthOf(keeps) !== false);
  const isExact = candidates.every(({ keeps }) => truthOf(keeps) === true);
  const chosen = candidates.map(({ inner }) => inner);
  const result = resultOfAll(evaluator, expression, chosen, isExact);
  const choices = choiceDrifts(candidates.map(({ keeps }) => keeps));
  return result.kind === 'object'
    ? { ...result, keyDrifts: distinctDrifts([...result.keyDrifts, ...choices]) }
    : withDrifts(result, choices);
}

/** Whether an element is kept. */
function condition(evaluator: Evaluator, expression: ForExpression, scope: Scope): Value {
  return expression.condition === undefined ? scalar(true) : evaluator.evaluate(expression.condition, scope);
}

/** Where it drifts whether an element is kept, it drifts which elements there are, and where. */
function choiceDrifts(conditions: readonly Value[]): readonly Drift[] {
  return distinctDrifts(conditions.flatMap(driftsOf)).map((drift) => ({
    ...drift,
    certainty: isUnknownAtPlan(drift) ? drift.certainty : 'possible',
    unchanged: false,
    decides: false,
  }));
}

function knownIterations(source: Value): readonly Iteration[] | undefined {
  if (source.kind === 'tuple') {
    return source.elements.map((element, index) => ({
      key: scalar(index),
      value: withDrifts(element, source.drifts),
    }));
  }
  if (source.kind === 'object' && source.others === undefined) {
    const inKeyOrder = [...source.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    return inKeyOrder.map(([key, entry]) => ({
      key: scalar(key),
      value: withDrifts(entry, ownDrifts(source)),
    }));
  }
  return undefined;
}

/** A list's positions are not its members: they do not drift with them. */
function unknownKey(source: Value): Value {
  return source.kind === 'object' ? keyOfAny(source) : unknown;
}

function resultOfAny(
  evaluator: Evaluator,
  expression: ForExpression,
  scope: Scope,
  memberDrifts: readonly Drift[],
): Value {
  if (expression.produces === 'object') {
    const { key, value } = keyAndValue(evaluator, expression, scope, memberDrifts);
    const held = expression.groups ? collection(value) : value;
    return object(new Map(), held, [], [...memberDrifts, ...driftsOf(key)]);
  }
  const value = evaluator.evaluate(expression.value, scope);
  // With their number alone nothing comes into an argument, but it decides how long the result is.
  const size = decisionAbout([unknownWith(memberDrifts)]).drifts;
  return expression.produces === 'tuple'
    ? collection(value, size)
    : unknownWith([...composedOf([value]).drifts, ...size]);
}

/**
 * One key of the object that a `for` makes, and what stands under it. Where the key is made of the element,
 * an element that changes has another key: under the same key there is the same element, though it may have
 * come to another position among the members.
 */
function keyAndValue(
  evaluator: Evaluator,
  expression: ForExpression,
  scope: Scope,
  memberDrifts: readonly Drift[] = [],
): Iteration {
  const key = expression.key === undefined ? unknown : evaluator.evaluate(expression.key, scope);
  const fromKey = driftsOf(key);
  const iterated = [expression.keyName, expression.valueName].filter((name) => name !== undefined);
  const settled = iterated.map((name): [string, Value] => {
    const held = scope.names.get(name) ?? unknown;
    const isPosition = name === expression.keyName && driftsOf(held).length === 0;
    if (isPosition && fromKey.length > 0) return [name, unknownWith(memberDrifts.map(thatMayStay))];
    return [name, withoutSourcesOf(held, fromKey)];
  });
  const value = evaluator.evaluate(expression.value, extendScope(scope, Object.fromEntries(settled)));
  return { key, value };
}

function resultOfAll(
  evaluator: Evaluator,
  expression: ForExpression,
  scopes: readonly Scope[],
  isExact: boolean,
): Value {
  if (expression.produces === 'object') {
    return objectOf(
      scopes.map((scope) => keyAndValue(evaluator, expression, scope)),
      expression.groups,
      isExact,
    );
  }
  const values = scopes.map((scope) => evaluator.evaluate(expression.value, scope));
  if (expression.produces === 'string') return joined(values, isExact);
  return isExact ? tuple(values) : collection(anyElement(tuple(values)));
}

/** An object with these entries; with `groups`, one key may come several times and holds a list. */
function objectOf(items: readonly Iteration[], groups: boolean, isExact: boolean): Value {
  const entries = new Map<string, Value>();
  const keyDrifts = items.flatMap(({ key }) => driftsOf(key));
  const hasKnownKeys = items.every(({ key }) => key.kind === 'scalar');
  let others: Value | undefined;
  for (const { key, value } of items) {
    if (key.kind !== 'scalar' || key.value === null) {
      const held = groups ? collection(value) : value;
      others = others === undefined ? held : either(others, held);
      continue;
    }
    const name = String(key.value);
    const before = entries.get(name);
    if (!groups) entries.set(name, value);
    else if (isExact && hasKnownKeys) entries.set(name, tuple([...(before ? membersOf(before) : []), value]));
    else entries.set(name, collection(before === undefined ? value : either(anyElement(before), value)));
  }
  return object(entries, others, [], keyDrifts);
}

function joined(values: readonly Value[], isExact: boolean): Value {
  const texts = values.map(asText);
  const known = texts.flatMap((text) => (text.kind === 'scalar' ? [String(text.value)] : []));
  return isExact && known.length === texts.length ? scalar(known.join('')) : composedOf(values);
}
