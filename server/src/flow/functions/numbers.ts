import { Big } from 'big.js';
import {
  computed,
  computedOfMany,
  exactNumber,
  failure,
  integer,
  listOf,
  number,
  text,
  type Known,
  type Outcome,
} from './known';
import type { FunctionSummary } from './index';

const numbers = listOf(number);

/** Functions on numbers. */
export const numberFunctions: Readonly<Record<string, FunctionSummary>> = {
  abs: computed([number], (value) => Math.abs(value)),
  ceil: computed([number], (value) => positiveZero(Math.ceil(value))),
  floor: computed([number], (value) => Math.floor(value)),
  signum: computed([integer], (value) => positiveZero(Math.sign(value))),
  max: computedOfMany([number], number, (...values) => Math.max(...values)),
  min: computedOfMany([number], number, (...values) => Math.min(...values)),
  sum: computed([numbers], sum),
  log: computed([number, number], (value, base) => finite(Math.log(value) / Math.log(base))),
  pow: computed([number, number], power),
  parseint: computed([textOnly, integer], parseInteger),
};

function positiveZero(value: number): number {
  return value === 0 ? 0 : value;
}

/** Terraform computes these with the same floating-point numbers as JavaScript. */
function finite(value: number): Outcome {
  return Number.isFinite(value) ? value : undefined;
}

function power(base: number, exponent: number): Outcome {
  const value = base ** exponent;
  return !Number.isInteger(value) || Number.isSafeInteger(value) ? finite(value) : undefined;
}

function sum(values: readonly number[]): Outcome {
  if (values.length === 0) return failure;
  return exactNumber(values.reduce((total, value) => total.plus(value), new Big(0)));
}

function textOnly(known: Known): string | undefined {
  return typeof known === 'string' ? text(known) : undefined;
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Up to base 36 the case of a digit does not matter. */
function parseInteger(written: string, base: number): Outcome {
  if (base < 2 || base > digits.length) return failure;
  const [, sign, magnitude = ''] = /^([+-]?)(.*)$/s.exec(base <= 36 ? written.toLowerCase() : written) ?? [];
  if (magnitude === '') return failure;
  let value = 0;
  for (const character of magnitude) {
    const digit = digits.indexOf(character);
    if (digit < 0 || digit >= base) return failure;
    value = value * base + digit;
  }
  if (!Number.isSafeInteger(value)) return undefined;
  return positiveZero(sign === '-' ? -value : value);
}
