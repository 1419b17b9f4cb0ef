import { say } from '../base/language';
import { forceOf } from '../flow/forceNewCondition';
import { modelOf } from '../flow/pendingChange';
import { isWithinPaths } from '../models/projectRows';
import type { ForceNewArgument, ResourceModel } from '../models/resourceFacts';
import { ignoresChanges, readLifecycle } from '../modules/lifecycle';
import { consequenceSentence } from '../rules/hazardText';
import { describeArgument } from './describedFacts';
import type { Finding } from './finding';
import type { DeclarationInModule, PlaceFacts } from './placeFacts';
import type { NamedPlace } from './placeInBlock';

/** What is known of an argument or nested block that forces replacement; undefined for any other. */
export function argumentFacts(
  seen: readonly DeclarationInModule[],
  { path, range }: NamedPlace,
  findings: readonly Finding[],
): PlaceFacts | undefined {
  const [first] = seen;
  if (first === undefined) return undefined;
  const { evaluator, declaration } = first;
  const model = modelOf(evaluator, declaration);
  const attribute = path.join('.');
  const entries = (model?.forceNew ?? []).filter((entry) => concerns(entry, attribute));
  if (model === undefined || entries.length === 0) return undefined;
  if (isWithinPaths(attribute, model.updatable ?? [])) return undefined;
  const isIgnored = ignoresChanges(readLifecycle(declaration.block.body), attribute);
  return {
    range,
    headline: headline(entries, attribute, declaration.address),
    details: [
      ...entries.flatMap((entry) => conditionSentences(entry, model, seen)),
      ...entries.map((entry) => originSentence(entry, model)),
      ...(isIgnored ? [say`Here \`ignore_changes\` keeps what is deployed.`] : []),
      consequenceSentence(model.consequence),
    ].filter((sentence, index, all) => all.indexOf(sentence) === index),
    findings: findings.filter(
      (finding) =>
        finding.module === evaluator.module.directory &&
        finding.address === declaration.address &&
        isWithinPaths(finding.attribute, [attribute]),
    ),
  };
}

function concerns({ path, covers }: ForceNewArgument, attribute: string): boolean {
  return path === attribute || (covers === 'children' && isWithinPaths(attribute, [path]));
}

function headline(entries: readonly ForceNewArgument[], attribute: string, address: string): string {
  const isCount = entries.every(({ covers }) => covers === 'count');
  return isCount
    ? say`Another number of \`${attribute}\` blocks forces replacement of ${address}.`
    : say`A changed \`${attribute}\` forces replacement of ${address}.`;
}

/** Under which condition, and whether that holds here. */
function conditionSentences(
  entry: ForceNewArgument,
  model: ResourceModel,
  seen: readonly DeclarationInModule[],
): readonly string[] {
  const { condition } = describeArgument(entry);
  if (condition === undefined) return [];
  if (entry.condition?.when === undefined) return [say`It does, ${condition}.`];
  // The version is told apart, so that only the condition's own doubts are left.
  const forces = seen.map(({ evaluator, declaration }) =>
    forceOf(
      evaluator,
      { ...entry, certainty: 'certain' },
      model,
      declaration.block.body,
      evaluator.scopeOf(declaration),
    ),
  );
  const applying = forces.filter(({ applies }) => applies);
  if (applying.length === 0) return [say`It does, ${condition}: that does not hold here.`];
  const isCertain = applying.some(({ reservations }) => reservations.length === 0);
  return [
    isCertain
      ? say`It does, ${condition}: that holds here.`
      : say`It does, ${condition}: whether that holds here is not known.`,
  ];
}

/** Where the fact comes from, and for which versions it is known. */
function originSentence(entry: ForceNewArgument, model: ResourceModel): string {
  if (entry.isProject === true) return say`The project file says so.`;
  const { provider, versionsRead, installed } = model;
  const [oldest] = versionsRead;
  const from = entry.since ?? oldest;
  const to = entry.until ?? versionsRead.at(-1);
  const known =
    from === undefined || to === undefined
      ? provider
      : from === to
        ? `${provider} ${from}`
        : say`${provider} from ${from} to ${to}`;
  if (installed === undefined) return say`Known of ${known}.`;
  return entry.certainty === 'possible'
    ? say`Known of ${known}; locked here is ${installed}, of which it is not known for sure.`
    : say`Known of ${known}; locked here is ${installed}.`;
}
