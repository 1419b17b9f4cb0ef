import type { RuleId, Severity } from '../models/schema';
import type { Hazard } from './hazard';
import type { HazardText } from './hazardText';

/** A rule over hazards: which ones are its own, how loud they are, and what is said. */
export interface Rule {
  readonly id: RuleId;
  /** One sentence for lists of rules. */
  readonly summary: string;
  applies(hazard: Hazard): boolean;
  severity(hazard: Hazard): Severity;
  text(hazard: Hazard): HazardText;
}
