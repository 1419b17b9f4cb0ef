/** What Terraform knows to be deployed: the managed resources and data sources of one configuration. */
export interface DeployedState {
  /**
   * The current instances of a resource, in all instances of its module. `address` is from the root module, without
   * instance keys: `module.web.aws_instance.this`, `data.aws_ami.linux`. Empty where there are none.
   */
  instancesOf(address: string): readonly DeployedInstance[];
}

/** One instance of a resource or data source. */
export interface DeployedInstance {
  /** The address of its module with instance keys: `module.web["a"]`; empty for the root module. */
  readonly module: string;
  /** Its own instance key; undefined where it has none. */
  readonly key: string | number | undefined;
  /** Its attributes as the state has them: nested blocks are lists of objects. */
  readonly attributes: StateObject;
  /** The paths (attribute names only) of values that the state marks as sensitive: they belong in no source file. */
  readonly sensitive: readonly (readonly string[])[];
}

export type StateObject = Readonly<Record<string, unknown>>;

/** Reads the content of a state file in format 4; undefined where it is none. */
export function readState(content: unknown): DeployedState | undefined {
  if (!isObject(content) || content['version'] !== 4) return undefined;
  const byAddress = new Map<string, DeployedInstance[]>();
  for (const resource of objectsIn(content['resources'])) {
    const { address, instances } = readResource(resource);
    byAddress.set(address, [...(byAddress.get(address) ?? []), ...instances]);
  }
  return { instancesOf: (address) => byAddress.get(address) ?? [] };
}

function readResource(resource: StateObject): {
  readonly address: string;
  readonly instances: readonly DeployedInstance[];
} {
  const module = textOf(resource['module']);
  const name = `${textOf(resource['type'])}.${textOf(resource['name'])}`;
  const own = resource['mode'] === 'data' ? `data.${name}` : name;
  const instances = objectsIn(resource['instances'])
    .filter((instance) => instance['deposed'] === undefined)
    .map((instance): DeployedInstance => {
      const key = instance['index_key'];
      return {
        module,
        key: typeof key === 'string' || typeof key === 'number' ? key : undefined,
        attributes: isObject(instance['attributes']) ? instance['attributes'] : {},
        sensitive: sensitivePaths(instance['sensitive_attributes']),
      };
    });
  return { address: module === '' ? own : `${addressWithoutKeys(module)}.${own}`, instances };
}

/** `module.a.module.b` of `module.a["x.y"].module.b[0]`. */
function addressWithoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}

function sensitivePaths(marks: unknown): readonly (readonly string[])[] {
  return (Array.isArray(marks) ? marks : []).map((steps: unknown) =>
    objectsIn(steps).flatMap((step) => (step['type'] === 'get_attr' ? [textOf(step['value'])] : [])),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objectsIn(value: unknown): readonly StateObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is StateObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
