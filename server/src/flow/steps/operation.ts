import type { OperationExpression } from '../../syntax/ast';
import { truthOf } from '../access';
import type { Evaluator } from '../evaluator';
import type { Scope } from '../scope';
import { decisionAbout, derivedFrom, isSameKnown, scalar, unknown, type Value } from '../value';

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
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

function prefix(operator: string, operand: Value): Value {
  if (operator === '!') {
    const known = truthOf(operand);
    return known === undefined ? operand : scalar(!known);
  }
  const known = numberOf(operand);
  return known === undefined ? derivedFrom([operand]) : scalar(-known);
}

/** `decisive` is the operand value that settles the outcome alone: false for "and", true for "or". */
function logical(left: Value, right: Value, decisive: boolean): Value {
  const known = [truthOf(left), truthOf(right)];
  if (known.includes(decisive)) return scalar(decisive);
  return known.includes(undefined) ? decisionAbout([left, right]) : scalar(!decisive);
}

/**
 * Comparing a drifting value with null or an empty text asks whether there is one, not which: what a look-up
 * finds differs from time to time, but that it finds something does not.
 */
function equality(left: Value, right: Value, isNegated: boolean): Value {
  if (isSameKnown(left, right)) return scalar(!isNegated);
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    return scalar(isNegated);
  }
  if (isEmpty(left) || isEmpty(right)) return unknown;
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
    const result = compute?.(a, b) ?? compare?.(a, b);
    if (typeof result === 'boolean' || (result !== undefined && Number.isFinite(result)))
      return scalar(result);
  }
  return compare === undefined ? derivedFrom([left, right]) : decisionAbout([left, right]);
}

/** Terraform converts between numbers, booleans and their texts wherever an operator needs one. */
function numberOf(value: Value): number | undefined {
  if (value.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean') return undefined;
  const number = typeof value.value === 'string' ? parseNumber(value.value) : value.value;
  return Number.isFinite(number) ? number : undefined;
}

function parseNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
