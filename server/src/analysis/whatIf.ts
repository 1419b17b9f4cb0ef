import type { Drift } from '../flow/drift';
import { Evaluator } from '../flow/evaluator';
import { instanceArrivals } from '../flow/instanceDrifts';
import { hasNoInstances } from '../flow/instances';
import type { Assumption, EvaluationSetting } from '../flow/models';
import type { ResourceDeclaration } from '../modules/module';
import { nodesBelow, type ModuleNode } from '../modules/moduleTree';
import type { ReadConfiguration } from './configurationAnalysis';

/** What Terraform would do. Addresses are those from the root module, without instance keys; in their order. */
export interface WhatIfAnswer {
  readonly replaced: readonly ReplacedResource[];
  readonly instances: readonly ChangingInstances[];
  /** Data sources that were asked about and are not there. */
  readonly missing: readonly string[];
}

export interface ReplacedResource {
  readonly address: string;
  /** Dotted paths of the arguments that force it; empty where only `replace_triggered_by` does. */
  readonly attributes: readonly string[];
  /**
   * Why: a data source answers differently; another resource is replaced; a data source is read only during apply;
   * `replace_triggered_by` says so. The most direct reason where there are several.
   */
  readonly cause: 'drift' | 'cascade' | 'deferred' | 'trigger';
  readonly certainty: 'certain' | 'possible';
}

export interface ChangingInstances {
  readonly address: string;
  readonly change: 'created or destroyed';
}

/**
 * A data source from the root module (`module.a.data.t.n`), all of its answer or, with `.attribute` behind it, one
 * attribute; or every data source there is.
 */
export type WhatIfQuestion = { readonly addresses: readonly string[] } | 'all';

/** Answers what is replaced when data sources answer differently. */
export function answerWhatIf(
  { root, models }: ReadConfiguration,
  setting: Pick<EvaluationSetting, 'locked' | 'variables'>,
  question: WhatIfQuestion,
): WhatIfAnswer {
  const known = dataSourcesIn(root);
  const asked = question === 'all' ? [...known].map(wholeAnswer) : question.addresses.map(readAddress);
  const missing = asked.filter(({ address }) => !known.has(address)).map(({ address }) => address);
  const evaluator = new Evaluator(root, { ...setting, models, assumption: assumptionOf(asked) });
  const replaced: ReplacedResource[] = [];
  const instances = new Set<string>();
  collect(evaluator, false, replaced, instances);
  const byAddress = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return {
    replaced: replaced.sort((one, other) => byAddress(one.address, other.address)),
    instances: [...instances].sort(byAddress).map((address) => ({ address, change: 'created or destroyed' })),
    missing: [...new Set(missing)].sort(byAddress),
  };
}

interface AskedAnswer {
  readonly address: string;
  /** Undefined: all of it. */
  readonly attribute: string | undefined;
}

function wholeAnswer(address: string): AskedAnswer {
  return { address, attribute: undefined };
}

/** Instance keys are left out: what differs between the instances of a data source is not told apart. */
function readAddress(text: string): AskedAnswer {
  const plain = text.replace(/\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]/g, '');
  const [, address = plain, attribute] =
    /^((?:module\.[^.]+\.)*data\.[^.]+\.[^.]+)(?:\.([^.]+).*)?$/.exec(plain) ?? [];
  return { address, attribute };
}

function assumptionOf(asked: readonly AskedAnswer[]): Assumption {
  const changed = new Map<string, 'all' | Set<string>>();
  for (const { address, attribute } of asked) {
    const known = changed.get(address);
    if (attribute === undefined) changed.set(address, 'all');
    else if (known === undefined) changed.set(address, new Set([attribute]));
    else if (known !== 'all') known.add(attribute);
  }
  return { changedAttributes: (address) => changed.get(address) };
}

function dataSourcesIn(root: ModuleNode): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const { address, module } of nodesBelow(root)) {
    for (const resource of module.resources.values()) {
      if (resource.mode === 'data')
        addresses.add([address, resource.address].filter((part) => part).join('.'));
    }
  }
  return addresses;
}

/** `isRepeated`: instances of a call above come and go, and everything in them. */
function collect(
  evaluator: Evaluator,
  isRepeated: boolean,
  replaced: ReplacedResource[],
  instances: Set<string>,
): void {
  for (const resource of evaluator.module.resources.values()) {
    if (resource.mode !== 'managed' || hasNoInstances(evaluator, resource)) continue;
    if (isRepeated || instanceArrivals(evaluator, resource).length > 0) {
      instances.add(evaluator.addressOf(resource));
    }
    replaced.push(...replacementOf(evaluator, resource));
  }
  for (const { call } of evaluator.node.calls.values()) {
    const called = hasNoInstances(evaluator, call) ? undefined : evaluator.calledModule(call.name);
    if (called === undefined) continue;
    const isMany = isRepeated || instanceArrivals(evaluator, call).length > 0;
    collect(called, isMany, replaced, instances);
  }
}

const causes: readonly Drift['cause'][] = ['drift', 'deferred', 'cascade', 'trigger'];

function replacementOf(evaluator: Evaluator, resource: ResourceDeclaration): readonly ReplacedResource[] {
  const arrivals = evaluator.replacing(resource);
  if (arrivals.length === 0) return [];
  const attributes = arrivals
    .filter(({ forceNew }) => forceNew !== undefined)
    .map(({ arrival }) => arrival.attribute);
  const cause = causes.find((one) => arrivals.some(({ arrival }) => arrival.drift.cause === one));
  const isCertain = arrivals.some(
    ({ certainty, arrival }) => certainty === 'certain' && arrival.drift.mayStay !== true,
  );
  return [
    {
      address: evaluator.addressOf(resource),
      attributes: [...new Set(attributes)].sort(),
      cause: cause ?? 'drift',
      certainty: isCertain ? 'certain' : 'possible',
    },
  ];
}
