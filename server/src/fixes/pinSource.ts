import { translated } from '../base/language';
import { sourceState } from '../flow/sourceState';
import { attributeNamed } from '../modules/bodyAccess';
import type { Pin } from '../models/schema';
import type { Body } from '../syntax/ast';
import { declaredSource, deployedEverywhere, type DeclaredSource } from './declaredSource';
import { bodyEdit } from './edits/bodyEdits';
import { jsonChange, jsonPathAt } from './edits/jsonEdits';
import { adviceOf, fixOf, type Fix, type FixContext, type FixEdit, type FixKind, type FixTitle } from './fix';
import { pinnedValue, typedValues, type PinValue } from './pinTemplate';
import { commonValue } from './state/deployedValue';

const deployedNow: FixTitle = {
  title: 'Pin SOURCE to VALUE (deployed now)',
  applicability: 'safe',
  when: 'where the state tells the value, and that what is deployed comes from it',
};

const lastRead: FixTitle = {
  title: 'Pin SOURCE to VALUE (last read)',
  applicability: 'needs-review',
  when: 'where the state tells the value, but not that what is deployed comes from it',
};

const byHand: FixTitle = {
  title: 'Pin SOURCE by its ARGUMENT…',
  applicability: 'needs-review',
  when: 'where the state does not tell the value',
};

const advice: FixTitle = {
  title: 'Keep SOURCE from drifting (by hand)',
  applicability: 'by-hand',
  when: 'where there is another way than a fixed value, and nobody can go it for you',
};

/** Makes the source itself stand still, for all who use it. */
export const pinSource: FixKind = {
  id: 'pin-source',
  name: 'Pin the source',
  titles: [deployedNow, lastRead, byHand, advice],
  offered: 'For a data source that names one answer for good once an argument says which.',
  writes:
    'The argument that says which, in the block of the data source, in place of the arguments that look for the newest.',
  cost: 'SOURCE then gives the same answer to all who use it: newer ones, security updates included, come only by hand, and plans fail once it is withdrawn.',
  make: pin,
};

async function pin(context: FixContext): Promise<readonly Fix[]> {
  const { hazard } = context;
  const { source } = hazard.arrival.drift;
  if (hazard.kind === 'exposure' || source.kind === 'literal' || source.pin === undefined) return [];
  const words = { SOURCE: source.address, ARGUMENT: source.pin.argument ?? '' };
  const otherwise =
    source.pin.replaceWith === undefined
      ? [adviceOf(pinSource, advice, words, translated(source.pin.how))]
      : [];
  const declared = declaredSource(context);
  if (declared === undefined || source.pin.argument === undefined) return otherwise;
  const known = await fromState(context, declared, source.pin);
  if (known !== undefined) {
    const title = (await isDeployed(context, declared)) ? deployedNow : lastRead;
    return [fixOf(pinSource, title, { ...words, VALUE: known.shown }, [fileEdits(declared, known.edit)])];
  }
  const typed = typedIn(declared, source.pin);
  if (typed === undefined) return otherwise;
  return [fixOf(pinSource, byHand, words, [fileEdits(declared, typed)])];
}

function fileEdits({ file }: DeclaredSource, edit: FixEdit): { uri: string; edits: readonly FixEdit[] } {
  return { uri: file.uri, edits: [edit] };
}

/** The pin to what all uses of the source have read last; undefined where they differ or nothing is known. */
async function fromState(
  context: FixContext,
  declared: DeclaredSource,
  pinned: Pin,
): Promise<{ readonly shown: string; readonly edit: FixEdit } | undefined> {
  const { declaration, evaluator } = declared;
  const { instances } = await deployedEverywhere(context, evaluator.module.directory, declaration.address);
  const value = pinnedValue(pinned, instances);
  const edit = value && editTo(declared, pinned, value);
  return value && edit && { shown: value.shown, edit };
}

/** The pin with a value to be typed in, in a form in which the source stands still indeed. */
function typedIn(declared: DeclaredSource, pinned: Pin): FixEdit | undefined {
  const { evaluator, declaration, file } = declared;
  const { body } = declaration.block;
  // One value would have to do for instances that ask for different things.
  const repeated = ['count', 'for_each'].some((name) => attributeNamed(body, name) !== undefined);
  if (repeated) return undefined;
  const ownText = ({ start, end }: { start: number; end: number }) => file.text.slice(start, end);
  for (const value of typedValues(pinned, { evaluator, declaration, ownText })) {
    const edit = editTo(declared, pinned, value);
    if (edit !== undefined) return edit;
  }
  return undefined;
}

/** The edit that writes the pin; undefined where the source would drift nevertheless, by its own rows. */
function editTo(declared: DeclaredSource, pinned: Pin, value: PinValue): FixEdit | undefined {
  const { file, block, declaration, evaluator } = declared;
  const { argument = '', remove = [] } = pinned;
  const isGone = (name: string) => name !== argument && remove.includes(name);
  const body = pinnedBody(declaration.block.body, argument, isGone, value);
  const after = { ...declaration, block: { ...declaration.block, body } };
  if (sourceState(evaluator, after, evaluator.scopeOf(after)).kind === 'drifts') return undefined;
  if (file.syntax.language === 'json') {
    const path = jsonPathAt(file.text, block.body.range.start);
    const gone = block.body.attributes.filter(({ name }) => isGone(name));
    const changes = [
      { path: [...path, argument], value: value.json },
      ...gone.map(({ name }) => ({ path: [...path, name], value: undefined })),
    ];
    return jsonChange(file.text, changes, value.placeholder);
  }
  return bodyEdit(file, block, {
    remove: [
      ...block.body.attributes.filter(({ name }) => isGone(name)),
      ...block.body.blocks.filter(({ type, labels: [label = ''] }) =>
        isGone(type === 'dynamic' ? label : type),
      ),
    ],
    set: { name: argument, value: value.written },
    ...(value.placeholder !== undefined && { placeholder: value.placeholder }),
  });
}

/** The body as it will be, for the question whether that stands still. */
function pinnedBody(body: Body, argument: string, isGone: (name: string) => boolean, value: PinValue): Body {
  const { range } = body;
  const set = { name: argument, nameRange: range, range, value: value.expression };
  return {
    range,
    attributes: [...body.attributes.filter(({ name }) => name !== argument && !isGone(name)), set],
    blocks: body.blocks.filter(
      ({ type, labels: [label = ''] }) => !isGone(type === 'dynamic' ? label : type),
    ),
  };
}

/** Whether the argument of this finding is deployed with the very value that the source has read last. */
async function isDeployed(context: FixContext, { declaration, evaluator }: DeclaredSource): Promise<boolean> {
  const { hazard } = context;
  const { attribute, unchanged } = hazard.arrival.drift;
  if (hazard.kind !== 'replacement' || !unchanged) return false;
  const read = await deployedEverywhere(context, evaluator.module.directory, declaration.address);
  const directory = hazard.module.module.directory;
  const deployed = await deployedEverywhere(context, directory, hazard.subject.address);
  const value = commonValue(read.instances, attribute);
  const isKnown = value !== undefined && read.isComplete && deployed.isComplete;
  return isKnown && commonValue(deployed.instances, hazard.attribute) === value;
}
