import { Big } from 'big.js';
import type { Expression, OperationExpression } from '../../syntax/ast';
import { truthOf } from '../access';
import type { Evaluator } from '../evaluator';
import type { Scope } from '../scope';
import { exactNumber, knownOf, number } from '../functions/known';
import {
  composedOf,
  decisionAbout,
  derivedFrom,
  invalid,
  isPartlyUnknown,
  isSameKnown,
  scalar,
  unknown,
  type Value,
} from '../value';

/** In decimals, as Terraform has them. What divides without end is left to Terraform, which has more digits. */
const arithmetic: Readonly<Record<string, (a: Big, b: Big) => Big | undefined>> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  '/': (a, b) => exactQuotient(a, b),
  '%': (a, b) => (b.eq(0) ? a : a.mod(b)),
};

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** `!a`, `-a`, `a + b`, `a == b`, `a && b`: computed where known; a comparison leaves only a decision. */
export function evaluateOperation(
  evaluator: Evaluator,
  expression: OperationExpression,
  scope: Scope,
): Value {
  const operands = expression.operands.map((operand) => evaluator.evaluate(operand, scope));
  const [left = unknown, right] = operands;
  if (right === undefined) return prefix(expression.operator, left);
  if (asksForAny(expression, operands) && !operands.some(isPartlyUnknown)) return unknown;
  switch (expression.operator) {
    case '&&':
      return logical(left, right, false);
    case '||':
      return logical(left, right, true);
    case '==':
    case '!=':
      return equality(left, right, expression.operator === '!=');
    default:
      return numeric(expression.operator, left, right);
  }
}

/**
 * Whether a number of members is compared with 0 or 1: whether there are any at all. That an answer of a
 * source becomes empty is not what drifts by itself.
 */
function asksForAny(expression: OperationExpression, operands: readonly Value[]): boolean {
  const countsMembers = (operand: Expression | undefined) =>
    operand?.kind === 'call' && operand.name === 'length';
  const isLow = (value: Value | undefined) =>
    value?.kind === 'scalar' && (value.value === 0 || value.value === 1);
  const [left, right] = expression.operands;
  const isComparison = expression.operator in comparisons || /^[=!]=$/.test(expression.operator);
  const asksLeft = countsMembers(left) && isLow(operands[1]) && operands[0]?.kind === 'unknown';
  const asksRight = countsMembers(right) && isLow(operands[0]) && operands[1]?.kind === 'unknown';
  return isComparison && (asksLeft || asksRight);
}

function prefix(operator: string, operand: Value): Value {
  if (operator === '!') {
    const known = truthOf(operand);
    if (known !== undefined) return scalar(!known);
    return isKnown(operand) ? invalid : operand;
  }
  const known = numberOf(operand);
  if (known !== undefined) return scalar(known === 0 ? 0 : -known);
  return isKnown(operand) && !isLong(operand) ? invalid : composedOf([operand]);
}

/** `decisive` is the operand value that settles the outcome alone: false for "and", true for "or". */
function logical(left: Value, right: Value, decisive: boolean): Value {
  const known = [truthOf(left), truthOf(right)];
  if ([left, right].some((operand) => isKnown(operand) && truthOf(operand) === undefined)) return invalid;
  if (known.includes(decisive)) return scalar(decisive);
  return known.includes(undefined) ? decisionAbout([left, right]) : scalar(!decisive);
}

/**
 * Comparing a drifting value with null or an empty text asks whether there is one, not which: what a look-up
 * finds differs from time to time, but that it finds something does not. Lists and maps are equal only where
 * their types are, which are not known here: `[]` does not equal an empty list of texts.
 */
function equality(left: Value, right: Value, isNegated: boolean): Value {
  const isPlain = left.kind === 'scalar' || right.kind === 'scalar';
  if (isKnown(left) && isKnown(right)) {
    if (isSameKnown(left, right)) return isPlain ? scalar(!isNegated) : unknown;
    return scalar(isNegated);
  }
  const isWaiting = isPartlyUnknown(left) || isPartlyUnknown(right);
  if (!isWaiting && (isEmpty(left) || isEmpty(right))) return unknown;
  return decisionAbout([left, right]);
}

function isEmpty(value: Value): boolean {
  if (value.kind === 'tuple') return value.elements.length === 0;
  return value.kind === 'scalar' && (value.value === null || value.value === '');
}

function numeric(operator: string, left: Value, right: Value): Value {
  const a = numberOf(left);
  const b = numberOf(right);
  const compute = arithmetic[operator];
  const compare = comparisons[operator];
  if (a !== undefined && b !== undefined) {
    if (compare !== undefined) return scalar(compare(a, b));
    if (operator === '/' && b === 0) return invalid;
    const result = compute?.(new Big(a), new Big(b));
    const exact = result && exactNumber(result);
    return exact === undefined ? unknown : scalar(exact);
  }
  if ([left, right].every((operand) => isKnown(operand) && !isLong(operand))) return invalid;
  if (compare !== undefined) return decisionAbout([left, right]);
  // A sum with a constant tells its other part; a product or a quotient may not.
  const isTold = /^[+-]$/.test(operator) && (a !== undefined || b !== undefined);
  return isTold ? composedOf([left, right]) : derivedFrom([left, right]);
}

function exactQuotient(a: Big, b: Big): Big | undefined {
  const quotient = a.div(b);
  return quotient.times(b).eq(a) ? quotient : undefined;
}

function isKnown(value: Value): boolean {
  return knownOf(value) !== undefined;
}

/** Terraform converts between numbers and their texts wherever an operator needs one. */
function numberOf(value: Value): number | undefined {
  const known = knownOf(value);
  const converted = known === undefined ? undefined : number(known);
  return Number.isNaN(converted) ? undefined : converted;
}

/** Whether it is a number with more digits than are computed with here. */
function isLong(value: Value): boolean {
  const known = knownOf(value);
  return known !== undefined && Number.isNaN(number(known));
}
