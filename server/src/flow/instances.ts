import type { Declaration } from '../modules/module';
import { attributeNamed } from '../modules/bodyAccess';
import { mentionsInBody } from './mentions';
import { anyElement } from './access';
import { thatMayStay } from './drift';
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
    return isOne && only !== undefined
      ? scalar(only)
      : unknownWith(ownDrifts(collectionValue).map(thatMayStay));
  }
  return anyElement(collectionValue);
}

/** The instances of a resource or module call, where each of them is known: the scope of its body by its key. */
export interface KnownInstances {
  readonly by: 'count' | 'for_each';
  readonly scopes: ReadonlyMap<string | number, Scope>;
}

/** Undefined where there is but one, and where it is not known which there are, or they are too many to tell apart. */
export function knownInstances(evaluator: Evaluator, declaration: Declaration): KnownInstances | undefined {
  const scope = fileScope(declaration.uri);
  const { body } = declaration.block;
  const count = evaluator.argument(body, 'count', scope);
  if (count !== undefined) {
    const known = knownCount(count);
    if (known === undefined || known > mostListedInstances) return undefined;
    const scopes = Array.from({ length: known }, (_, index): [number, Scope] => [
      index,
      extendScope(scope, { count: object(new Map([['index', scalar(index)]])) }),
    ]);
    return { by: 'count', scopes: new Map(scopes) };
  }
  const members = knownMembers(evaluator.argument(body, 'for_each', scope));
  if (members === undefined || members.size > mostListedInstances) return undefined;
  const scopes = [...members].map(([key, value]): [string, Scope] => [
    key,
    evaluator.iterationScope(scope, 'each', scalar(key), value),
  ]);
  return { by: 'for_each', scopes: new Map(scopes) };
}

/** What stands under each key of a map, or the members of a set of texts, by themselves. */
function knownMembers(forEach: Value | undefined): ReadonlyMap<string, Value> | undefined {
  if (forEach?.kind === 'object' && forEach.others === undefined && ownDrifts(forEach).length === 0) {
    return forEach.entries;
  }
  if (forEach?.kind !== 'tuple' || forEach.drifts.length > 0) return undefined;
  const texts = forEach.elements.filter(
    (element) => element.kind === 'scalar' && typeof element.value === 'string',
  );
  if (texts.length < forEach.elements.length) return undefined;
  return new Map(texts.map((element) => [element.kind === 'scalar' ? String(element.value) : '', element]));
}

/**
 * The value behind the address of a resource or module call: a list with `count`, a map with `for_each`, else the
 * one object. `one` gives an instance in the scope of its body, which is undefined for any one of them.
 */
export function wrapInstances(
  evaluator: Evaluator,
  declaration: Declaration,
  one: (scope: Scope | undefined, key: string | number | undefined) => Value,
): Value {
  const known = knownInstances(evaluator, declaration);
  if (known !== undefined) {
    const isTold = mentionsInBody(declaration.block.body);
    const differ = isTold.has('count.index') || isTold.has('each.key') || isTold.has('each.value');
    const all = [...known.scopes].map(
      ([key, scope]) => [key, differ ? one(scope, key) : one(undefined, undefined)] as const,
    );
    return known.by === 'count'
      ? tuple(all.map(([, value]) => value))
      : object(new Map(all.map(([key, value]) => [String(key), value])));
  }
  const scope = fileScope(declaration.uri);
  const { body } = declaration.block;
  const any = one(undefined, undefined);
  if (attributeNamed(body, 'count') !== undefined) return collection(any);
  const forEach = evaluator.argument(body, 'for_each', scope);
  if (forEach === undefined) return any;
  if (forEach.kind === 'object' && forEach.others === undefined) {
    const entries = new Map([...forEach.entries.keys()].map((key) => [key, any]));
    return object(entries, undefined, [], forEach.keyDrifts);
  }
  return object(new Map(), any, [], driftsOf(keyOfAny(forEach)));
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
