import type { Configuration, Expected, Replacement } from './cases/configuration';
import type { EngineAnswer, EngineReplacement } from './engineAnswer';
import type { PlanTruth, Truth } from './run/truth';

/** How what Terraform does differs from what the configuration's author expected; empty where it does not. */
export function unexpectedTruth(configuration: Configuration, truth: Truth): readonly string[] {
  const sections = [
    { title: 'nothing changes', expected: configuration.unchanged, plan: truth.unchanged },
    ...configuration.changes.map(({ title, expected }, index) => ({
      title,
      expected,
      plan: truth.changes[index]?.plan ?? { error: 'there is no plan' },
    })),
  ];
  return sections.flatMap(({ title, expected, plan }) =>
    planDifferences(expected, plan).map((difference) => `when ${title}: ${difference}`),
  );
}

function planDifferences(expected: Expected, plan: PlanTruth): readonly string[] {
  if ('error' in plan) {
    return expected.fails?.test(plan.error.replace(/\s+/g, ' ')) === true
      ? []
      : [`the plan fails: ${plan.error}`];
  }
  if (expected.fails !== undefined) return [`the plan does not fail with ${String(expected.fails)}`];
  return [
    ...listDifferences('replaced', expected.replaced.map(inWords), plan.replaced.map(inWords)),
    ...listDifferences('instances', expected.instances, plan.instances),
  ];
}

function inWords({ address, attributes }: Replacement): string {
  return [address, ...attributes].join(' ');
}

function listDifferences(
  what: string,
  expected: readonly string[],
  observed: readonly string[],
): readonly string[] {
  return [
    ...expected.filter((one) => !observed.includes(one)).map((one) => `${what}, not by Terraform: ${one}`),
    ...observed.filter((one) => !expected.includes(one)).map((one) => `${what}, not expected: ${one}`),
  ];
}

/** Plans in which the same attributes of the same data sources change, though to other values. */
export interface ComparedChange {
  readonly changed: readonly string[];
  readonly plans: readonly ComparedPlan[];
  /** What the engine may say although no plan shows it. */
  readonly tolerated: readonly Replacement[];
}

interface ComparedPlan {
  readonly replaced: readonly Replacement[];
  /** Undefined where the plan failed and does not say. */
  readonly instances?: readonly string[];
}

/** The questions to the engine that a configuration gives rise to. */
export function comparedChanges(configuration: Configuration, truth: Truth): readonly ComparedChange[] {
  const groups = new Map<string, ComparedChange>();
  truth.changes.forEach(({ changed, plan }, index) => {
    const expected = configuration.changes[index]?.expected;
    const key = changed.join(' ');
    const known = groups.get(key) ?? { changed, plans: [], tolerated: [] };
    const compared = 'error' in plan ? { replaced: expected?.replaced ?? [] } : plan;
    groups.set(key, {
      changed,
      plans: [...known.plans, compared],
      tolerated: [...known.tolerated, ...(expected?.possible ?? [])],
    });
  });
  return [...groups.values()];
}

/**
 * How the engine's answer differs from what Terraform does. Every replacement and every instance that some plan
 * shows must be in the answer; what is certain must be in all plans; what is possible must be in one.
 * What Terraform replaces at every plan is left out: it is not a consequence of the change.
 */
export function engineDifferences(
  { changed, plans, tolerated }: ComparedChange,
  unchanged: PlanTruth,
  answer: EngineAnswer,
): readonly string[] {
  const always = 'error' in unchanged ? [] : unchanged.replaced.map(({ address }) => address);
  const addresses = [
    ...new Set(
      [...plans.flatMap(({ replaced }) => replaced), ...answer.replaced].map(({ address }) => address),
    ),
  ].filter((address) => !always.includes(address));
  const differences = addresses.flatMap((address) => {
    const said = answer.replaced.find((one) => one.address === address);
    const tolerance = tolerated.find((one) => one.address === address);
    const done = plans.map(({ replaced }) => replaced.find((one) => one.address === address));
    return replacementDifferences(address, said, done, tolerance);
  });
  const complete = plans.flatMap(({ instances }) => instances ?? []);
  const isComplete = plans.every(({ instances }) => instances !== undefined);
  const said = answer.instances.map(({ address }) => address);
  const instances = [
    ...complete
      .filter((one) => !said.includes(one))
      .map((one) => `instances of ${one}: the engine is silent`),
    ...said
      .filter((one) => isComplete && !complete.includes(one))
      .map((one) => `instances of ${one}: Terraform leaves them`),
  ];
  return [...differences, ...new Set(instances)].map((text) => `${changed.join(', ')}: ${text}`);
}

function replacementDifferences(
  address: string,
  said: EngineReplacement | undefined,
  done: readonly (Replacement | undefined)[],
  tolerance: Replacement | undefined,
): readonly string[] {
  const attributes = [...new Set(done.flatMap((one) => one?.attributes ?? []))];
  if (said === undefined) {
    return [`${address}: Terraform replaces it (${attributes.join(', ')}), the engine is silent`];
  }
  const missing = attributes.filter((one) => !said.attributes.some((other) => isWithin(other, one)));
  const allowed = [...attributes, ...(tolerance?.attributes ?? [])];
  const invented = said.attributes.filter((one) => !allowed.some((other) => isWithin(one, other)));
  const isNeverDone = done.every((one) => one === undefined) && tolerance === undefined;
  return [
    ...missing.map((one) => `${address}: Terraform names ${one}, the engine does not`),
    ...invented.map((one) => `${address}: the engine names ${one}, Terraform does not`),
    ...(isNeverDone ? [`${address}: the engine says ${said.certainty}, Terraform leaves it`] : []),
    ...(said.certainty === 'certain' && done.some((one) => one === undefined)
      ? [`${address}: the engine is certain, Terraform leaves it with some answers`]
      : []),
  ];
}

/** Whether `inner` is `outer` or below it: a plan names a set of blocks, the engine the argument in it. */
function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}
