import { moduleAddress, type AddressStep, type InstanceKey } from '../../modules/instanceAddress';

/** What Terraform knows to be deployed: the managed resources and data sources of one configuration. */
export interface DeployedState {
  /** All current instances, in the order of the state. */
  readonly instances: readonly DeployedInstance[];
  /**
   * Those of a resource or data source, in all instances of its module. `address` is from the root module, without
   * instance keys: `module.web.aws_instance.this`, `data.aws_ami.linux`. Empty where there are none.
   */
  instancesOf(address: string): readonly DeployedInstance[];
}

/** One instance of a resource or data source. A deposed object is none: it waits for its destruction. */
export interface DeployedInstance {
  /** The module calls that lead to it, with the keys of their instances. */
  readonly modules: readonly AddressStep[];
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Its own instance key; undefined where it has none. */
  readonly key: InstanceKey | undefined;
  /** Its attributes as the state has them: nested blocks are lists of objects. */
  readonly attributes: StateObject;
  /**
   * The paths (names of attributes and keys of maps only) of values that the state marks as sensitive: they belong in
   * no source file.
   */
  readonly sensitive: readonly (readonly string[])[];
}

export type StateObject = Readonly<Record<string, unknown>>;

/** The state with these instances. */
export function stateOfInstances(instances: readonly DeployedInstance[]): DeployedState {
  const byAddress = new Map<string, DeployedInstance[]>();
  for (const instance of instances) {
    const address = resourceAddress(instance);
    const known = byAddress.get(address);
    if (known === undefined) byAddress.set(address, [instance]);
    else known.push(instance);
  }
  return { instances, instancesOf: (address) => byAddress.get(address) ?? [] };
}

/** The address of the instance's resource, from the root module, without instance keys. */
function resourceAddress({ modules, mode, type, name }: DeployedInstance): string {
  const own = mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
  return modules.length === 0 ? own : `${moduleAddress(modules)}.${own}`;
}

/** The text of a JSON value; empty where it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The objects among the elements of a JSON value; none where it is no list. */
export function objectsIn(value: unknown): readonly StateObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is StateObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a resource in a state is a data source. */
export function modeOf({ mode }: StateObject): DeployedInstance['mode'] {
  return mode === 'data' ? 'data' : 'managed';
}

/** A JSON value as an instance key; undefined where it is none. */
export function instanceKey(value: unknown): InstanceKey | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
