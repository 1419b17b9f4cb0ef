import type { RuleId, Severity } from '../models/schema';
import type { Replacement } from './replacement';

/** A rule over replacements: which ones are its own, how loud they are, and what to say. */
export interface ReplacementRule {
  readonly id: RuleId;
  /** One sentence for lists of rules. */
  readonly summary: string;
  applies(replacement: Replacement): boolean;
  severity(replacement: Replacement): Severity;
  message(replacement: Replacement): string;
}
