import type { Declaration } from '../modules/module';
import { attributeNamed } from '../modules/bodyAccess';
import { anyElement } from './access';
import type { Evaluator } from './evaluator';
import { extendScope, fileScope, type Scope } from './scope';
import {
  collection,
  driftsOf,
  object,
  ownDrifts,
  scalar,
  tuple,
  unknown,
  unknownWith,
  withDrifts,
  withoutSourcesOf,
  type Value,
} from './value';

/** A `count` above this is treated like an unknown one: the elements are alike anyhow. */
const mostListedInstances = 64;

/** The scope of the body of a resource or module call: `each` and `count` stand for any one of its instances. */
export function instanceScope(evaluator: Evaluator, declaration: Declaration): Scope {
  const scope = fileScope(declaration.uri);
  const { body } = declaration.block;
  if (attributeNamed(body, 'count') !== undefined) {
    return extendScope(scope, { count: object(new Map([['index', unknown]])) });
  }
  const forEach = evaluator.argument(body, 'for_each', scope);
  if (forEach === undefined) return scope;
  const keys = keyOfAny(forEach);
  const key = withoutSourcesOf(keys, driftsOf(keys));
  return evaluator.iterationScope(scope, 'each', key, isSet(forEach) ? key : valueOfAny(forEach));
}

/**
 * Where instances have keys, a key that comes or goes is an instance created or destroyed; the instance under
 * one key always sees the same key. `for_each` takes no lists: what looks like one is a set.
 */
function isSet(forEach: Value): boolean {
  return forEach.kind === 'tuple' || forEach.kind === 'collection';
}

/** Any one element, as it stands under its key. */
function valueOfAny(forEach: Value): Value {
  return withDrifts(anyElement(forEach), forEach.drifts);
}

/** The key of any one element: of a set of strings, the element itself. */
export function keyOfAny(collectionValue: Value): Value {
  if (collectionValue.kind === 'object') {
    const [only] = collectionValue.entries.keys();
    const isOne = collectionValue.entries.size === 1 && collectionValue.others === undefined;
    return isOne && only !== undefined ? scalar(only) : unknownWith(ownDrifts(collectionValue));
  }
  return anyElement(collectionValue);
}

/** The value behind the address of a resource or module call: a list with `count`, a map with `for_each`, else the one object. */
export function wrapInstances(evaluator: Evaluator, declaration: Declaration, one: Value): Value {
  const scope = fileScope(declaration.uri);
  const { body } = declaration.block;
  const count = evaluator.argument(body, 'count', scope);
  if (count !== undefined) {
    const known = knownCount(count);
    if (known === undefined || known > mostListedInstances) return collection(one);
    return tuple(Array.from({ length: known }, () => one));
  }
  const forEach = evaluator.argument(body, 'for_each', scope);
  if (forEach === undefined) return one;
  if (forEach.kind === 'object' && forEach.others === undefined) {
    const entries = new Map([...forEach.entries.keys()].map((key) => [key, one]));
    return object(entries, undefined, [], forEach.keyDrifts);
  }
  return object(new Map(), one, [], driftsOf(keyOfAny(forEach)));
}

/** Whether the configuration, as far as it is known, creates no instance at all. */
export function hasNoInstances(evaluator: Evaluator, declaration: Declaration): boolean {
  const scope = fileScope(declaration.uri);
  const { body } = declaration.block;
  const count = evaluator.argument(body, 'count', scope);
  if (count !== undefined) return knownCount(count) === 0;
  const forEach = evaluator.argument(body, 'for_each', scope);
  if (forEach?.kind === 'tuple') return forEach.elements.length === 0;
  return forEach?.kind === 'object' && forEach.entries.size === 0 && forEach.others === undefined;
}

function knownCount(count: Value): number | undefined {
  if (count.kind !== 'scalar' || count.value === null) return undefined;
  const number = Number(count.value);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}
