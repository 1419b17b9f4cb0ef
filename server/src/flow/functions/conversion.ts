import { derivedFrom, isSameKnown, object, type Value } from '../value';
import {
  byCharacters,
  computed,
  failure,
  isList,
  isMap,
  knownOf,
  number,
  text,
  truth,
  valueOf,
  type Known,
} from './known';
import type { FunctionSummary } from './index';

/** Functions that convert between types. */
export const conversionFunctions: Readonly<Record<string, FunctionSummary>> = {
  tostring: ([value]) => value && converted(value, text),
  tonumber: ([value]) => value && converted(value, number),
  tobool: ([value]) =>
    value && converted(value, (known) => (typeof known === 'number' ? undefined : truth(known))),
  tomap: ([value]) => value && toMap(value),
};

/** null stays null; what is not known stays as it is, the source's own value. */
function converted(value: Value, convert: (known: Known) => Known | undefined): Value {
  if (value.kind === 'scalar' && value.value === null && value.drifts.length === 0) return value;
  if (value.kind === 'unknown') return value;
  return computed([convert], (known) => known)([value]) ?? derivedFrom([value]);
}

function toMap(value: Value): Value {
  if (value.kind !== 'object') return value;
  const known = knownOf(value);
  if (known === undefined || !isMap(known)) return value;
  const unified = unify([...known.values()]);
  if (unified === undefined) return value;
  if (unified === failure) return valueOf(failure);
  return object(new Map([...known.keys()].map((key, at) => [key, valueOf(unified[at] ?? null)])));
}

/**
 * The elements as the list, set or map makes them whose elements have one type: where one is a text all are.
 * Undefined where that is not computed here.
 */
export function unify(elements: readonly Known[]): readonly Known[] | typeof failure | undefined {
  const present = elements.filter((element) => element !== null);
  const kinds = new Set(present.map(kindOf));
  if (present.length < 2) return elements;
  if (kinds.size < 2 && kinds.has('map')) return unifyMaps(elements);
  if (kinds.size < 2) return kinds.has('list') ? unifyLists(elements) : elements;
  if (kinds.has('list') || kinds.has('map')) return kinds.has('text') ? failure : undefined;
  if (!kinds.has('text')) return failure;
  return elements.map((element) => (element === null ? null : (text(element) ?? null)));
}

/** Objects with the same attributes are unified attribute by attribute; others become maps of one type. */
function unifyMaps(elements: readonly Known[]): readonly Known[] | typeof failure | undefined {
  const maps = elements.map((element) => (element !== null && isMap(element) ? element : undefined));
  const shapes = new Set(maps.flatMap((map) => (map ? [JSON.stringify([...map.keys()].sort())] : [])));
  const names = [...new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))];
  const columns = shapes.size === 1 ? names.map((name) => [name]) : [names];
  const unified = maps.map((map) => map && new Map<string, Known>());
  for (const column of columns) {
    const cells = maps.flatMap((map, row) =>
      column.flatMap((name) => {
        const value = map?.get(name);
        return value === undefined ? [] : [{ row, name, value }];
      }),
    );
    const values = unify(cells.map(({ value }) => value));
    if (values === undefined || values === failure) return values;
    cells.forEach(({ row, name }, at) => unified[row]?.set(name, values[at] ?? null));
  }
  return unified.map((map) => map ?? null);
}

/** Lists of lists are left alone where nothing in them would change. */
function unifyLists(elements: readonly Known[]): readonly Known[] | undefined {
  const members = elements.flatMap((element) => (element !== null && isList(element) ? element : []));
  const kinds = new Set(members.filter((member) => member !== null).map(kindOf));
  return kinds.size === 0 || (kinds.size === 1 && !kinds.has('list') && !kinds.has('map'))
    ? elements
    : undefined;
}

function kindOf(known: Known): string {
  if (typeof known === 'string') return 'text';
  if (typeof known === 'object' && known !== null) return isList(known) ? 'list' : 'map';
  return typeof known;
}

/** The members of a set in the order in which Terraform lists them; undefined where that is not known. */
export function setOrder(elements: readonly Known[]): readonly Known[] | undefined {
  const distinct = elements.filter(
    (element, at) => elements.findIndex((other) => isSame(other, element)) === at,
  );
  if (distinct.length < 2) return distinct;
  if (distinct.every((element) => typeof element === 'string')) return [...distinct].sort(byCharacters);
  if (distinct.every((element) => typeof element === 'number')) return [...distinct].sort((a, b) => a - b);
  if (distinct.every((element) => typeof element === 'boolean')) return [false, true];
  return undefined;
}

/** Whether two known values are equal. */
export function isSame(one: Known, other: Known): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return isSameKnown(valueOf(one), valueOf(other));
}
