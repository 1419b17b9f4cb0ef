import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Configuration } from '../cases/configuration';
import { startProvider } from '../provider/server';
import { askerFiles, changedAttributes, worldOf, type NamedConfiguration } from './answers';
import { Terraform, type CommandResult } from './command';
import { dataInstancesOf, outcomeOf, type Outcome } from './planJson';
import { ownPart, stateText, type OwnState } from './stateFile';

/** What Terraform does with a configuration. */
export interface Truth {
  /** The plan right after everything was created, with the same answers. */
  readonly unchanged: PlanTruth;
  /** The plans with other answers, in the order of the configuration's changes. */
  readonly changes: readonly ChangeTruth[];
  /** What is deployed once it is applied; undefined where that fails. */
  readonly state?: OwnState;
}

/** What a plan does, or why it fails. */
export type PlanTruth = Outcome | { readonly error: string };

/** What a plan does when answers change. */
export interface ChangeTruth {
  /** What changes: `ADDRESS.ATTRIBUTE` of data sources, from the root module, sorted. */
  readonly changed: readonly string[];
  readonly plan: PlanTruth;
}

/** How many configurations one run of Terraform takes, where that is possible. */
const batchSize = 24;

/** How many runs go on at the same time. */
const parallelRuns = 2;

/**
 * Runs Terraform on configurations; the results are in the order given. One that cannot be applied has an error. Where
 * there are `states`, one for each, that is what is deployed, and nothing is applied.
 */
export async function truthsOf(
  configurations: readonly Configuration[],
  states: readonly OwnState[] = [],
): Promise<readonly Truth[]> {
  const named = configurations.map((configuration, index) => {
    const state = states[index];
    return { name: `c${String(index)}`, configuration, ...(state === undefined ? {} : { state }) };
  });
  const truths = new Map<string, Truth>();
  const queue = batches(named);
  const work = async (): Promise<void> => {
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
      for (const [name, truth] of await runBatch(batch)) truths.set(name, truth);
    }
  };
  await Promise.all(Array.from({ length: parallelRuns }, work));
  return named.map(({ name, configuration }) => {
    const truth = truths.get(name);
    if (truth === undefined) throw new Error(`${configuration.title}: there is no result`);
    return truth;
  });
}

/** A configuration to be run, over what is deployed already, if anything is. */
interface Run extends NamedConfiguration {
  readonly state?: OwnState;
}

function batches(named: readonly Run[]): Run[][] {
  const together = named
    .filter(({ configuration }) => !configuration.alone)
    // A run plans as often as the one of its configurations that changes most.
    .sort((a, b) => a.configuration.changes.length - b.configuration.changes.length);
  const result: Run[][] = [];
  for (let at = 0; at < together.length; at += batchSize) result.push(together.slice(at, at + batchSize));
  return [...result, ...named.filter(({ configuration }) => configuration.alone).map((one) => [one])];
}

/** Runs some configurations as children of one root module; where that fails, each by itself. */
async function runBatch(batch: readonly Run[]): Promise<ReadonlyMap<string, Truth>> {
  const [only] = batch;
  if (only !== undefined && batch.length === 1) return new Map([[only.name, await runAlone(only)]]);
  const generations = Math.max(...batch.map(({ configuration }) => configuration.changes.length + 1));
  const outcome = await runTerraform(batch, '', generations, (directory) => {
    const calls = batch.map(({ name, configuration }) => {
      const source = ['.', name, configuration.root].filter((part) => part !== '').join('/');
      return `module "${name}" {\n  source = "${source}"\n}\n`;
    });
    writeFileSync(join(directory, 'main.tf'), calls.join(''));
  }).catch(() => undefined);
  if (outcome?.plans.every((plan) => typeof plan === 'string') !== true) {
    const alone: [string, Truth][] = [];
    for (const one of batch) alone.push([one.name, await runAlone(one)]);
    return new Map(alone);
  }
  return new Map(batch.map((one) => [one.name, truthIn(one, outcome, `module.${one.name}`)]));
}

async function runAlone(one: Run): Promise<Truth> {
  const { root, changes } = one.configuration;
  const directory = [one.name, root].filter((part) => part !== '').join('/');
  try {
    return truthIn(one, await runTerraform([one], directory, changes.length + 1), '');
  } catch (error) {
    return { unchanged: { error: error instanceof Error ? error.message : String(error) }, changes: [] };
  }
}

