import type { ResourceDeclaration } from '../modules/module';
import type { SourceModel } from '../models/schema';
import type { Block } from '../syntax/ast';
import { throughHop, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import { holds } from './predicate';
import type { Scope } from './scope';
import { dynamicScope } from './dynamicBlock';
import { driftsOf, object, unknownWith, type Value } from './value';

/** Arguments that steer Terraform and are not part of what a data source is asked for. */
const metaArguments = new Set(['count', 'depends_on', 'for_each', 'lifecycle', 'provider']);

/** Arguments of a `dynamic` block itself; what it repeats arrives through its content. */
const dynamicArguments: readonly string[] = ['for_each', 'iterator', 'labels'];

/** Stands in a model row for every attribute. */
const everyAttribute = '*';

/**
 * One instance of a data source, as others read it: the attributes that its model row says drift, the
 * arguments that it echoes, and everything else, which follows the arguments.
 */
export function dataSourceValue(evaluator: Evaluator, declaration: ResourceDeclaration): Value {
  const scope = evaluator.scopeOf(declaration);
  const entries = new Map<string, Value>();
  const inherited: Drift[] = [];
  for (const attribute of declaration.block.body.attributes) {
    if (metaArguments.has(attribute.name)) continue;
    const value = evaluator.evaluate(attribute.value, scope);
    entries.set(attribute.name, value);
    inherited.push(...driftsOf(value));
  }
  for (const block of declaration.block.body.blocks) {
    if (!metaArguments.has(block.type)) inherited.push(...driftsInBlock(evaluator, block, scope));
  }
  const through = inherited.map((drift) => ({
    ...throughHop(drift, declaration.address, drift.at),
    unchanged: false,
    decides: false,
  }));
  const match = matchingModel(evaluator, declaration, scope);
  const own = (attribute: string): readonly Drift[] =>
    match === undefined ? [] : [ownDrift(declaration, match, attribute)];
  for (const [attribute, argument] of Object.entries(match?.model.echoes ?? {})) {
    const echoed = entries.get(argument);
    if (echoed !== undefined && !entries.has(attribute)) entries.set(attribute, echoed);
  }
  const overwritten = match?.model.overwritten ?? [];
  for (const attribute of match?.model.drifting ?? []) {
    const isEcho = entries.has(attribute) && !overwritten.includes(attribute);
    if (attribute !== everyAttribute && !isEcho) {
      entries.set(attribute, unknownWith([...own(attribute), ...through]));
    }
  }
  const othersDrift = match?.model.drifting.includes(everyAttribute) === true;
  return object(entries, unknownWith([...(othersDrift ? own(everyAttribute) : []), ...through]));
}

/** What drifts among the arguments of a nested block, `dynamic` or not. */
function driftsInBlock(evaluator: Evaluator, block: Block, scope: Scope): readonly Drift[] {
  const { body, type, labels } = block;
  const inner = type === 'dynamic' ? dynamicScope(evaluator, body, labels[0] ?? '', scope) : scope;
  if (inner === undefined) return [];
  const steering = type === 'dynamic' ? dynamicArguments : [];
  return [
    ...body.attributes
      .filter(({ name }) => !steering.includes(name))
      .flatMap(({ value }) => driftsOf(evaluator.evaluate(value, inner))),
    ...body.blocks.flatMap((nested) => driftsInBlock(evaluator, nested, inner)),
  ];
}

interface ModelMatch {
  readonly model: SourceModel;
  readonly certainty: Drift['certainty'];
}

function matchingModel(
  evaluator: Evaluator,
  declaration: ResourceDeclaration,
  scope: Scope,
): ModelMatch | undefined {
  const { body } = declaration.block;
  for (const model of evaluator.models.sourcesOf(declaration.type)) {
    const isVolatile = model.when === undefined ? true : holds(evaluator, model.when, body, scope);
    if (isVolatile === false) continue;
    const isPinned = model.unless === undefined ? false : holds(evaluator, model.unless, body, scope);
    if (isPinned === true) return undefined;
    const isCertain = isVolatile === true && isPinned === false;
    return { model, certainty: isCertain ? 'certain' : 'possible' };
  }
  return undefined;
}

function ownDrift(declaration: ResourceDeclaration, match: ModelMatch, attribute: string): Drift {
  const location = { uri: declaration.uri, range: declaration.block.headerRange };
  const { volatility, because, placeholder } = match.model;
  return {
    source: {
      address: declaration.address,
      volatility,
      because,
      ...(placeholder !== undefined && { placeholder }),
      ...location,
    },
    attribute,
    hops: [],
    at: location,
    certainty: match.certainty,
    unchanged: true,
    decides: false,
  };
}
