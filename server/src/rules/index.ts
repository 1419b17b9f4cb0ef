import { deferredReplacement } from './deferredReplacement';
import { driftingInstances } from './driftingInstances';
import { driftingReplacement } from './driftingReplacement';
import { driftingTrigger } from './driftingTrigger';
import { everyApplyReplacement } from './everyApplyReplacement';
import type { Rule } from './rule';
import { unownedImage } from './unownedImage';

/** All rules. Each hazard belongs to exactly one. */
export const rules: readonly Rule[] = [
  driftingReplacement,
  deferredReplacement,
  everyApplyReplacement,
  driftingInstances,
  driftingTrigger,
  unownedImage,
];
