import { severities, type Finding, type Severity } from '../analysis/finding';

/** Whether the finding is as severe as `minimum`, or more. */
export function isAtLeast(finding: Finding, minimum: Severity): boolean {
  return severities.indexOf(finding.severity) >= severities.indexOf(minimum);
}

/** Whether the finding makes the exit code 1. */
export function fails(finding: Finding, failOn: Severity | 'never'): boolean {
  return failOn !== 'never' && isAtLeast(finding, failOn);
}
