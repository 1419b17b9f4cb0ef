import type { Expression } from '../syntax/ast';
import { collection, either, object, scalar, tuple, type Value } from './value';

/**
 * What a variable's type constraint makes of the value it is given: an object loses the attributes that are
 * not declared, and an optional one that is missing or null becomes its default, or null. `evaluate` gives
 * the value of a default. Conversions between simple types are left to whoever uses the value.
 */
export function conform(value: Value, type: Expression, evaluate: (expression: Expression) => Value): Value {
  if (type.kind !== 'call') return value;
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
      );
    case 'list':
    case 'set':
      if (value.kind === 'tuple') return tuple(value.elements.map(each), value.drifts);
      return value.kind === 'collection' ? collection(each(value.element), value.drifts) : value;
    default:
      return value;
  }
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
