import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isList, isMap, knownOf, type Known } from '../../server/src/flow/functions/known';
import { isSame } from '../../server/src/flow/functions/conversion';
import { ownDrifts, unknown, type Value } from '../../server/src/flow/value';
import { evaluateExpressions } from '../support/evaluateExpressions';
import { callsWithDrift, drifting } from './functionCalls';

const source = `
data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}

locals {
  drifting = data.aws_ami.linux.id
}
`;

/**
 * Whether the value says all that is true of it: where the result is one thing today and another tomorrow, it
 * drifts there. `today` and `tomorrow` are undefined where a place is empty.
 */
function covers(value: Value, today: Known | undefined, tomorrow: Known | undefined): boolean {
  if (ownDrifts(value).length > 0) return true;
  if (today === undefined || tomorrow === undefined) return false;
  switch (value.kind) {
    case 'invalid':
      return false;
    case 'unknown':
      return isSame(today, tomorrow);
    case 'scalar':
      return isAlike(today, value.value) && isAlike(tomorrow, value.value);
    case 'object': {
      if (!isMap(today) || !isMap(tomorrow)) return false;
      return [...new Set([...today.keys(), ...tomorrow.keys()])].every((key) => {
        const held = value.entries.get(key) ?? value.others;
        return held !== undefined && covers(held, today.get(key), tomorrow.get(key));
      });
    }
    default: {
      if (!isList(today) || !isList(tomorrow)) return false;
      const isShorter = value.kind === 'tuple' && value.elements.length !== today.length;
      return (
        !isShorter &&
        Array.from({ length: Math.max(today.length, tomorrow.length) }, (_, at) => {
          const first = value.kind === 'tuple' ? value.elements[at] : (value.first[at] ?? value.element);
          return first !== undefined && covers(first, today[at], tomorrow[at]);
        }).every(Boolean)
      );
    }
  }
}

/** Beside a text a number may have become one. */
function isAlike(one: Known, other: Known): boolean {
  if (typeof one === 'object' || typeof other === 'object') return isSame(one, other);
  return String(one) === String(other);
}

describe('expressions over a drifting value', function () {
  this.timeout(60_000);

  it('drift wherever their results differ from one value to the next', async () => {
    const seed = Number(process.env['HOLDFAST_SEED'] ?? 20261120);
    const expressions = fc
      .sample(callsWithDrift, { seed, numRuns: 1500 })
      .filter((expression) => expression.includes(drifting));
    const values = await evaluateExpressions(expressions, source);
    const results = await Promise.all(
      // Never empty: that a look-up finds something is taken for granted.
      ['"a"', '"zz"', '"10"', '"b,c"'].map(async (given) =>
        (await evaluateExpressions(expressions.map((one) => one.replace(drifting, given)))).map(knownOf),
      ),
    );
    const missed = expressions.filter((_, at) => {
      const known = results.map((result) => result[at]).filter((result) => result !== undefined);
      return known.some((today) => known.some((tomorrow) => !covers(values[at] ?? unknown, today, tomorrow)));
    });
    assert.deepEqual(missed, [], `with HOLDFAST_SEED=${String(seed)}`);
    assert.ok(expressions.length > 1000);
  });
});

describe('expressions that ask for too much', () => {
  it('are not known, and nothing fails', async () => {
    const expressions = [
      'indent(1000000000, "a\\nb")',
      'format("%99999999999d", 1)',
      'format("%.99999999f", 1)',
      'timeadd("2020-01-01T00:00:00Z", "99999999999999h")',
      'timecmp("2020-01-01T00:00:00.1234567Z", "2020-01-01T00:00:00Z")',
      'pow(10, 400)',
      'tonumber("1e999")',
      'yamldecode("a: &a [*a]")',
    ];
    const kinds = (await evaluateExpressions(expressions)).map(({ kind }) => kind);
    assert.deepEqual(kinds, Array<string>(expressions.length).fill('unknown'));
    const [numbers] = await evaluateExpressions(['range(0, 100000000)']);
    assert.equal(numbers?.kind, 'collection');
  });

  it('do not take long, whatever their pattern', async () => {
    const [value] = await evaluateExpressions([`can(regex("(a+)+$", "${'a'.repeat(60)}!"))`]);
    assert.deepEqual(value && knownOf(value), false);
  });
});
