import type { Expression } from '../syntax/ast';
import { setOrder } from './functions/conversion';
import { isList, knownOf, number, text, truth, valueOf, type Known, type Parameter } from './functions/known';
import { collection, either, object, scalar, tuple, type Value } from './value';

/**
 * What a variable's type constraint makes of the value it is given: an object loses the attributes that are
 * not declared, and an optional one that is missing or null becomes its default, or null. `evaluate` gives
 * the value of a default. A known text, number or truth value becomes what the type asks for; one that cannot
 * be converted is left as it is, because Terraform would not have got here with it.
 */
export function conform(value: Value, type: Expression, evaluate: (expression: Expression) => Value): Value {
  if (type.kind !== 'call') return conformSimple(value, type);
  const [inner] = type.arguments;
  if (inner === undefined) return value;
  const each = (element: Value): Value => conform(element, inner, evaluate);
  switch (type.name) {
    case 'object':
      return conformObject(value, inner, evaluate);
    case 'optional':
      return conformOptional(value, type.arguments, evaluate);
    case 'map':
      if (value.kind !== 'object') return value;
      return object(
        new Map([...value.entries].map(([key, entry]) => [key, each(entry)])),
        value.others && each(value.others),
        value.drifts,
        value.keyDrifts,
      );
    case 'list':
      return conformList(value, each);
    case 'set':
      return asSet(conformList(value, each));
    case 'tuple':
      if (value.kind !== 'tuple' || inner.kind !== 'tuple') return value;
      return tuple(
        value.elements.map((element, at) => {
          const elementType = inner.elements[at];
          return elementType === undefined ? element : conform(element, elementType, evaluate);
        }),
        value.drifts,
      );
    default:
      return value;
  }
}

const simpleTypes: Readonly<Record<string, Parameter<Known>>> = { string: text, number, bool: truth };

/** `string`, and the older spelling `"string"`. */
function conformSimple(value: Value, type: Expression): Value {
  const name = type.kind === 'variable' ? type.name : type.kind === 'literal' ? String(type.value) : '';
  const convert = simpleTypes[name];
  if (convert === undefined || value.kind !== 'scalar' || value.value === null || value.drifts.length > 0)
    return value;
  const converted = convert(value.value);
  return converted === undefined || Number.isNaN(converted) ? value : valueOf(converted);
}

function conformList(value: Value, each: (element: Value) => Value): Value {
  if (value.kind === 'tuple') return tuple(value.elements.map(each), value.drifts);
  return value.kind === 'collection'
    ? collection(each(value.element), value.drifts, value.first.map(each))
    : value;
}

/** A set has each member once and an order of its own. */
function asSet(list: Value): Value {
  const known = knownOf(list);
  const ordered = known !== undefined && known !== null && isList(known) ? setOrder(known) : undefined;
  return ordered === undefined ? list : valueOf(ordered);
}

function conformObject(value: Value, type: Expression, evaluate: (expression: Expression) => Value): Value {
  if (value.kind !== 'object' || type.kind !== 'object') return value;
  const entries = new Map<string, Value>();
  for (const { key, value: attributeType } of type.items) {
    if (key.kind !== 'literal') return value;
    const name = String(key.value);
    const absent = conform(scalar(null), attributeType, evaluate);
    const given = value.entries.get(name);
    if (given !== undefined) entries.set(name, conform(given, attributeType, evaluate));
    else entries.set(name, value.others === undefined ? absent : either(value.others, absent));
  }
  return object(entries, undefined, value.drifts);
}

function conformOptional(
  value: Value,
  [type, fallback]: readonly Expression[],
  evaluate: (expression: Expression) => Value,
): Value {
  const isNull = value.kind === 'scalar' && value.value === null;
  if (!isNull) return type === undefined ? value : conform(value, type, evaluate);
  if (fallback === undefined || type === undefined) return value;
  return conform(evaluate(fallback), type, evaluate);
}