/** A plan as JSON, or why there is none. */
type Plan = string | { readonly error: string };

/** The plans of every generation, and the text of the state that they start from. */
interface RunOutcome {
  readonly plans: readonly Plan[];
  readonly state: string;
}

/** Applies in generation 1, unless something is deployed already, and plans in every generation. */
async function runTerraform(
  configurations: readonly Run[],
  root: string,
  generations: number,
  prepare?: (directory: string) => void,
): Promise<RunOutcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-terraform-'));
  const directory = join(scratch, 'configuration');
  let generation = 1;
  const provider = await startProvider(
    scratch,
    worldOf(configurations, () => generation),
  );
  try {
    for (const one of configurations) writeFiles(join(directory, one.name), one);
    prepare?.(directory);
    const terraform = new Terraform(join(directory, root), scratch, provider.reattach);
    const succeed = ({ isSuccess, stderr }: CommandResult): void => {
      if (!isSuccess) throw new Error(`${titles(configurations)}: ${stderr}`);
    };
    succeed(await terraform.init());
    const stateFile = join(directory, root, 'terraform.tfstate');
    const deployed = deployedBefore(configurations, prepare !== undefined);
    if (deployed === undefined) succeed(await terraform.apply());
    else writeFileSync(stateFile, deployed);
    if (configurations.some(mentionsPlanTime)) await nextSecond();
    const plans: Plan[] = [];
    for (; generation <= generations; generation++) {
      const { isSuccess, stdout, stderr } = await terraform.plan(`generation${String(generation)}`);
      plans.push(isSuccess ? stdout : { error: stderr });
    }
    return { plans, state: readFileSync(stateFile, 'utf8') };
  } finally {
    provider.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The text of a state with all that is deployed of these configurations; undefined where nothing is. */
function deployedBefore(configurations: readonly Run[], areChildren: boolean): string | undefined {
  const parts = configurations.flatMap(({ name, state }): [string, OwnState][] =>
    state === undefined ? [] : [[areChildren ? `module.${name}` : '', state]],
  );
  return parts.length === 0 ? undefined : stateText(new Map(parts));
}

/** `plantimestamp()` counts seconds: a plan in the second of the apply would show nothing. */
function mentionsPlanTime({ configuration }: NamedConfiguration): boolean {
  return Object.values(configuration.files).some((text) => text.includes('plantimestamp'));
}

function nextSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)));
}

function titles(configurations: readonly NamedConfiguration[]): string {
  return configurations.map(({ configuration }) => configuration.title).join(', ');
}

function writeFiles(directory: string, one: NamedConfiguration): void {
  for (const [name, text] of Object.entries({ ...one.configuration.files, ...askerFiles(one) })) {
    const file = join(directory, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What a run says of one configuration, which is the module at `address`: empty for the root module. */
function truthIn(one: NamedConfiguration, { plans, state }: RunOutcome, address: string): Truth {
  const prefix = address === '' ? '' : `${address}.`;
  const [first = { error: 'there is no plan' }, ...rest] = plans;
  const instances = (typeof first === 'string' ? dataInstancesOf(first) : []).filter((instance) =>
    instance.address.startsWith(prefix),
  );
  const changes = rest.slice(0, one.configuration.changes.length).map((plan, index) => {
    const changed = instances.flatMap((instance) =>
      changedAttributes(one, instance.values, index + 2).map(
        (attribute) => `${instance.address.slice(prefix.length)}.${attribute}`,
      ),
    );
    return { changed: [...new Set(changed)].sort(), plan: planTruth(plan, prefix) };
  });
  return { unchanged: planTruth(first, prefix), changes, state: ownPart(state, address) };
}

function planTruth(plan: Plan, prefix: string): PlanTruth {
  if (typeof plan !== 'string') return plan;
  const { replaced, instances, updated } = outcomeOf(plan);
  const own = (addresses: readonly string[]) =>
    addresses.filter((address) => address.startsWith(prefix)).map((address) => address.slice(prefix.length));
  return {
    replaced: replaced
      .filter(({ address }) => address.startsWith(prefix))
      .map((one) => ({ ...one, address: one.address.slice(prefix.length) })),
    instances: own(instances),
    updated: own(updated),
  };
}
