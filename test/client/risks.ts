import type { Risk, RiskPlace } from '../../server/src/lsp/messages';

/** The directory of the root module that all made-up places are in. */
export const live = 'file:///w/live';

/** A place at the start of a line (from 0) of a file of `live`. */
export function at(line: number, name = 'main.tf'): RiskPlace {
  const start = { line, character: 0 };
  return { uri: `${live}/${name}`, range: { start, end: { line, character: 5 } } };
}

/** A risk whose value goes through these hops, `label@line`, into the argument `ami` of `address` at `line`. */
export function riskOf(
  address: string,
  line: number,
  hops: readonly string[],
  parts: Partial<Risk> = {},
): Risk {
  const path = hops.map((hop) => {
    const [label = '', hopLine = '0'] = hop.split('@');
    return { label, message: `${label} is here`, place: at(Number(hopLine)) };
  });
  return {
    id: JSON.stringify([address, hops[0]?.split('@')[0]]),
    rule: 'drifting-replacement',
    severity: 'warning',
    certainty: 'certain',
    volatility: 'latest',
    consequence: 'rebuild',
    address,
    callers: [],
    attribute: 'ami',
    source: hops[0]?.split('@')[0] ?? '',
    sourceAttribute: 'id',
    message: `${address} can be replaced`,
    roots: [{ uri: live, name: 'live' }],
    place: at(line),
    path,
    ways: [{ root: live, path }],
    alsoReplaces: [],
    fixes: ['ignore-changes'],
    documentation: 'https://example.com/rule.md',
    ...parts,
  };
}
