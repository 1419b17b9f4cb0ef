import { eachFixScenarios } from './eachFixScenarios';
import { findingScenarios } from './findingScenarios';
import { fixScenarios } from './fixScenarios';
import { hoverScenarios } from './hoverScenarios';
import { overviewScenarios } from './overviewScenarios';
import type { Scenario } from './scenario';

/** Everything that is tested inside the extension host, in this order. */
export const scenarios: readonly Scenario[] = [
  ...findingScenarios,
  ...fixScenarios,
  ...eachFixScenarios,
  ...hoverScenarios,
  ...overviewScenarios,
];
