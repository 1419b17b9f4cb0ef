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

/** The louder of two severities. */
export function louder(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) < severities.indexOf(other) ? other : one;
}
