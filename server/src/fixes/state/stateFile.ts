import { parseAddress, type AddressStep } from '../../modules/instanceAddress';
import {
  instanceKey,
  isObject,
  modeOf,
  objectsIn,
  textOf,
  type DeployedInstance,
  type StateObject,
} from './deployedState';

/** The version of the state file's format that Terraform 0.12 and later, and OpenTofu, write. */
export const stateFileFormat = 4;

/** The instances in the content of a state file (`terraform.tfstate`, `terraform state pull`) in format 4. */
export function instancesInStateFile(content: StateObject): readonly DeployedInstance[] {
  return objectsIn(content['resources']).flatMap(readResource);
}

function readResource(resource: StateObject): readonly DeployedInstance[] {
  const modules = moduleSteps(resource['module']);
  if (modules === undefined) return [];
  const type = textOf(resource['type']);
  return objectsIn(resource['instances'])
    .filter((instance) => instance['deposed'] === undefined)
    .map((instance) => ({
      modules,
      mode: modeOf(resource),
      type,
      name: textOf(resource['name']),
      key: instanceKey(instance['index_key']),
      attributes: readAttributes(type, instance['attributes']),
      sensitive: sensitivePaths(instance['sensitive_attributes']),
    }));
}

/** The calls in a module's address; none for the root module, which has no address. */
export function moduleSteps(address: unknown): readonly AddressStep[] | undefined {
  return address === undefined ? [] : parseAddress(textOf(address))?.modules;
}

/**
 * Terraform's own resource type, whose attributes have no type in the schema: the state file writes each of their
 * values as `{ "value": …, "type": … }`.
 */
const untyped = 'terraform_data';

function readAttributes(type: string, attributes: unknown): StateObject {
  if (!isObject(attributes)) return {};
  if (type !== untyped) return attributes;
  const entries = Object.entries(attributes).map(([name, value]) => [
    name,
    isObject(value) && 'type' in value ? value['value'] : value,
  ]);
  return Object.fromEntries(entries) as StateObject;
}

/** A list of paths, each a list of steps: `{ "type": "get_attr", "value": "name" }` or an index. */
function sensitivePaths(marks: unknown): readonly (readonly string[])[] {
  return (Array.isArray(marks) ? marks : []).map((steps: unknown) => objectsIn(steps).flatMap(nameOfStep));
}

function nameOfStep({ type, value }: StateObject): readonly string[] {
  if (type === 'get_attr') return [textOf(value)];
  const key = isObject(value) ? value['value'] : undefined;
  return typeof key === 'string' ? [key] : [];
}
