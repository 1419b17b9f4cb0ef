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

/** What the engine may hold for possible in vain, as a part of all that it says. */
const toleratedUnseen = 0.25;

describe(`random configurations compared with Terraform (--seed=${String(seed)})`, function () {
  this.timeout(0);
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
    const nothing = { replaced: [], instances: [] };
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
    let [said, unseen] = [0, 0];
    for (const [index, configuration] of configurations.entries()) {
      const truth = truths[index];
      const input = inputs[index];
      if (truth === undefined || input === undefined || errorIn(truth) !== undefined) continue;
      const { answers, found } = await ask(askEngine, configuration, truth);
      said += answers.reduce((sum, { replaced, instances }) => sum + replaced.length + instances.length, 0);
      unseen += found.filter(({ kind }) => kind === 'unseen').length;
      if (found.some(isWrong)) assert.fail(await report(askEngine, input));
    }
    assert.ok(unseen <= said * toleratedUnseen, `${String(unseen)} of ${String(said)} never happen`);
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

/** With few answers tried, what is only possible may well not be seen. */
function isWrong({ kind }: Disagreement): boolean {
  return kind !== 'unseen';
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
        return (await ask(engine, configuration, truth)).found.some(isWrong);
      }),
    );
  };
  const smallest = randomConfiguration(await shrink(numbers, [...input], failing));
  const [truth] = await truthsOf([smallest]);
  if (truth === undefined) return textOf(smallest);
  const { answers, found } = await ask(engine, smallest, truth);
  return [
    ...found.filter(isWrong).map(({ kind, text }) => `${kind}: ${text}`),
    textOf(smallest),
    `answers: ${JSON.stringify(smallest.answers, undefined, 1)}`,
    `Terraform: ${JSON.stringify(truth, undefined, 1)}`,
    `engine: ${JSON.stringify(answers, undefined, 1)}`,
  ].join('\n');
}
