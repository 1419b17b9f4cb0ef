import { say, sentences } from '../base/language';
import { withDependencies } from '../flow/deferral';
import type { DeferralCause } from '../flow/drift';
import type { Evaluator } from '../flow/evaluator';
import { mentionsInBody, mentionsInExpression } from '../flow/mentions';
import { attributeNamed } from '../modules/bodyAccess';
import type { Declaration } from '../modules/module';
import type { Attribute, Body, Expression, TupleExpression } from '../syntax/ast';
import { declaredIn, editableBlock, evaluatorAt, type EditableBlock } from './declaredSource';
import { bodyEdit } from './edits/bodyEdits';
import { removeFromList } from './edits/hclList';
import { jsonChange, jsonPathAt } from './edits/jsonEdits';
import { adviceOf, fixOf, type Fix, type FixContext, type FixEdit, type FixKind, type FixTitle } from './fix';
import { isCuredBy, withBody } from './trial';

const dropped: FixTitle = {
  title: 'Drop depends_on of BLOCK on NAMES',
  applicability: 'needs-review',
  when: 'where a reference orders it already, and nothing else makes the read wait',
};

const throughLocal: FixTitle = {
  title: 'Refer to NAMES through a local value instead of depends_on (by hand)',
  applicability: 'by-hand',
  when: 'where the arguments refer directly to what `depends_on` names: that alone makes the read wait as well',
};

/** Takes away a `depends_on` that a reference makes superfluous. */
export const dropDependsOn: FixKind = {
  id: 'drop-depends-on',
  name: 'Drop depends_on',
  titles: [dropped, throughLocal],
  offered:
    'For a data source that is read only during apply because of a `depends_on`, its own or that of a module call, where references in the same block lead to what it names.',
  writes: 'Takes the names out of `depends_on`, or all of it.',
  cost: 'Terraform then orders only what the references lead to: whatever in BLOCK counts on NAMES without referring to it can come too early.',
  make: (context) => [drop(context)].filter((fix) => fix !== undefined),
};

/** A block with a `depends_on`. */
interface Dependent {
  readonly declaration: Declaration;
  /** Evaluates the module in which it stands. */
  readonly evaluator: Evaluator;
}

function drop(context: FixContext): Fix | undefined {
  const { hazard, texts } = context;
  const { deferral } = hazard.arrival.drift.source;
  const dependent = deferral?.isExplicit === true ? dependentOf(context, deferral) : undefined;
  const place = dependent && editableBlock(texts, dependent.declaration);
  if (dependent === undefined || place === undefined) return undefined;
  const { declaration, evaluator } = dependent;
  const list = attributeNamed(declaration.block.body, 'depends_on');
  if (list?.value.kind !== 'tuple') return undefined;
  const superfluous = superfluousIn(list.value, dependent);
  if (superfluous.length === 0) return undefined;
  const words = { BLOCK: declaration.address, NAMES: superfluous.map(nameOf).join(say`, `) };
  const body = withoutNames(declaration.block.body, list, superfluous);
  if (!isCuredBy(hazard, withBody(evaluator.module, declaration, body))) {
    return refersDirectly(dependent, superfluous)
      ? adviceOf(dropDependsOn, throughLocal, words, guidance(declaration.address, words.NAMES))
      : undefined;
  }
  const names = superfluous.map(nameOf);
  const edits = place.file.syntax.language === 'json' ? editJson(place, names) : editHcl(place, names);
  return edits && fixOf(dropDependsOn, dropped, words, [{ uri: place.file.uri, edits }]);
}

function guidance(address: string, names: string): string {
  return sentences([
    say`${address} refers to ${names} directly, which makes its read wait like depends_on does: give what it needs of ${names} a name in locals, refer to that, and drop depends_on.`,
    say`What is merely known through a local value is ordered the same, and waited for only while it is unknown.`,
  ]);
}

/** The data source itself, or the module call above it that has the `depends_on`. */
function dependentOf({ hazard }: FixContext, { call, module }: DeferralCause): Dependent | undefined {
  const { source } = hazard.arrival.drift;
  if (call === undefined) return declaredIn(hazard.evaluator, source);
  const evaluator = evaluatorAt(hazard.evaluator, module);
  const declaration = evaluator?.module.calls.get(call.slice('module.'.length));
  return evaluator && declaration && { evaluator, declaration };
}

/** The elements that the other arguments lead to, by whatever way. */
function superfluousIn(list: TupleExpression, { declaration, evaluator }: Dependent): readonly Expression[] {
  const others = withoutArgument(declaration.block.body, 'depends_on');
  const reached = new Set(withDependencies(evaluator, [...mentionsInBody(others)]));
  return list.elements.filter((element) => reached.has(nameOf(element)));
}

/** Whether a data source's own arguments name one of them. */
function refersDirectly({ declaration }: Dependent, elements: readonly Expression[]): boolean {
  const mentions = mentionsInBody(withoutArgument(declaration.block.body, 'depends_on'));
  return declaration.address.startsWith('data.') && elements.some((element) => mentions.has(nameOf(element)));
}

/** `aws_vpc.main` of an element of `depends_on`, which was once written in quotes. */
function nameOf(element: Expression): string {
  if (element.kind === 'literal') return String(element.value);
  const [shortest = ''] = [...mentionsInExpression(element)].sort((a, b) => a.length - b.length);
  return shortest;
}

function withoutArgument(body: Body, name: string): Body {
  return { ...body, attributes: body.attributes.filter((attribute) => attribute.name !== name) };
}

function withoutNames(body: Body, list: Attribute, gone: readonly Expression[]): Body {
  if (list.value.kind !== 'tuple') return body;
  const elements = list.value.elements.filter((element) => !gone.includes(element));
  const others = withoutArgument(body, list.name);
  if (elements.length === 0) return others;
  return { ...others, attributes: [...others.attributes, { ...list, value: { ...list.value, elements } }] };
}

function editHcl({ file, block }: EditableBlock, names: readonly string[]): readonly FixEdit[] | undefined {
  const list = attributeNamed(block.body, 'depends_on');
  if (list?.value.kind !== 'tuple') return undefined;
  const gone = list.value.elements.filter((element) => names.includes(nameOf(element)));
  if (gone.length < list.value.elements.length) return removeFromList(file, list.value, gone);
  const edit = bodyEdit(file, block, { remove: [list] });
  return edit && [edit];
}

function editJson({ file, block }: EditableBlock, names: readonly string[]): readonly FixEdit[] | undefined {
  const list = attributeNamed(block.body, 'depends_on');
  if (list?.value.kind !== 'tuple') return undefined;
  const path = [...jsonPathAt(file.text, block.body.range.start), 'depends_on'];
  const gone = list.value.elements.flatMap((element, index) =>
    names.includes(nameOf(element)) ? [index] : [],
  );
  const isAll = gone.length === list.value.elements.length;
  // The last first: those before keep their places.
  const changes = isAll ? [{ path }] : gone.reverse().map((index) => ({ path: [...path, index] }));
  const edit = jsonChange(
    file.text,
    changes.map((change) => ({ ...change, value: undefined })),
  );
  return edit && [edit];
}
