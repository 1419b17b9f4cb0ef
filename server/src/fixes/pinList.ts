import { fileScope } from '../flow/scope';
import type { Evaluator } from '../flow/evaluator';
import type { Drift } from '../flow/drift';
import type { Expression } from '../syntax/ast';
import { encodeQuoted, encodeTemplateMarkers } from '../syntax/stringLiteral';
import { declaredIn, deployedEverywhere, evaluatorAt } from './declaredSource';
import { deployedMembers, leavesDeployed } from './deployedMembers';
import { expressionEdits, withPlaceholder } from './edits/literalEdits';
import { longListEdit } from './edits/longList';
import { mentionsOf, referencePlace, type PinPlace } from './edits/pinPlace';
import { fixOf, type Fix, type FixContext, type FixEdit, type FixKind, type FixTitle } from './fix';
import { listReference, type ListReference } from './listReference';
import { knownTexts } from './knownTexts';
import { evaluatorAfter, withBody } from './trial';

const deployedNow: FixTitle = {
  title: 'Write the members of SOURCE out (deployed now)',
  applicability: 'safe',
  when: 'where the state tells them, and that what is deployed stays as it is',
};

const lastRead: FixTitle = {
  title: 'Write the members of SOURCE out (last read)',
  applicability: 'needs-review',
  when: 'where the state tells them, but not that what is deployed stays as it is',
};

const byHand: FixTitle = {
  title: 'Write the members of SOURCE out…',
  applicability: 'needs-review',
  when: 'where the state does not tell them',
};

/** Puts a list of names in place of a list that others decide about. */
export const pinList: FixKind = {
  id: 'pin-list',
  name: 'Use the names themselves',
  titles: [deployedNow, lastRead, byHand],
  offered: 'For a list whose members change, of which members are picked by position or all are used.',
  writes: 'The names as a literal list in place of the reference to the list.',
  cost: 'What SOURCE lists later is not used until somebody adds it, and what goes has to be taken out by hand.',
  make: pin,
};

const placeholder = 'REPLACE_ME';

async function pin(context: FixContext): Promise<readonly Fix[]> {
  const { hazard } = context;
  const { drift } = hazard.arrival;
  const isMembers = drift.source.kind === 'answer' && drift.source.volatility === 'membership';
  const isAffected = hazard.kind === 'replacement' || hazard.kind === 'instances';
  const place = isMembers && isAffected ? referencePlace(context) : undefined;
  const reference = place && listReference(place.expression, place.reference);
  if (place === undefined || reference === undefined || mentionsOf(place, place.expression) > 1) return [];
  const words = { SOURCE: drift.source.address };
  const known = await membersToWrite(context, place, reference);
  if (known === undefined) {
    if (!reference.isSurely) return [];
    const edits = withPlaceholder(editsTo(place, reference.list, [placeholder]), placeholder);
    return [fixOf(pinList, byHand, words, [{ uri: place.file.uri, edits }])];
  }
  const title = known.isDeployed ? deployedNow : lastRead;
  const edits = editsTo(place, reference.list, known.members);
  return [fixOf(pinList, title, words, [{ uri: place.file.uri, edits }])];
}

/** The list's members, and whether all that is deployed stays as it is with them; undefined where not known. */
async function membersToWrite(
  context: FixContext,
  place: PinPlace,
  reference: ListReference,
): Promise<{ readonly members: readonly string[]; readonly isDeployed: boolean } | undefined> {
  const { hazard, usesOf } = context;
  const { module, subject, arrival, attribute } = hazard;
  const directory = place.file.uri.slice(0, place.file.uri.lastIndexOf('/'));
  // Where a file speaks for several uses, what one of them has read may not do for another.
  if (usesOf(directory).length !== 1 || usesOf(module.module.directory).length !== 1) return undefined;
  const { instances } = await deployedEverywhere(context, module.module.directory, subject.address);
  const read = await evaluatorAsRead(context, arrival.drift);
  const reader = read && evaluatorAt(read, moduleOf(context, place));
  const members = reader && knownTexts(reader.evaluate(reference.list, fileScope(place.file.uri)));
  const inModule = read && evaluatorAt(read, module.address);
  if (members !== undefined && inModule && leavesDeployed(inModule, hazard, instances)) {
    return { members, isDeployed: true };
  }
  const deployed =
    reference.isByIndex && place.block === subject.block ? deployedMembers(instances, attribute) : undefined;
  if (deployed !== undefined) return { members: deployed, isDeployed: true };
  return members && { members, isDeployed: false };
}

/** The address of the module in which the place is: that of the hazard, or of one of the calls that lead there. */
function moduleOf({ hazard: { calls, module } }: FixContext, place: PinPlace): string {
  const depth = calls.findIndex(({ block }) => block === place.block);
  if (depth < 0) return module.address;
  return calls
    .slice(0, depth)
    .map(({ address }) => address)
    .join('.');
}

/** The root module's evaluator with what the source has read last as if it were written down; undefined where unknown. */
async function evaluatorAsRead(
  context: FixContext,
  { source, attribute }: Drift,
): Promise<Evaluator | undefined> {
  const declared = declaredIn(context.hazard.evaluator, source);
  if (declared === undefined) return undefined;
  const { evaluator, declaration } = declared;
  const { instances } = await deployedEverywhere(context, evaluator.module.directory, declaration.address);
  const [first, ...others] = instances.map(({ attributes }) => attributes[attribute]);
  const isCommon = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  if (!isCommon || !Array.isArray(first) || !first.every((one) => typeof one === 'string')) return undefined;
  const { body } = declaration.block;
  const { range } = body;
  const value: Expression = {
    kind: 'tuple',
    range,
    elements: first.map((one) => ({ kind: 'literal', range, value: one })),
  };
  const attributes = [...body.attributes, { name: attribute, nameRange: range, range, value }];
  return evaluatorAfter(evaluator, withBody(evaluator.module, declaration, { ...body, attributes }));
}

/** The edits that write the members in place of a list, over several lines where they are many. */
function editsTo(
  { file, block }: PinPlace,
  list: Expression,
  members: readonly string[],
): readonly FixEdit[] {
  const written = members.map(encodeQuoted);
  const long = longListEdit(file, block, list.range, written);
  if (long !== undefined) return [long];
  return expressionEdits(file, list.range, `[${written.join(', ')}]`, members.map(encodeTemplateMarkers));
}
