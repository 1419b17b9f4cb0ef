import type { DriftSource } from '../flow/drift';
import { severities, type Consequence, type Severity, type Volatility } from '../models/schema';

/** The default severity: how likely the replacement comes, times what it costs. */
const defaults: Readonly<Record<Volatility, Severity>> = {
  'every-apply': 'error',
  latest: 'warning',
  membership: 'warning',
  content: 'information',
};

/** Replacing what is made to be replaced is worth no more than a hint. */
export function defaultSeverity(volatility: Volatility, consequence: Consequence): Severity {
  return consequence === 'routine' ? 'hint' : defaults[volatility];
}

/**
 * The severity of a drifting source that reaches something of this consequence: a hint where it is not known whether
 * the source drifts at all, a step quieter where that comes only with its owner's doing.
 */
export function severityOf(
  { volatility, isQuiet, isDoubtful }: DriftSource,
  consequence: Consequence,
): Severity {
  const usual = defaultSeverity(volatility, consequence);
  if (isDoubtful === true) return 'hint';
  const steps = isQuiet === true && consequence !== 'data-loss' ? 1 : 0;
  return severities[Math.max(0, severities.indexOf(usual) - steps)] ?? usual;
}

/** The louder of two severities. */
export function louder(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) < severities.indexOf(other) ? other : one;
}
