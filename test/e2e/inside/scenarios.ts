import { eachFixScenarios } from './eachFixScenarios';
import { findingScenarios } from './findingScenarios';
import { fixScenarios } from './fixScenarios';
import { hoverScenarios } from './hoverScenarios';
import { overviewScenarios } from './overviewScenarios';
import type { Scenario } from './scenario';
import { workplaceScenarios } from './workplaceScenarios';

/** By the workspace that they run in. */
export type ScenarioSet = 'one folder' | 'several folders, not trusted';

/** Everything that is tested inside the extension host, in this order. */
export const scenarioSets: Readonly<Record<ScenarioSet, readonly Scenario[]>> = {
  'one folder': [
    ...findingScenarios,
    ...fixScenarios,
    ...eachFixScenarios,
    ...hoverScenarios,
    ...overviewScenarios,
  ],
  'several folders, not trusted': workplaceScenarios,
};
