import type { ForExpression } from '../../syntax/ast';
import { anyElement, asText } from '../access';
import type { Evaluator } from '../evaluator';
import { keyOfAny } from '../instances';
import { extendScope, type Scope } from '../scope';
import {
  collection,
  derivedFrom,
  either,
  object,
  scalar,
  tuple,
  unknown,
  withDrifts,
  type Value,
} from '../value';

interface Iteration {
  readonly key: Value;
  readonly value: Value;
}

/** `[for …]`, `{for …}` and `%{for}`: one evaluation per element where they are known, else one for all. */
export function evaluateFor(evaluator: Evaluator, expression: ForExpression, scope: Scope): Value {
  const source = evaluator.evaluate(expression.collection, scope);
  const iterations = knownIterations(source);
  const scopeOf = ({ key, value }: Iteration) =>
    extendScope(scope, {
      ...(expression.keyName === undefined ? {} : { [expression.keyName]: key }),
      [expression.valueName]: value,
    });
  if (iterations === undefined) {
    const any = scopeOf({ key: unknownKey(source), value: anyElement(source) });
    return withDrifts(resultOfAny(evaluator, expression, any), source.drifts);
  }
  const scopes = iterations.map(scopeOf);
  const chosen = scopes.filter((inner) => condition(evaluator, expression, inner) !== false);
  const isExact = chosen.every((inner) => condition(evaluator, expression, inner) === true);
  return withDrifts(resultOfAll(evaluator, expression, chosen, isExact), source.drifts);
}

/** Whether an element is kept; undefined where that cannot be known. */
function condition(evaluator: Evaluator, expression: ForExpression, scope: Scope): boolean | undefined {
  if (expression.condition === undefined) return true;
  const value = evaluator.evaluate(expression.condition, scope);
  return value.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : undefined;
}

function knownIterations(source: Value): readonly Iteration[] | undefined {
  if (source.kind === 'tuple') {
    return source.elements.map((value, index) => ({ key: scalar(index), value }));
  }
  if (source.kind === 'object' && source.others === undefined) {
    return [...source.entries].map(([key, value]) => ({ key: scalar(key), value }));
  }
  return undefined;
}

/** A list's positions are not its members: they do not drift with them. */
function unknownKey(source: Value): Value {
  return source.kind === 'object' ? keyOfAny(source) : unknown;
}

function resultOfAny(evaluator: Evaluator, expression: ForExpression, scope: Scope): Value {
  const value = evaluator.evaluate(expression.value, scope);
  if (expression.produces === 'string') return derivedFrom([value]);
  return expression.produces === 'tuple' ? collection(value) : object(new Map(), value);
}

function resultOfAll(
  evaluator: Evaluator,
  expression: ForExpression,
  scopes: readonly Scope[],
  isExact: boolean,
): Value {
  const values = scopes.map((scope) => evaluator.evaluate(expression.value, scope));
  if (expression.produces === 'tuple') {
    return isExact ? tuple(values) : collection(anyElement(tuple(values)));
  }
  if (expression.produces === 'string') return joined(values, isExact);
  const entries = new Map<string, Value>();
  let others: Value | undefined;
  scopes.forEach((scope, index) => {
    const key = expression.key === undefined ? unknown : evaluator.evaluate(expression.key, scope);
    const value = values[index] ?? unknown;
    if (key.kind !== 'scalar' || key.value === null || expression.groups) {
      const held = expression.groups ? collection(value) : value;
      others = withDrifts(others === undefined ? held : either(others, held), key.drifts);
    } else entries.set(String(key.value), value);
  });
  return object(entries, others);
}

function joined(values: readonly Value[], isExact: boolean): Value {
  const texts = values.map(asText);
  const known = texts.flatMap((text) => (text.kind === 'scalar' ? [String(text.value)] : []));
  return isExact && known.length === texts.length ? scalar(known.join('')) : derivedFrom(values);
}
