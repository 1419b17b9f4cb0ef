import { say } from '../../base/language';
import {
  isObject,
  stateOfInstances,
  type DeployedInstance,
  type DeployedState,
  type StateObject,
} from './deployedState';
import { instancesInShownState } from './shownState';
import { instancesInStateFile, stateFileFormat } from './stateFile';

/** Why a text is not read as a state. */
export type StateProblem = 'too-large' | 'no-json' | 'encrypted' | 'other-format' | 'no-state';

/** A problem in sentences, which repeat nothing of the text. */
export function stateProblemWords(problem: StateProblem): string {
  switch (problem) {
    case 'too-large':
      return say`The state is larger than 64 MiB; it is not read.`;
    case 'no-json':
      return say`The file is no JSON. A plan file or a state is made readable by “terraform show -json”.`;
    case 'encrypted':
      return say`The state is encrypted. “tofu state pull” and “tofu show -json” print it decrypted.`;
    case 'other-format':
      return say`The state has another format than version 4, which Terraform 0.12 and later write. Any newer Terraform upgrades it with the next apply.`;
    case 'no-state':
      return say`The JSON is neither a state nor a plan of Terraform.`;
  }
}

/** A state that was read, or the reason why it was not. */
export type StateReading = { readonly state: DeployedState } | { readonly problem: StateProblem };

/** Texts beyond this many UTF-16 units are not read. */
const largestState = 64 * 1024 * 1024;

/**
 * Reads a state: a state file in format 4 (`terraform.tfstate`, `terraform state pull`), or the JSON that
 * `terraform show -json` prints of a state or a plan. Of a plan, what it found to be deployed counts, and nothing
 * that is planned.
 */
export function readState(text: string): StateReading {
  if (text.length > largestState) return { problem: 'too-large' };
  const content = parse(text);
  if (content === undefined) return { problem: 'no-json' };
  if (!isObject(content)) return { problem: 'no-state' };
  const instances = instancesIn(content);
  return typeof instances === 'string' ? { problem: instances } : { state: stateOfInstances(instances) };
}

function instancesIn(content: StateObject): readonly DeployedInstance[] | StateProblem {
  if ('encrypted_data' in content) return 'encrypted';
  if (typeof content['version'] === 'number') {
    return content['version'] === stateFileFormat ? instancesInStateFile(content) : 'other-format';
  }
  if (typeof content['format_version'] !== 'string') return 'no-state';
  // A plan that creates everything has no prior state; a state without resources has no values.
  const isPlan = 'planned_values' in content || 'resource_changes' in content;
  const shown = isPlan ? content['prior_state'] : content;
  return isObject(shown) ? instancesInShownState(shown) : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
