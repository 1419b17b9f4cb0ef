import { listed, say, sentences, translated } from '../base/language';
import { containsRange } from '../base/textRange';
import type { Drift, Location } from '../flow/drift';
import type { Hazard } from '../rules/hazard';
import type { Rule } from '../rules/rule';
import { louder } from '../rules/severity';
import type { ReplacedInWake } from '../rules/wake';
import type { Finding, PathStep, Severity } from './finding';

/**
 * The finding that a rule makes of a hazard. It stands at the argument; where that is in a file that is not the
 * user's own (`isOwn`), at the innermost module call on the way that is. What is replaced in its `wake` counts for
 * how loud it is.
 */
export function toFinding(
  rule: Rule,
  hazard: Hazard,
  wake: readonly ReplacedInWake[],
  isOwn: (uri: string) => boolean,
): Finding {
  const { subject, attribute, arrival, consequence, certainty, module } = hazard;
  const { drift } = arrival;
  const alsoReplaces = wake.map(({ address }) => address);
  const root = hazard.evaluator.root.module.directory;
  const path = pathOf(drift);
  return {
    rule: rule.id,
    severity: severityWith(rule, hazard, wake),
    certainty,
    address: subject.address,
    module: module.module.directory,
    attribute,
    source: drift.source.address,
    sourceAttribute: drift.attribute,
    volatility: drift.source.volatility,
    consequence,
    ...placeOf(hazard, isOwn),
    declaration: { uri: subject.uri, range: subject.block.headerRange },
    ...textOf(rule, hazard, alsoReplaces),
    alsoReplaces,
    callers: module.address === '' ? [] : [module.address],
    roots: [root],
    path,
    ways: [{ root, caller: module.address, path }],
    fixes: [],
  };
}

/** What is routine for the resource itself may take something of value with it. */
function severityWith(rule: Rule, hazard: Hazard, wake: readonly ReplacedInWake[]): Severity {
  return wake
    .map(({ consequence }) => rule.severity({ ...hazard, consequence }))
    .reduce(louder, rule.severity(hazard));
}

/** How many of the resources in the wake of a replacement a message names. */
const mostNamed = 4;

function textOf(
  rule: Rule,
  hazard: Hazard,
  alsoReplaces: readonly string[],
): Pick<Finding, 'summary' | 'effect' | 'details' | 'message'> {
  const { summary, way, effect, details } = rule.text(hazard);
  const all = [...details, ...wakeSentence(alsoReplaces)];
  const effects = effect === undefined ? [] : [effect];
  return {
    summary,
    ...(effect === undefined ? {} : { effect }),
    details: all,
    message: sentences([summary, ...way, ...effects, ...all]),
  };
}

function wakeSentence(addresses: readonly string[]): readonly string[] {
  if (addresses.length === 0) return [];
  const more = addresses.length - mostNamed;
  const all = [...addresses.slice(0, mostNamed), ...(more > 0 ? [say`${more} more`] : [])];
  return [
    all.length > 1
      ? say`In its wake ${listed(all)} are replaced too.`
      : say`In its wake ${listed(all)} is replaced too.`,
  ];
}

function placeOf(
  { arrival: { drift }, calls }: Hazard,
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
    message: say`${source.address} ${translated(source.because)}`,
  };
  const further = hops.map(({ uri, range, label }) => ({
    uri,
    range,
    label,
    message: say`${label} takes the value over`,
  }));
  return [start, ...further];
}
