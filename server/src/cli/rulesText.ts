import { ruleSummaries } from '../analysis/ruleList';
import type { FactsFormat } from './options';

/** All rules with what each is about. */
export function rulesText(format: FactsFormat): string {
  if (format === 'json') return `${JSON.stringify({ version: 1, rules: ruleSummaries }, undefined, 2)}\n`;
  const width = Math.max(...ruleSummaries.map(({ id }) => id.length));
  return ruleSummaries.map(({ id, summary }) => `${id.padEnd(width)}  ${summary}\n`).join('');
}
