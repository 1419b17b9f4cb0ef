import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { array, nat, sample } from 'fast-check';
import { allCases, caseTruths } from './cases/caseTruths';
import { randomOptions } from './random/options';
import { randomConfiguration } from './random/randomConfiguration';
import { hasTerraform } from './run/command';
import { truthsOf } from './run/truth';
import { triedFixes, type TriedFix } from './triedFixes';

/** Fixes that do not do here what is asked of every fix, by title, and why. */
const broken = JSON.parse(readFileSync('test/terraform/cases/brokenByFixes.json', 'utf8')) as Readonly<
  Record<string, { readonly why: string }>
>;

/** How many fixes of each kind there have to be at least, so that a kind that is offered no more is noticed. */
const least: Readonly<Record<string, number>> = { 'ignore-changes': 200, 'pin-value': 150, 'pin-list': 20 };

describe('fixes compared with Terraform', function () {
  this.timeout(900_000);
  const { seed, runs } = randomOptions();

  it('keep what they promise in every configuration', async function () {
    if (!hasTerraform()) this.skip();
    const tried = await triedFixes(allCases, await caseTruths());
    const problems = problemsOf(tried);
    assert.deepEqual(
      Object.entries(problems).filter(([title]) => !(title in broken)),
      [],
    );
    assert.deepEqual(Object.keys(problems).sort(), Object.keys(broken).sort());
    for (const [id, count] of Object.entries(least)) {
      const found = tried.filter(({ fix }) => fix.id === id && fix.applicability === 'safe').length;
      assert.ok(found >= count, `${String(found)} of ${id} can be applied unread`);
    }
  });

  it(`keep what they promise in random configurations (--seed=${String(seed)})`, async function () {
    if (!hasTerraform()) this.skip();
    const numbers = array(nat({ max: 9_999 }), { maxLength: 1_500, size: 'max' });
    const inputs = sample(numbers, { seed: seed + 1, numRuns: Math.ceil(runs / 12) });
    const configurations = inputs.map(randomConfiguration);
    // Of what type a text would have to be that is typed in, such code does not tell.
    const tried = await triedFixes(configurations, await truthsOf(configurations), true);
    const [first] = tried.filter(({ problems }) => problems.length > 0);
    assert.equal(first && textOf(first), undefined);
    assert.ok(tried.length > configurations.length, `${String(tried.length)} fixes`);
  });
});

function problemsOf(tried: readonly TriedFix[]): Readonly<Record<string, readonly string[]>> {
  const isBroken = tried.filter(({ problems }) => problems.length > 0);
  return Object.fromEntries(isBroken.map(({ title, problems }) => [title, problems]));
}

function textOf({ title, problems, original, configuration }: TriedFix): string {
  const changed = Object.keys(configuration.files).filter(
    (name) => configuration.files[name] !== original.files[name],
  );
  const texts = changed.map((name) => `-- ${name} --\n${configuration.files[name] ?? ''}`);
  return [title, ...problems, ...texts].join('\n');
}
