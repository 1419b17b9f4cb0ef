import { say, translated } from '../base/language';
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
  const others = more > 0 ? [say`More sources: ${more}.`] : [];
  return { range, headline, details: [...details, ...others], findings: [] };
}

function sentence(text: string, drift: Drift): string {
  const { source, attribute, hops, decides, certainty } = drift;
  const from = attribute === '' || attribute === '*' ? source.address : `${source.address}.${attribute}`;
  const labels = [...new Set(hops.map(({ label }) => label))].filter((label) => label !== text);
  const through = labels.length > 0 ? say` (through ${labels.join(', ')})` : '';
  const because = translated(source.because);
  if (text === from && certainty === 'certain') return say`\`${text}\` drifts: ${source.address} ${because}.`;
  if (decides) return say`\`${text}\` is decided by ${from}${through}, which ${because}.`;
  if (certainty === 'certain') return say`\`${text}\` carries ${from}${through}, which ${because}.`;
  const sentence = say`\`${text}\` may carry ${from}${through}, which ${because}.`;
  const doubt = dependenceOf(drift);
  return doubt === undefined ? sentence : `${sentence}${say` That depends on ${doubt}.`}`;
}
