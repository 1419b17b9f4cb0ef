import { holds } from '../flow/predicate';
import { attributeNamed } from '../modules/bodyAccess';
import type { Body, Expression } from '../syntax/ast';
import { encodeQuoted } from '../syntax/stringLiteral';
import { deployedEverywhere, editableBlock, evaluatorAt, type EditableBlock } from './declaredSource';
import { bodyEdit } from './edits/bodyEdits';
import { jsonChange, jsonPathAt } from './edits/jsonEdits';
import { fixOf, type Fix, type FixContext, type FixEdit, type FixKind, type FixTitle } from './fix';
import { commonValue } from './state/deployedValue';

const ofState: FixTitle = {
  title: 'Take images of OWNER only (owner of the present one)',
  applicability: 'needs-review',
  when: 'where the state tells who owns the image that was found last',
};

const byHand: FixTitle = {
  title: 'Say who may own the image…',
  applicability: 'needs-review',
  when: 'where the state does not tell it',
};

/** Says whose images count. */
export const ownImage: FixKind = {
  id: 'own-image',
  name: 'Own the image',
  titles: [ofState, byHand],
  offered: 'For a look-up of the newest image that takes anybody’s.',
  writes: 'The `ARGUMENT` argument, with the account that owns the present image or one to be typed in.',
  cost: 'Images of other owners no longer count; whoever owns the present one is trusted from now on, so check who that is.',
  make: own,
};

/** The word for the account itself: with it nothing is found where somebody else owns the images. */
const placeholder = 'self';

/** The attribute of the answer that tells the owner. */
const ownerAttribute = 'owner_id';

async function own(context: FixContext): Promise<readonly Fix[]> {
  const { hazard, texts } = context;
  if (hazard.kind !== 'exposure') return [];
  const { subject, module, attribute } = hazard;
  const place = editableBlock(texts, subject);
  if (place === undefined) return [];
  const { instances } = await deployedEverywhere(context, module.module.directory, subject.address);
  const owner = commonValue(instances, ownerAttribute);
  const isKnown = typeof owner === 'string';
  const edit = isSettled(context) ? ownersEdit(place, attribute, isKnown ? owner : undefined) : undefined;
  if (edit === undefined) return [];
  const words = { OWNER: isKnown ? owner : '', ARGUMENT: attribute };
  return [fixOf(ownImage, isKnown ? ofState : byHand, words, [{ uri: place.file.uri, edits: [edit] }])];
}

/** With an owner in place of whatever the argument is, such as `null`. */
function ownersEdit({ file, block }: EditableBlock, name: string, owner?: string): FixEdit | undefined {
  const typed = owner === undefined ? placeholder : undefined;
  const value = owner ?? placeholder;
  if (file.syntax.language === 'json') {
    const path = [...jsonPathAt(file.text, block.body.range.start), name];
    return jsonChange(file.text, [{ path, value: [value] }], typed);
  }
  return bodyEdit(file, block, {
    remove: [],
    set: { name, value: `[${encodeQuoted(value)}]` },
    ...(typed !== undefined && { placeholder: typed }),
  });
}

/** Whether the argument settles it, by the rows that say what is exposed. */
function isSettled({ hazard: { evaluator, subject, module, attribute } }: FixContext): boolean {
  const declaration = evaluatorAt(evaluator, module.address)?.module.resources.get(subject.address);
  if (declaration === undefined) return false;
  const body = withOwner(declaration.block.body, attribute);
  return evaluator.models
    .exposuresOf(declaration.type)
    .every(({ when }) => holds(evaluator, when, body, evaluator.scopeOf(declaration)) === false);
}

function withOwner(body: Body, name: string): Body {
  const { range } = body;
  const value: Expression = {
    kind: 'tuple',
    range,
    elements: [{ kind: 'literal', range, value: placeholder }],
  };
  const others = body.attributes.filter((attribute) => attribute !== attributeNamed(body, name));
  return { ...body, attributes: [...others, { name, nameRange: range, range, value }] };
}
