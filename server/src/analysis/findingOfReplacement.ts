import { containsRange } from '../base/textRange';
import type { Drift, Location } from '../flow/drift';
import type { Replacement } from '../rules/replacement';
import type { ReplacementRule } from '../rules/rule';
import type { Finding, PathStep } from './finding';

/**
 * The finding that a rule makes of a replacement. It stands at the argument; where that is in a file that is not
 * the user's own (`isOwn`), at the innermost module call on the way that is.
 */
export function toFinding(
  rule: ReplacementRule,
  replacement: Replacement,
  isOwn: (uri: string) => boolean,
): Finding {
  const { resource, attribute, arrival, model, certainty, module } = replacement;
  const { drift } = arrival;
  return {
    rule: rule.id,
    severity: rule.severity(replacement),
    certainty,
    address: resource.address,
    module: module.module.directory,
    attribute,
    source: drift.source.address,
    sourceAttribute: drift.attribute,
    volatility: drift.source.volatility,
    consequence: model.consequence,
    ...placeOf(replacement, isOwn),
    message: rule.message(replacement),
    callers: module.address === '' ? [] : [module.address],
    path: pathOf(drift),
    fixes: [],
  };
}

function placeOf(
  { arrival: { drift }, calls }: Replacement,
  isOwn: (uri: string) => boolean,
): Pick<Finding, 'uri' | 'range'> {
  if (isOwn(drift.at.uri)) return drift.at;
  const call = calls.findLast(({ uri }) => isOwn(uri));
  if (call === undefined) return drift.at;
  const isInCall = ({ uri, range }: Location) => uri === call.uri && containsRange(call.block.range, range);
  const entering = drift.hops.findLast(isInCall);
  return { uri: call.uri, range: entering?.range ?? call.block.headerRange };
}

function pathOf({ source, hops }: Drift): readonly PathStep[] {
  const start: PathStep = {
    uri: source.uri,
    range: source.range,
    label: source.address,
    message: `${source.address} ${source.because}`,
  };
  const further = hops.map(({ uri, range, label }) => ({
    uri,
    range,
    label,
    message: `${label} takes the value over`,
  }));
  return [start, ...further];
}
