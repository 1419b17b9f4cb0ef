import { driftingReplacement } from './driftingReplacement';
import { everyApplyReplacement } from './everyApplyReplacement';
import type { ReplacementRule } from './rule';

/** All rules over replacements. Each replacement belongs to exactly one. */
export const replacementRules: readonly ReplacementRule[] = [driftingReplacement, everyApplyReplacement];
