import { attributeNamed, dynamicBodies } from '../modules/bodyAccess';
import { ignoredWithin, ignoresChanges, readLifecycle, type Lifecycle } from '../modules/lifecycle';
import type { ResourceDeclaration } from '../modules/module';
import { providerOf } from '../modules/providers';
import { lockedVersion } from '../models/providerVersion';
import { isWithinPaths } from '../models/projectRows';
import type { ForceNewArgument, ResourceModel } from '../models/resourceFacts';
import type { Body } from '../syntax/ast';
import { withoutPart } from './access';
import type { BodyInScope } from './blockPath';
import { driftsInBlock } from './blockDrifts';
import { distinctDrifts, isSameSource, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import { forceOf } from './forceNewCondition';
import { literalArrivals } from './literalDrift';
import { instanceArrivals } from './instanceDrifts';
import { distinctPlaces, wholeResource } from './place';
import type { Scope } from './scope';
import { arrivalsAt, type Arrival } from './sink';
import { triggerArrivals } from './trigger';
import { driftsOf } from './value';

/** A drift that makes Terraform replace a resource. */
export interface ReplacingArrival {
  readonly arrival: Arrival;
  /** What the provider is known to do; absent where Terraform itself replaces, for `replace_triggered_by`. */
  readonly forceNew?: ForceNewArgument;
  readonly certainty: Drift['certainty'];
  /** What is not known about whether the provider replaces the resource, in sentences. */
  readonly reservations: readonly string[];
}

/** What is known of a resource's type in the version of the provider that its configuration locks. */
export function modelOf(evaluator: Evaluator, resource: ResourceDeclaration): ResourceModel | undefined {
  const { type, block } = resource;
  const { models, locked } = evaluator.setting;
  const provider = providerOf(type, block.body, evaluator.module.requiredProviders);
  return models.resourceOf(type, { ...provider, ...lockedVersion(locked, provider.source) });
}

/**
 * All that makes Terraform replace a managed resource, one for each argument and source. `scopes` are those of the
 * body for the instances that count.
 */
export function replacingArrivals(
  evaluator: Evaluator,
  resource: ResourceDeclaration,
  scopes: readonly Scope[],
): readonly ReplacingArrival[] {
  const { body } = resource.block;
  const lifecycle = readLifecycle(body);
  const model = lifecycle.ignoreChanges === 'all' ? undefined : modelOf(evaluator, resource);
  const entries = (model?.forceNew ?? []).filter(
    ({ path }) => mentions(body, path) && !ignoresChanges(lifecycle, path),
  );
  return distinct(
    scopes.flatMap((scope) => [
      ...entries
        .flatMap((forceNew) =>
          argumentArrivals(evaluator, { body, scope, place: wholeResource }, forceNew, model, resource.type),
        )
        .filter(({ arrival }) => !isIgnored(evaluator, lifecycle, arrival, body, scope))
        .filter(({ arrival: { attribute } }) => !isWithinPaths(attribute, model?.updatable ?? [])),
      ...triggerArrivals(evaluator, resource, scope).map((arrival): ReplacingArrival => ({
        arrival,
        certainty: arrival.drift.certainty,
        reservations: [],
      })),
    ]),
  );
}

/** Whether changes are ignored of the whole argument, or of all the parts of it that drift with this source. */
function isIgnored(
  evaluator: Evaluator,
  lifecycle: Lifecycle,
  { attribute, drift }: Arrival,
  body: Body,
  scope: Scope,
): boolean {
  if (ignoresChanges(lifecycle, attribute)) return true;
  const parts = ignoredWithin(lifecycle, attribute);
  const value = parts.length === 0 ? undefined : evaluator.argument(body, attribute, scope);
  if (value === undefined) return false;
  return !driftsOf(parts.reduce(withoutPart, value)).some(({ source }) => isSameSource(source, drift.source));
}

function argumentArrivals(
  evaluator: Evaluator,
  start: BodyInScope,
  forceNew: ForceNewArgument,
  model: ResourceModel | undefined,
  type: string,
): readonly ReplacingArrival[] {
  if (model === undefined) return [];
  const { applies, reservations } = forceOf(evaluator, forceNew, model, start.body, start.scope);
  if (!applies) return [];
  const { path, covers, condition, nesting } = forceNew;
  const onlyRemoval = condition?.onlyRemoval === true;
  const literals =
    onlyRemoval || evaluator.setting.assumption !== undefined ? [] : evaluator.models.literalsOf(type);
  const arrivals = [
    ...arrivalsAt(evaluator, start, { path, covers, onlyRemoval, isSet: nesting?.[path] === 'set' }),
    ...literals
      .filter(({ attribute }) => attribute === path)
      .flatMap((row) => literalArrivals(evaluator, start, row)),
  ];
  return arrivals.map((arrival) => ({
    forceNew,
    arrival,
    certainty: reservations.length > 0 ? 'possible' : arrival.drift.certainty,
    reservations,
  }));
}

/** Whether a body has anything at all where a path begins. Most rows of most types name what is not there. */
function mentions(body: Body, path: string): boolean {
  const [first = ''] = path.split('.', 1);
  return (
    attributeNamed(body, first) !== undefined ||
    body.blocks.some(({ type }) => type === first) ||
    dynamicBodies(body, first).length > 0
  );
}

/** One per argument and source: rows may speak of one argument twice, for itself and for the block around it. */
function distinct(arrivals: readonly ReplacingArrival[]): readonly ReplacingArrival[] {
  const best = new Map<string, ReplacingArrival>();
  for (const candidate of arrivals) {
    const { attribute, drift } = candidate.arrival;
    const key = `${attribute}\0${drift.source.uri}\0${drift.source.address}`;
    const known = best.get(key);
    const isBetter = known?.certainty === 'possible' && candidate.certainty === 'certain';
    const chosen = known === undefined || isBetter ? candidate : known;
    const places = distinctPlaces([...(known?.arrival.places ?? []), ...candidate.arrival.places]);
    best.set(key, { ...chosen, arrival: { ...chosen.arrival, places } });
  }
  return [...best.values()];
}

/** Arguments that say how Terraform treats a resource, not what it is. */
const metaArguments = new Set([
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
  'connection',
]);

/**
 * What changes anything of a managed resource, in place or by replacing it, in the instances whose bodies have these
 * scopes: one drift for each source.
 */
export function changingDrifts(
  evaluator: Evaluator,
  resource: ResourceDeclaration,
  scopes: readonly Scope[],
): readonly Drift[] {
  const lifecycle = readLifecycle(resource.block.body);
  const replacing = replacingArrivals(evaluator, resource, scopes).map(({ arrival }) => arrival.drift);
  const updating =
    lifecycle.ignoreChanges === 'all'
      ? []
      : scopes.flatMap((scope) => changedArguments(evaluator, resource, lifecycle, scope));
  return distinctDrifts([...replacing, ...updating].filter((drift) => !drift.decides));
}

/** The same, and what creates or destroys instances: whatever makes others wait for it. */
export function pendingDrifts(evaluator: Evaluator, resource: ResourceDeclaration): readonly Drift[] {
  const instances = instanceArrivals(evaluator, resource).map(({ drift }) => drift);
  return distinctDrifts([...evaluator.changing(resource), ...instances]);
}

function changedArguments(
  evaluator: Evaluator,
  resource: ResourceDeclaration,
  lifecycle: Lifecycle,
  scope: Scope,
): readonly Drift[] {
  const { body } = resource.block;
  const isCounted = (name: string) => !metaArguments.has(name) && !ignoresChanges(lifecycle, name);
  const attributes = body.attributes.filter(({ name }) => isCounted(name));
  const blocks = body.blocks.filter(({ type, labels: [label] }) =>
    isCounted(type === 'dynamic' ? (label ?? '') : type),
  );
  return [
    ...attributes.flatMap(({ name, value }) =>
      driftsOf(ignoredWithin(lifecycle, name).reduce(withoutPart, evaluator.evaluate(value, scope))),
    ),
    ...blocks.flatMap((block) => driftsInBlock(evaluator, block, scope)),
  ];
}
