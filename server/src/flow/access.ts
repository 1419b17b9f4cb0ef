import { thatMayStay } from './drift';
import { text } from './functions/known';
import {
  composedOf,
  driftsOf,
  either,
  invalid,
  membersOf,
  partOf,
  unknown,
  unknownWith,
  withDrifts,
  type Value,
} from './value';

/** `value.name`. */
export function attributeOf(value: Value, name: string): Value {
  switch (value.kind) {
    case 'object':
      return withDrifts(value.entries.get(name) ?? value.others ?? invalid, value.drifts.map(thatMayStay));
    case 'unknown':
      return partOf(value);
    default:
      return /^\d+$/.test(name)
        ? elementOf(value, { kind: 'scalar', value: Number(name), drifts: [] })
        : invalid;
  }
}

/** The object with what stands at `path` in it unknown; any other value as it is. */
export function withoutPart(value: Value, path: readonly string[]): Value {
  const [name, ...rest] = path;
  if (name === undefined) return unknown;
  const held = value.kind === 'object' ? value.entries.get(name) : undefined;
  if (value.kind !== 'object' || held === undefined) return value;
  return { ...value, entries: new Map([...value.entries, [name, withoutPart(held, rest)]]) };
}

/** `value[key]`. An unknown key may pick any element; a drifting key picks another one some day. */
export function elementOf(value: Value, key: Value): Value {
  const picked = pick(value, key);
  const fromKey = driftsOf(key);
  if (fromKey.length === 0) return picked;
  return withDrifts(
    picked,
    fromKey.map((drift) => ({ ...thatMayStay(drift), unchanged: false, decides: false })),
  );
}

function pick(value: Value, key: Value): Value {
  const known = key.kind === 'scalar' ? key.value : undefined;
  // How many members there are is no matter of one of them.
  const drifts = value.drifts.filter(({ decides }) => !decides).map(thatMayStay);
  switch (value.kind) {
    case 'tuple': {
      const index = typeof known === 'string' ? Number(known) : known;
      if (typeof index === 'number') return withDrifts(value.elements[index] ?? invalid, drifts);
      return withDrifts(anyElement(value), drifts);
    }
    case 'object':
      if (typeof known === 'string' || typeof known === 'number') return attributeOf(value, String(known));
      return withDrifts(anyElement(value), drifts);
    case 'collection':
      return withDrifts(
        (typeof known === 'number' ? value.first[known] : undefined) ?? value.element,
        drifts,
      );
    case 'unknown':
      return partOf(value);
    default:
      return invalid;
  }
}

/** What any one of the members may be; drift of one member is drift of the result. */
export function anyElement(value: Value): Value {
  if (value.kind === 'unknown') return partOf(value);
  return membersOf(value).reduce(either, invalid);
}

/** The elements of a list-like value, where their number is known. */
export function knownElements(value: Value): readonly Value[] | undefined {
  return value.kind === 'tuple' ? value.elements : undefined;
}

/** What a conversion to text, or any other computation on the whole of it, makes of a value. */
export function asText(value: Value): Value {
  if (value.kind === 'scalar') {
    return value.value === null ? invalid : { ...value, value: text(value.value) ?? '' };
  }
  return value.kind === 'unknown' ? unknownWith(value.drifts) : composedOf([value]);
}

/** A value as a condition: Terraform converts the texts `true`, `false`, `1` and `0`. Undefined if unknown. */
export function truthOf(value: Value): boolean | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (value.value === true || value.value === 'true' || value.value === '1') return true;
  return value.value === false || value.value === 'false' || value.value === '0' ? false : undefined;
}
