import type { WorkspaceFiles } from '../session';
import type { TerraformFolder } from './terraformFolder';

/**
 * One test that runs inside the extension host. The tests outside list it by its title and lay out its files;
 * so what is imported here must not need the editor when it is loaded.
 */
export interface Scenario {
  /** Unique; read after "its extension host". */
  readonly title: string;
  /** The name of the folder that belongs to this scenario alone; in a workspace of several, one of them. */
  readonly folder: string;
  readonly files: WorkspaceFiles;
  /** Rejects where something is not as it should be. */
  readonly run: (folder: TerraformFolder) => Promise<void>;
}

/** What became of a scenario; one line of JSON in the file of results. */
export interface ScenarioResult {
  readonly title: string;
  /** The error's text with its stack, where the scenario failed. */
  readonly error?: string;
}

/** The name of the environment variable that says which set of scenarios is run. */
export const setVariable = 'HOLDFAST_E2E_SET';

/** The name of the environment variable with the path of the file for the results. */
export const resultsVariable = 'HOLDFAST_E2E_RESULTS';
