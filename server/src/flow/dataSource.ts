import type { ResourceDeclaration } from '../modules/module';
import type { SourceModel } from '../models/schema';
import type { Body } from '../syntax/ast';
import { driftsInBlock } from './blockDrifts';
import { deferredDrifts } from './deferral';
import { unknownAmong } from './doubt';
import { beginning, throughHop, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import { mentionsInBody, mentionsInExpression, type Mentions } from './mentions';
import { askedBy } from './predicate';
import type { Scope } from './scope';
import { sourceState } from './sourceState';
import { driftsOf, mapDrifts, object, unknownWith, type Value } from './value';

/** Arguments that steer Terraform and are not part of what a data source is asked for. */
const metaArguments = new Set(['count', 'depends_on', 'for_each', 'lifecycle', 'provider']);

/** Stands in a model row for every attribute. */
const everyAttribute = '*';

/** What a data source's answer adds to what its block says. */
interface Answer {
  /** Attributes that repeat an argument of another name, by their own. */
  readonly echoes: Readonly<Record<string, string>>;
  /** Attributes that drift; `*` for all that the block does not set. */
  readonly drifting: readonly string[];
  /** Of these, the ones that drift also where the block sets the argument of the same name. */
  readonly overwritten: readonly string[];
  readonly drift: (attribute: string) => Drift;
}

/**
 * One instance of a data source, as others read it: the arguments that it is given and those that it echoes,
 * the attributes of its answer that drift, and everything else, which follows the arguments and waits with them.
 */
export function dataSourceValue(evaluator: Evaluator, declaration: ResourceDeclaration, scope: Scope): Value {
  const { entries, inherited } = configuredArguments(evaluator, declaration, scope);
  const through = inherited.map((drift) => ({
    ...throughHop(drift, declaration.address, drift.at),
    unchanged: false,
    decides: false,
  }));
  const shared = [...through, ...deferredDrifts(evaluator, declaration)];
  const answer = answerOf(evaluator, declaration, scope);
  for (const [attribute, argument] of Object.entries(answer?.echoes ?? {})) {
    const echoed = entries.get(argument);
    if (echoed !== undefined && !entries.has(attribute)) entries.set(attribute, echoed);
  }
  for (const attribute of answer?.drifting ?? []) {
    const isEcho = entries.has(attribute) && answer?.overwritten.includes(attribute) !== true;
    if (answer === undefined || attribute === everyAttribute || isEcho) continue;
    entries.set(attribute, unknownWith([answer.drift(attribute), ...shared]));
  }
  const othersDrift = answer?.drifting.includes(everyAttribute) === true;
  return object(entries, unknownWith([...(othersDrift ? [answer.drift(everyAttribute)] : []), ...shared]));
}

/** The arguments that a block sets, and every drift in them and in its nested blocks. */
function configuredArguments(
  evaluator: Evaluator,
  declaration: ResourceDeclaration,
  scope: Scope,
): { readonly entries: Map<string, Value>; readonly inherited: readonly Drift[] } {
  const entries = new Map<string, Value>();
  const inherited: Drift[] = [];
  const { block } = declaration;
  for (const attribute of block.body.attributes) {
    if (metaArguments.has(attribute.name)) continue;
    const value = evaluator.evaluate(attribute.value, scope);
    const echo = (drift: Drift) => throughHop(drift, declaration.address, drift.at);
    entries.set(attribute.name, mapDrifts(value, echo));
    inherited.push(...driftsOf(value));
  }
  for (const nested of block.body.blocks) {
    if (!metaArguments.has(nested.type)) inherited.push(...driftsInBlock(evaluator, nested, scope));
  }
  return { entries, inherited };
}

/** What drifts in the answer: by the models, or by assumption. Undefined where nothing does. */
function answerOf(evaluator: Evaluator, declaration: ResourceDeclaration, scope: Scope): Answer | undefined {
  const { assumption } = evaluator.setting;
  if (assumption !== undefined) return assumedAnswer(evaluator, declaration);
  const state = sourceState(evaluator, declaration, scope);
  if (state.kind !== 'drifts') return undefined;
  return {
    echoes: state.model.echoes ?? {},
    drifting: state.model.drifting,
    overwritten: state.model.overwritten ?? [],
    drift: (attribute) => ({
      ...ownDrift(evaluator, declaration, state, attribute),
      ...(state.certainty === 'possible' && {
        dependsOn: unknownAmong(evaluator, mentionsAskedFor(state.model, declaration.block.body)),
      }),
    }),
  };
}

/** What the arguments and blocks mention that a row's conditions ask for. */
function mentionsAskedFor({ when, unless }: SourceModel, body: Body): Mentions {
  const asked = new Set([when, unless].flatMap((predicate) => (predicate ? askedBy(predicate) : [])));
  return new Set([
    ...body.attributes
      .filter(({ name }) => asked.has(name))
      .flatMap(({ value }) => [...mentionsInExpression(value)]),
    ...body.blocks.filter(({ type }) => asked.has(type)).flatMap((block) => [...mentionsInBody(block.body)]),
  ]);
}

function assumedAnswer(evaluator: Evaluator, declaration: ResourceDeclaration): Answer | undefined {
  const changed = evaluator.setting.assumption?.changedAttributes(evaluator.addressOf(declaration));
  if (changed === undefined) return undefined;
  const named = changed === 'all' ? [] : [...changed];
  const model: SourceModel = {
    type: declaration.type,
    volatility: 'content',
    drifting: [],
    because: 'is assumed to answer differently',
  };
  return {
    echoes: evaluator.models.sourcesOf(declaration.type)[0]?.echoes ?? {},
    drifting: changed === 'all' ? [everyAttribute] : named,
    overwritten: named,
    drift: (attribute) => ownDrift(evaluator, declaration, { model, certainty: 'certain' }, attribute),
  };
}

interface ModelMatch {
  readonly model: SourceModel;
  readonly certainty: Drift['certainty'];
}

function ownDrift(
  evaluator: Evaluator,
  declaration: ResourceDeclaration,
  match: ModelMatch,
  attribute: string,
): Drift {
  const location = { uri: declaration.uri, range: declaration.block.headerRange };
  const { volatility, because, placeholder, quiet, pin } = match.model;
  return beginning(
    {
      kind: 'answer',
      address: declaration.address,
      volatility,
      because,
      module: evaluator.node.address,
      ...(pin !== undefined && { pin }),
      ...(placeholder !== undefined && { placeholder }),
      ...(quiet === true && { isQuiet: true as const }),
      ...(match.certainty === 'possible' && { isDoubtful: true as const }),
      ...location,
    },
    attribute,
    match.certainty,
  );
}
