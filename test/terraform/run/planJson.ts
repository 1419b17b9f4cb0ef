import type { Replacement } from '../cases/configuration';
import type { Value, ValueObject } from '../provider/values';

/** What a plan does that matters here. */
export interface Outcome {
  /** Resources that are replaced, by address, without instance keys. */
  readonly replaced: readonly Replacement[];
  /** Addresses of resources of which an instance is created or destroyed. */
  readonly instances: readonly string[];
  /** Addresses of resources of which an instance is updated in place. */
  readonly updated: readonly string[];
}

/** A data source's instance as it was read. */
export interface DataInstance {
  /** Without instance keys. */
  readonly address: string;
  readonly values: ValueObject;
}

/** The JSON of `terraform show`, as far as it is looked at. */
interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  readonly prior_state?: { readonly values?: { readonly root_module?: StateModule } };
}

interface ResourceChange {
  readonly address: string;
  readonly mode: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

interface StateModule {
  readonly resources?: readonly StateResource[];
  readonly child_modules?: readonly StateModule[];
}

interface StateResource {
  readonly address: string;
  readonly mode: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** An address without instance keys. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}

/** Reads what a plan does to managed resources, from the output of `terraform show -json`. */
export function outcomeOf(planJson: string): Outcome {
  const replaced = new Map<string, Set<string>>();
  const instances = new Set<string>();
  const updated = new Set<string>();
  for (const { address, mode, change } of (JSON.parse(planJson) as PlanJson).resource_changes ?? []) {
    if (mode !== 'managed') continue;
    const key = withoutKeys(address);
    const isCreated = change.actions.includes('create');
    const isDestroyed = change.actions.includes('delete');
    if (isCreated && isDestroyed) {
      const paths = (change.replace_paths ?? []).map((path) =>
        path.filter((step) => typeof step === 'string').join('.'),
      );
      replaced.set(key, new Set([...(replaced.get(key) ?? []), ...paths]));
    } else if (isCreated || isDestroyed) instances.add(key);
    else if (change.actions.includes('update')) updated.add(key);
  }
  return {
    replaced: [...replaced]
      .map(([address, attributes]) => ({ address, attributes: [...attributes].sort() }))
      .sort((a, b) => (a.address < b.address ? -1 : 1)),
    instances: [...instances].sort(),
    updated: [...updated].sort(),
  };
}

/** The data sources' instances that a plan knows. */
export function dataInstancesOf(planJson: string): readonly DataInstance[] {
  const below = (module: StateModule | undefined): readonly StateResource[] => [
    ...(module?.resources ?? []),
    ...(module?.child_modules ?? []).flatMap(below),
  ];
  const resources = below((JSON.parse(planJson) as PlanJson).prior_state?.values?.root_module);
  return resources
    .filter(({ mode }) => mode === 'data')
    .map(({ address, values }) => ({ address: withoutKeys(address), values }));
}
