/** Values as conditions, and comparisons that can only be decided when a plan is made. */
import { type FieldTest, always, combine, fieldsOf, negate, never } from './fieldTest';
import { type UnknownValue, type Value, fieldsIn, isKind, isOpaque, undecided } from './value';

/** A value used as a condition: decided, or what must hold for it to be true. */
export function asTest(value: Value): FieldTest {
  if (value === true) return always;
  if (value === false || value === null) return never;
  if (isKind(value, 'unknown')) {
    if (value.test) return value.test;
    if (value.field !== undefined) return { kind: 'true', field: value.field };
  }
  return { kind: 'opaque', fields: [...new Set(fieldsIn(value))].sort() };
}

/** The value of a condition. */
export function asValue(test: FieldTest): Value {
  return test.kind === 'known' ? test.value : undecided(test, fieldsOf(test));
}

function opaqueOf(left: Value, right: Value): FieldTest {
  return { kind: 'opaque', fields: [...new Set([...fieldsIn(left), ...fieldsIn(right)])].sort() };
}

function planned(value: Value): value is UnknownValue & { readonly field: string } {
  return isKind(value, 'unknown') && value.field !== undefined;
}

function equalsLiteral(field: string, literal: string | number | boolean): FieldTest {
  if (literal === true) return { kind: 'true', field };
  if (literal === false) return { kind: 'not', test: { kind: 'true', field } };
  if (literal === '' || literal === 0) return { kind: 'not', test: { kind: 'set', field } };
  return { kind: 'equals', field, value: literal };
}

/** Whether two values are equal, as far as that can be said before there is a plan. */
export function equality(left: Value, right: Value): FieldTest {
  if (planned(right) && !planned(left)) return equality(right, left);
  if (planned(left)) {
    if (right !== null && typeof right !== 'object') return equalsLiteral(left.field, right);
    if (right === null) return { kind: 'not', test: { kind: 'set', field: left.field } };
    if (isKind(right, 'unknown') && right.why === 'previous' && right.fields[0] === left.field)
      return { kind: 'not', test: { kind: 'changed', field: left.field } };
  }
  const test = isKind(left, 'unknown') ? left.test : undefined;
  if (test && typeof right === 'boolean') return right ? test : negate(test);
  if (isKind(left, 'external') && isKind(right, 'external') && !left.args && !right.args)
    return left.name === right.name ? always : never;
  if (isOpaque(left) || isOpaque(right)) return opaqueOf(left, right);
  return left === right || isZero(left, right) || isZero(right, left) ? always : never;
}

/** Whether one value is a field that nobody set, and the other its zero: Go compares nil with no plain value. */
function isZero(unset: Value, zero: Value): boolean {
  return unset === null && (zero === '' || zero === 0 || zero === false);
}

/** `&&` or `||` of two conditions. */
export function both(kind: 'all' | 'any', left: FieldTest, right: FieldTest): FieldTest {
  return combine(kind, [left, right]);
}
