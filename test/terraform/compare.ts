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

/** A point in which the engine's answer and Terraform's plans do not agree. */
export interface Disagreement {
  /**
   * `missed`: Terraform does it, the engine is silent. `overstated`: the engine is certain, and no plan shows it.
   * `unseen`: the engine holds it for possible, and no plan shows it.
   */
  readonly kind: 'missed' | 'overstated' | 'unseen';
  readonly text: string;
}

/**
 * How the engine's answer differs from what Terraform does. What Terraform replaces at every plan is left out:
 * it is not a consequence of the change.
 */
export function disagreements(
  { changed, plans, tolerated }: ComparedChange,
  unchanged: PlanTruth,
  answer: EngineAnswer,
): readonly Disagreement[] {
  const always = 'error' in unchanged ? [] : unchanged.replaced.map(({ address }) => address);
  const all = [...plans.flatMap(({ replaced }) => replaced), ...answer.replaced];
  const addresses = new Set(all.map(({ address }) => address).filter((one) => !always.includes(one)));
  const replaced = [...addresses].flatMap((address) => {
    const find = <T extends Replacement>(list: readonly T[]): T | undefined =>
      list.find((one) => one.address === address);
    const done = plans.map((plan) => find(plan.replaced));
    return replacementDisagreements(address, find(answer.replaced), done, find(tolerated));
  });
  return [...replaced, ...instanceDisagreements(plans, answer)].map(({ kind, text }) => ({
    kind,
    text: `${changed.join(', ')}: ${text}`,
  }));
}

function replacementDisagreements(
  address: string,
  said: EngineReplacement | undefined,
  done: readonly (Replacement | undefined)[],
  tolerance: Replacement | undefined,
): readonly Disagreement[] {
  const attributes = [...new Set(done.flatMap((one) => one?.attributes ?? []))];
  if (said === undefined) return [missed(`${address} is replaced (${attributes.join(', ')})`)];
  if (done.every((one) => one === undefined)) {
    const kind = said.certainty === 'certain' ? 'overstated' : 'unseen';
    return tolerance === undefined
      ? [{ kind, text: `${address} is ${said.certainty}, Terraform leaves it` }]
      : [];
  }
  const unsaid = attributes.filter((one) => !said.attributes.some((other) => isWithin(other, one)));
  const allowed = [...attributes, ...(tolerance?.attributes ?? [])];
  const unseen = said.attributes.filter((one) => !allowed.some((other) => isWithin(one, other)));
  return [
    ...unsaid.map((one) => missed(`${address} is replaced because of ${one}`)),
    ...unseen.map((one): Disagreement => ({ kind: 'unseen', text: `${address} because of ${one}` })),
  ];
}

function instanceDisagreements(
  plans: readonly ComparedPlan[],
  answer: EngineAnswer,
): readonly Disagreement[] {
  const done = new Set(plans.flatMap(({ instances }) => instances ?? []));
  const said = answer.instances.map(({ address }) => address);
  const isComplete = plans.every(({ instances }) => instances !== undefined);
  const unseen = isComplete ? said.filter((one) => !done.has(one)) : [];
  return [
    ...[...done].filter((one) => !said.includes(one)).map((one) => missed(`instances of ${one}`)),
    ...unseen.map((one): Disagreement => ({ kind: 'unseen', text: `instances of ${one}` })),
  ];
}

function missed(text: string): Disagreement {
  return { kind: 'missed', text: `${text}, the engine is silent` };
}

/** Whether `inner` is `outer` or below it: a plan names a set of blocks, the engine the argument in it. */
function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}
