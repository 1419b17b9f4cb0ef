import type { Finding, Fix } from '../../server/src/analysis/finding';
import type { Snapshot } from '../../server/src/analysis/host';
import { applyFix } from '../fixes/invariants/appliedFix';
import { analyse, createHost, facts, filesInMemory, root } from '../support/engine';
import type { Configuration } from './cases/configuration';
import { truthsOf, type PlanTruth, type Truth } from './run/truth';
import { stateText, type OwnState } from './run/stateFile';
import { withStandIn } from './standInFacts';

/** A configuration after one of the fixes that are offered in it. */
export interface FixedConfiguration {
  /** Which one, for people. */
  readonly title: string;
  readonly original: Configuration;
  readonly configuration: Configuration;
  readonly fix: Fix;
  /** The arguments, by resource, that nothing that drifts reaches any more. */
  readonly relieved: readonly Argument[];
}

/** An argument of a resource; addresses are those of the root module. */
interface Argument {
  readonly address: string;
  readonly attribute: string;
}

/**
 * The configuration after each fix that is offered in it and changes what Terraform does, with `state` as the state of
 * what is deployed.
 */
async function fixedConfigurations(
  original: Configuration,
  state: OwnState,
): Promise<readonly FixedConfiguration[]> {
  const directory = ['', '.'].includes(original.root) ? '' : `${original.root}/`;
  const stateFile = `${directory}terraform.tfstate`;
  const files = { ...original.files, [stateFile]: stateText(new Map([['', state]])) };
  const before = await check(files);
  const fixed = new Map<string, FixedConfiguration>();
  for (const finding of before.findings) {
    for (const fix of await before.fixesFor(finding)) {
      if (fix.id === 'accept' || fix.files.length === 0) continue;
      const { after } = applyFix(files, root, finding, fix);
      const own = Object.fromEntries(Object.entries(after).filter(([name]) => name !== stateFile));
      const left = argumentsOf((await check(after)).findings).map(inWords);
      const relieved = argumentsOf([finding]).filter((one) => !left.includes(inWords(one)));
      const title = `${original.title}: ${fix.title} (${finding.address}, ${finding.source})`;
      const key = JSON.stringify([own, relieved]);
      fixed.set(key, { title, original, configuration: { ...original, files: own }, fix, relieved });
    }
  }
  return [...fixed.values()];
}

async function check(files: Readonly<Record<string, string>>): Promise<Snapshot> {
  return analyse(await createHost(filesInMemory(files), { facts: withStandIn(facts) }));
}

function argumentsOf(findings: readonly Finding[]): readonly Argument[] {
  return findings.flatMap(({ callers, address, attribute }) =>
    (callers.length === 0 ? [''] : callers.map((caller) => `${caller}.`)).map((prefix) => ({
      address: prefix + address,
      attribute,
    })),
  );
}

function inWords({ address, attribute }: Argument): string {
  return `${address} ${attribute}`;
}

/** A fix that was tried out with Terraform, and in which points it does not keep what it promises. */
export interface TriedFix extends FixedConfiguration {
  readonly problems: readonly string[];
}

/**
 * Tries out all fixes in configurations with Terraform. `truths` are what it does without them. What can be applied
 * unread is planned over what the original code left; what has to be typed in is applied anew, unless `onlySafe`.
 */
export async function triedFixes(
  configurations: readonly Configuration[],
  truths: readonly Truth[],
  onlySafe = false,
): Promise<readonly TriedFix[]> {
  const truthOf = new Map(configurations.map((one, index) => [one, truths[index]]));
  const all: FixedConfiguration[] = [];
  for (const [original, truth] of truthOf) {
    if (truth?.state !== undefined) all.push(...(await fixedConfigurations(original, truth.state)));
  }
  const isSafe = ({ fix }: FixedConfiguration) => fix.applicability === 'safe';
  const safe = all.filter(isSafe);
  const typed = onlySafe ? [] : all.filter((one) => !isSafe(one));
  const after = [
    ...(await truthsOf(
      configurationsOf(safe),
      safe.map(({ original }) => truthOf.get(original)?.state ?? []),
    )),
    ...(await truthsOf(configurationsOf(typed))),
  ];
  return [...safe, ...typed].map((one, index) => {
    const [before, now] = [truthOf.get(one.original), after[index]];
    const problems = before && now ? brokenPromises(one, before, now) : ['there is no result'];
    return { ...one, problems };
  });
}

function configurationsOf(fixed: readonly FixedConfiguration[]): readonly Configuration[] {
  return fixed.map(({ configuration }) => configuration);
}

/**
 * What Terraform does after a fix although it must not: what it did not do before with the same answers, and what the
 * fix promises to prevent. In sentences.
 */
function brokenPromises({ relieved }: FixedConfiguration, before: Truth, after: Truth): readonly string[] {
  const plans = [
    { when: 'nothing changes', old: before.unchanged, now: after.unchanged, promised: [] },
    ...before.changes.map(({ changed, plan }, index) => ({
      when: `${changed.join(', ')} changes`,
      old: plan,
      now: after.changes[index]?.plan ?? after.unchanged,
      promised: relieved,
    })),
  ];
  return plans.flatMap(({ when, old, now, promised }) =>
    [...newActions(old, now), ...brokenBy(promised, before.unchanged, now)].map(
      (action) => `when ${when}: ${action}`,
    ),
  );
}

function newActions(old: PlanTruth, now: PlanTruth): readonly string[] {
  if ('error' in old) return [];
  if ('error' in now) return [`it fails: ${now.error.replace(/\s+/g, ' ')}`];
  const replaced = old.replaced.map(({ address }) => address);
  const touched = [...replaced, ...old.instances];
  return [
    ...now.replaced
      .filter(({ address }) => !replaced.includes(address))
      .map((one) => `replaced: ${one.address}`),
    ...now.instances.filter((one) => !touched.includes(one)).map((one) => `created or destroyed: ${one}`),
    ...now.updated
      .filter((one) => ![...touched, ...old.updated].includes(one))
      .map((one) => `updated in place: ${one}`),
  ];
}

function brokenBy(promised: readonly Argument[], always: PlanTruth, now: PlanTruth): readonly string[] {
  if ('error' in now) return [];
  const kept = 'error' in always ? [] : always.replaced.map(({ address }) => address);
  return promised
    .filter(({ address }) => !kept.includes(address))
    .filter(({ address, attribute }) =>
      now.replaced.some((one) => one.address === address && one.attributes.includes(attribute)),
    )
    .map((one) => `replaced as before: ${inWords(one)}`);
}
