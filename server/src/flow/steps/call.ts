import type { Impurity } from '../../models/schema';
import type { CallExpression } from '../../syntax/ast';
import { knownElements } from '../access';
import { dependingOn } from '../doubt';
import { beginning, type Drift } from '../drift';
import { mentionsInExpression } from '../mentions';
import type { Evaluator } from '../evaluator';
import { functionSummary } from '../functions';
import type { Scope } from '../scope';
import {
  composedOf,
  derivedFrom,
  isPartlyUnknown,
  partOf,
  unknownWith,
  withDrifts,
  type Value,
} from '../value';

/**
 * A function call, by the function's summary. A function without one is taken to compute its result from
 * all its arguments; a call of an impure function is a source of drift itself.
 */
export function evaluateCall(evaluator: Evaluator, expression: CallExpression, scope: Scope): Value {
  const name = expression.name.replace(/^core::/, '');
  const given = expression.arguments.map((argument) => evaluator.evaluate(argument, scope));
  const impurity = evaluator.models.impureFunction(name);
  // Under an assumption the question is what that changes: what differs at each plan is no part of the answer.
  if (impurity !== undefined && evaluator.setting.assumption !== undefined) return derivedFrom(given);
  if (impurity !== undefined) {
    const own = impureDrift(expression, scope, name, impurity);
    return unknownWith([own, ...derivedFrom(given).drifts]);
  }
  if (needingAll.has(name) && given.some(isPartlyUnknown)) return composedOf(given);
  const expanded = expression.expandsLast ? expandLast(given) : given;
  if (expanded === undefined) return derivedFrom(given);
  const summarised = functionSummary(name)?.(expanded);
  const result = summarised && abridging.has(name) ? partOf(summarised) : summarised;
  if (result !== undefined) {
    return dependingOn(evaluator, result, () => mentionsInExpression(expression));
  }
  return telling.has(name) ? composedOf(expanded) : derivedFrom(expanded);
}

/** Functions whose result tells all arguments from all others, so that it differs where one of them does. */
const telling = new Set([
  'base64encode',
  'base64gzip',
  'base64sha256',
  'base64sha512',
  'concat',
  'format',
  'formatlist',
  'join',
  'jsonencode',
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'tostring',
  'urlencode',
  'yamlencode',
]);

/** Functions whose result can be the same for other arguments: the same members in another order, some of them. */
const abridging = new Set([
  'compact',
  'distinct',
  'keys',
  'setintersection',
  'setproduct',
  'setsubtract',
  'setunion',
  'slice',
  'sort',
  'toset',
]);

/** Functions of whose result Terraform knows nothing as long as a part of an argument is not known. */
const needingAll = new Set([
  'can',
  'compact',
  'distinct',
  'jsonencode',
  'setintersection',
  'setsubtract',
  'setunion',
  'sort',
  'toset',
  'yamlencode',
]);

/** The arguments of `f(a, list...)`; undefined where the list's length is unknown. */
function expandLast(given: readonly Value[]): readonly Value[] | undefined {
  const last = given.at(-1);
  const elements = last && knownElements(last);
  return elements && [...given.slice(0, -1), ...elements.map((element) => withDrifts(element, last.drifts))];
}

function impureDrift(
  expression: CallExpression,
  scope: Scope,
  name: string,
  { because, pin }: Impurity,
): Drift {
  const location = { uri: scope.uri, range: expression.range };
  return beginning(
    {
      kind: 'function',
      address: `${name}()`,
      volatility: 'every-apply',
      because,
      ...(pin !== undefined && { pin }),
      ...location,
    },
    '',
  );
}
