import assert from 'node:assert/strict';
import { array, nat, sample } from 'fast-check';
import { comparedChanges, disagreements, type Disagreement } from './compare';
import type { Configuration } from './cases/configuration';
import { askEngine, type AskEngine, type EngineAnswer } from './engineAnswer';
import { randomOptions } from './random/options';
import { randomConfiguration } from './random/randomConfiguration';
import { shrink } from './random/shrink';
import { hasTerraform } from './run/command';
import { truthsOf, type Truth } from './run/truth';

const { seed, runs } = randomOptions();
const numbers = array(nat({ max: 9_999 }), { maxLength: 1_500, size: 'max' });

/**
 * What the engine may name although no plan shows it, as a part of all that it names. Three ways of changing are not
 * all there are: what it calls possible need not be among them. What it calls certain has to be, but for corners.
 */
const tolerated = { overstated: 0.01, unseen: 0.5 } as const;

describe(`random configurations compared with Terraform (--seed=${String(seed)})`, function () {
  this.timeout(900_000);
  const inputs = sample(numbers, { seed, numRuns: runs });
  const configurations = inputs.map(randomConfiguration);
  let truths: readonly Truth[] = [];

  before(async function () {
    if (hasTerraform()) truths = await truthsOf(configurations);
    else this.skip();
  });

  it('can all be applied and planned', () => {
    const broken = configurations.flatMap((configuration, index) => {
      const error = errorIn(truths[index]);
      return error === undefined ? [] : [`${error}\n${textOf(configuration)}`];
    });
    assert.deepEqual(broken.slice(0, 1), []);
  });

  it('replace nothing while nothing changes', () => {
    const nothing = { replaced: [], instances: [], updated: [] };
    for (const { unchanged } of truths) assert.deepEqual(unchanged, nothing);
  });

  it('replace some resources and leave others when answers change', () => {
    const replaced = truths.map(({ changes }) =>
      changes.flatMap(({ plan }) => ('error' in plan ? [] : plan.replaced)).map(({ address }) => address),
    );
    const resources = configurations.map((one) => textOf(one).match(/^resource /gm)?.length ?? 0);
    const isSome = replaced.filter((one) => one.length > 0).length;
    const isLess = replaced.filter((one, index) => new Set(one).size < (resources[index] ?? 0)).length;
    assert.ok(isSome > runs / 3, `${String(isSome)} of ${String(runs)} replace something`);
    assert.ok(isLess > runs / 3, `${String(isLess)} of ${String(runs)} leave something`);
  });

  it('have the consequences that the engine names', async () => {
    let said = 0;
    const wrong: Record<keyof typeof tolerated, string[]> = { overstated: [], unseen: [] };
    for (const [index, configuration] of configurations.entries()) {
      const truth = truths[index];
      const input = inputs[index];
      if (truth === undefined || input === undefined || errorIn(truth) !== undefined) continue;
      const { answers, found } = await ask(askEngine, configuration, truth);
      if (found.some(isMissed)) assert.fail(await report(askEngine, input));
      said += answers.reduce((sum, { replaced, instances }) => sum + replaced.length + instances.length, 0);
      for (const { kind, text } of found) {
        if (kind !== 'missed') wrong[kind].push(`${text}\n${textOf(configuration)}`);
      }
    }
    for (const kind of ['overstated', 'unseen'] as const) {
      const share = `${String(wrong[kind].length)} of ${String(said)} are ${kind}, such as\n`;
      assert.ok(
        wrong[kind].length <= said * tolerated[kind],
        `${share}${wrong[kind].slice(0, 3).join('\n')}`,
      );
    }
  });
});

interface Comparison {
  readonly answers: readonly EngineAnswer[];
  readonly found: readonly Disagreement[];
}

async function ask(engine: AskEngine, configuration: Configuration, truth: Truth): Promise<Comparison> {
  const answers: EngineAnswer[] = [];
  const found: Disagreement[] = [];
  for (const change of comparedChanges(configuration, truth)) {
    const answer = await engine(configuration.files, configuration.root, change.changed);
    answers.push(answer);
    found.push(...disagreements(change, truth.unchanged, answer));
  }
  return { answers, found };
}

function isMissed({ kind }: Disagreement): boolean {
  return kind === 'missed';
}

function errorIn(truth: Truth | undefined): string | undefined {
  if (truth === undefined) return 'there is no result';
  const plans = [truth.unchanged, ...truth.changes.map(({ plan }) => plan)];
  return plans.flatMap((plan) => ('error' in plan ? [plan.error] : []))[0];
}

function textOf({ files }: Configuration): string {
  return Object.entries(files)
    .map(([name, text]) => `-- ${name} --\n${text}`)
    .join('');
}

/** The smallest configuration with a disagreement that can be found from this input, and both answers. */
async function report(engine: AskEngine, input: readonly number[]): Promise<string> {
  const failing = async (values: readonly (readonly number[])[]): Promise<readonly boolean[]> => {
    const tried = values.map(randomConfiguration);
    const results = await truthsOf(tried);
    return Promise.all(
      tried.map(async (configuration, index) => {
        const truth = results[index];
        if (truth === undefined || errorIn(truth) !== undefined) return false;
        return (await ask(engine, configuration, truth)).found.some(isMissed);
      }),
    );
  };
  const smallest = randomConfiguration(await shrink(numbers, [...input], failing));
  const [truth] = await truthsOf([smallest]);
  if (truth === undefined) return textOf(smallest);
  const { answers, found } = await ask(engine, smallest, truth);
  return [
    ...found.filter(isMissed).map(({ kind, text }) => `${kind}: ${text}`),
    textOf(smallest),
    ...smallest.answers.map((one) => `answer: ${JSON.stringify(one)}`),
    ...truth.changes.map((one) => `Terraform: ${JSON.stringify(one)}`),
    ...answers.map((one) => `engine: ${JSON.stringify(one)}`),
  ].join('\n');
}
