import { rules } from '../rules/index';
import type { RuleId } from './finding';

/** A rule, for lists of rules. */
export interface RuleSummary {
  readonly id: RuleId;
  /** One sentence. */
  readonly summary: string;
}

/** All rules, in the order in which they are documented. */
export const ruleSummaries: readonly RuleSummary[] = rules.map(({ id, summary }) => ({ id, summary }));
