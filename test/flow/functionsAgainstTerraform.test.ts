import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { isList, isMap, knownOf, type Known } from '../../server/src/flow/functions/known';
import type { Value } from '../../server/src/flow/value';
import { evaluateExpressions } from '../support/evaluateExpressions';
import { askTerraform, hasTerraform, type TerraformAnswer } from '../support/terraformConsole';
import { callsOfFunctions } from './functionCalls';

/** Known values and what Terraform says of the others, in the same words for both. */
function describeValue(value: Value): string {
  const known = knownOf(value);
  if (known !== undefined) return JSON.stringify(plain(known));
  return value.kind === 'invalid' ? 'refused' : 'not known';
}

function describeAnswer(answer: TerraformAnswer): string {
  return answer === 'refused' ? answer : JSON.stringify(inKeyOrder(answer.value));
}

function plain(known: Known): unknown {
  if (isList(known)) return known.map(plain);
  return inKeyOrder(isMap(known) ? Object.fromEntries([...known].map(([k, v]) => [k, plain(v)])) : known);
}

/** Logarithms can differ in their last digit: Terraform's come from another library. */
function inKeyOrder(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(15));
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inKeyOrder(inner)]));
}

interface Comparison {
  readonly expression: string;
  readonly ours: string;
  readonly terraforms: string;
}

async function compare(expressions: readonly string[]): Promise<readonly Comparison[]> {
  const answers = askTerraform(expressions).map(describeAnswer);
  const values = (await evaluateExpressions(expressions)).map(describeValue);
  return expressions.map((expression, at) => ({
    expression,
    ours: values[at] ?? '',
    terraforms: answers[at] ?? '',
  }));
}

describe('expressions over known values, beside the real Terraform', function () {
  this.timeout(120_000);

  before(function () {
    if (!hasTerraform()) this.skip();
  });

  it('come to the same wherever the analysis says that it knows', async () => {
    const lines = readFileSync('test/flow/knownExpressions.txt', 'utf8').split('\n');
    const written = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
    const compared = await compare(written.map((line) => line.replace(/^\? /, '')));
    const wrong = compared.filter(({ ours, terraforms }) => ours !== 'not known' && ours !== terraforms);
    assert.deepEqual(wrong, []);
    const isLeftOpen = (at: number) => written[at]?.startsWith('? ') === true;
    const surprising = compared.filter(({ ours }, at) => (ours === 'not known') !== isLeftOpen(at));
    assert.deepEqual(
      surprising.map(({ expression, ours }) => `${expression} is ${ours}`),
      [],
      'what is not computed is marked with “? ”, and nothing else is',
    );
  });

  it('come to the same for generated arguments', async () => {
    const seed = Number(process.env['HOLDFAST_SEED'] ?? 20261120);
    const expressions = fc.sample(callsOfFunctions, { seed, numRuns: 1500 });
    const compared = await compare(expressions);
    const wrong = compared.filter(({ ours, terraforms }) => ours !== 'not known' && ours !== terraforms);
    assert.deepEqual(wrong, [], `with HOLDFAST_SEED=${String(seed)}`);
    const known = compared.filter(({ ours }) => ours !== 'not known').length;
    assert.ok(known > 0.9 * compared.length, `${String(known)} of ${String(compared.length)} are known`);
  });
});
