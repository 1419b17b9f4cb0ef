import type { LiteralDrift } from '../models/schema';
import type { Body, Expression } from '../syntax/ast';
import { argumentsNamed, followPath, partsAt, type BodyInScope } from './blockPath';
import { beginning, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import type { Scope } from './scope';
import type { Arrival } from './sink';
import { membersOf, type Value } from './value';

/** A message shows no more than this many characters of a literal. */
const longestShownText = 40;

/** The literals at an argument that the provider or the platform resolves to something that moves. */
export function literalArrivals(
  evaluator: Evaluator,
  start: BodyInScope,
  row: LiteralDrift,
): readonly Arrival[] {
  const path = row.attribute.split('.');
  const name = path.at(-1) ?? '';
  const holder = followPath(evaluator, start, path.slice(0, -1));
  return argumentsNamed(holder, name).flatMap(({ expression, scope, rest, place }) =>
    partsAt(evaluator.evaluate(expression, scope), rest)
      .flatMap(textsIn)
      .filter((text) => isDrifting(text, row))
      .slice(0, 1)
      .map((text) => ({
        attribute: row.attribute,
        drift: literalDrift(text, row, expression, scope),
        expression,
        places: [place],
      })),
  );
}

/**
 * Whether such a literal may stand in a resource's body, as far as can be seen without evaluating: it goes by
 * what is written, and what is not written out may be anything.
 */
export function mayHoldLiteral(body: Body, row: LiteralDrift): boolean {
  const name = row.attribute.slice(row.attribute.lastIndexOf('.') + 1);
  const isPossible = ({ attributes, blocks }: Body): boolean =>
    attributes.some((attribute) =>
      attribute.name === name
        ? typeof literalOf(attribute.value) !== 'string' ||
          isDrifting(String(literalOf(attribute.value)), row)
        : row.attribute.startsWith(`${attribute.name}.`),
    ) || blocks.some((block) => isPossible(block.body));
  return isPossible(body);
}

function literalOf(expression: Expression): unknown {
  return expression.kind === 'literal' ? expression.value : undefined;
}

function isDrifting(text: string, { matches, unless }: LiteralDrift): boolean {
  return new RegExp(matches).test(text) && (unless === undefined || !new RegExp(unless).test(text));
}

function textsIn(value: Value): readonly string[] {
  if (value.kind === 'scalar') return typeof value.value === 'string' ? [value.value] : [];
  return membersOf(value).flatMap(textsIn);
}

function literalDrift(text: string, row: LiteralDrift, expression: Expression, scope: Scope): Drift {
  const location = { uri: scope.uri, range: expression.range };
  const shown = text.length > longestShownText ? `${text.slice(0, longestShownText)}…` : text;
  return beginning(
    {
      kind: 'literal',
      address: JSON.stringify(shown),
      volatility: row.volatility,
      because: row.because,
      ...(row.pin !== undefined && { pin: row.pin }),
      ...location,
    },
    '',
  );
}
