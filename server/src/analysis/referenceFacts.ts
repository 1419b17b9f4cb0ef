import type { TextRange } from '../base/textRange';
import { dependenceOf } from '../flow/doubt';
import { distinctDrifts, type Drift } from '../flow/drift';
import { driftsOf, type Value } from '../flow/value';
import type { PlaceFacts } from './placeFacts';

/** How many sources are told of; more of them would only hide the first. */
const mostTold = 4;

/** What a reference carries, in any of the ways in which its module is called; undefined where nothing drifts. */
export function referenceFacts(
  text: string,
  range: TextRange,
  values: readonly Value[],
): PlaceFacts | undefined {
  const drifts = distinctDrifts(values.flatMap(driftsOf));
  if (drifts.length === 0) return undefined;
  const [headline = '', ...details] = drifts.slice(0, mostTold).map((drift) => sentence(text, drift));
  const more = drifts.length - mostTold;
  const others = more > 0 ? [`And from ${String(more)} more ${more === 1 ? 'source' : 'sources'}.`] : [];
  return { range, headline, details: [...details, ...others], findings: [] };
}

function sentence(text: string, drift: Drift): string {
  const { source, attribute, hops, decides, certainty } = drift;
  const from = attribute === '' || attribute === '*' ? source.address : `${source.address}.${attribute}`;
  const labels = [...new Set(hops.map(({ label }) => label))].filter((label) => label !== text);
  const through = labels.length > 0 ? ` (through ${labels.join(', ')})` : '';
  if (text === from && certainty === 'certain')
    return `\`${text}\` drifts: ${source.address} ${source.because}.`;
  const verb = decides ? 'is decided by' : certainty === 'possible' ? 'may carry' : 'carries';
  const doubt = certainty === 'possible' ? dependenceOf(drift) : undefined;
  const condition = doubt === undefined ? '' : ` That depends on ${doubt}.`;
  return `\`${text}\` ${verb} ${from}${through}, which ${source.because}.${condition}`;
}
