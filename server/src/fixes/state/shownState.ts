import {
  instanceKey,
  isObject,
  modeOf,
  objectsIn,
  textOf,
  type DeployedInstance,
  type StateObject,
} from './deployedState';
import { moduleSteps } from './stateFile';

/** The instances in what `terraform show -json` prints of a state, or as the `prior_state` of a plan. */
export function instancesInShownState(content: StateObject): readonly DeployedInstance[] {
  const values = content['values'];
  return isObject(values) && isObject(values['root_module']) ? instancesInModule(values['root_module']) : [];
}

function instancesInModule(module: StateObject): readonly DeployedInstance[] {
  const modules = moduleSteps(module['address']);
  if (modules === undefined) return [];
  const own = objectsIn(module['resources'])
    .filter(({ deposed_key }) => deposed_key === undefined)
    .map((resource) => ({
      modules,
      mode: modeOf(resource),
      type: textOf(resource['type']),
      name: textOf(resource['name']),
      key: instanceKey(resource['index']),
      attributes: isObject(resource['values']) ? resource['values'] : {},
      sensitive: sensitivePaths(resource['sensitive_values']),
    }));
  return [...own, ...objectsIn(module['child_modules']).flatMap(instancesInModule)];
}

/** `sensitive_values` repeats the structure of the values, with `true` in place of what is sensitive. */
function sensitivePaths(marks: unknown): readonly (readonly string[])[] {
  if (marks === true) return [[]];
  if (Array.isArray(marks)) return marks.flatMap(sensitivePaths);
  if (!isObject(marks)) return [];
  return Object.entries(marks).flatMap(([name, inner]) =>
    sensitivePaths(inner).map((path) => [name, ...path]),
  );
}
