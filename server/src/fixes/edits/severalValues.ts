import type { Evaluator } from '../../flow/evaluator';
import { driftsOf, type Value } from '../../flow/value';
import type { Hazard } from '../../rules/hazard';
import type { Block, Expression } from '../../syntax/ast';

/** Functions that give a list, set, map or object. Source: the Terraform language documentation, "Functions". */
const collectionFunctions = new Set(
  [
    'chunklist coalescelist compact concat distinct flatten formatlist keys list matchkeys range regexall reverse',
    'setintersection setproduct setsubtract setunion slice sort split tolist toset',
    'map merge tomap transpose zipmap values cidrsubnets fileset csvdecode',
  ].flatMap((names) => names.split(' ')),
);

/**
 * Whether `expression`, in the resource itself or in a call that leads to it, is taken to be a list, set, map or
 * object: one text is none of these.
 */
export function isOfSeveral(hazard: Hazard, block: Block, expression: Expression): boolean {
  const { drift } = hazard.arrival;
  const isWholeAnswer = expression.kind === 'attribute' && drift.unchanged && drift.mayStay === undefined;
  if (isWholeAnswer && drift.source.volatility === 'membership') return true;
  if (expression.kind === 'call' && collectionFunctions.has(expression.name)) return true;
  const { kind } = valueIn(hazard, block, expression);
  return kind === 'tuple' || kind === 'collection' || kind === 'object';
}

/**
 * Whether what drifts at the argument is all of `expression`, in a call that leads to it, and no part of it that the
 * module takes out.
 */
export function isWholeValue(hazard: Hazard, block: Block, expression: Expression): boolean {
  const { source, unchanged, mayStay } = hazard.arrival.drift;
  const given = driftsOf(valueIn(hazard, block, expression)).find(
    (drift) => drift.source.uri === source.uri && drift.source.address === source.address,
  );
  return unchanged && given !== undefined && given.mayStay === mayStay;
}

function valueIn({ evaluator, subject }: Hazard, block: Block, expression: Expression): Value {
  for (let inner: Evaluator = evaluator; inner.context !== undefined; inner = inner.context.caller) {
    const { call, caller, scope } = inner.context;
    if (call.block === block) return caller.evaluate(expression, scope);
  }
  const resource = evaluator.module.resources.get(subject.address);
  return resource === undefined
    ? { kind: 'unknown', drifts: [] }
    : evaluator.evaluate(expression, evaluator.scopeOf(resource));
}
