import { attributeNamed, writtenBodies } from '../modules/bodyAccess';
import type { ElementPath } from '../modules/lifecycle';
import type { Expression } from '../syntax/ast';
import { blockCountDrifts, sizeDrifts } from './blockCount';
import { argumentsNamed, blocksOf, followPath, partsAt, type BodyInScope, type OnPath } from './blockPath';
import { distinctDrifts, isSameSource, thatMayStay, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import { distinctPlaces, withinPlace } from './place';
import { flipsOf } from './steps/conditional';
import { driftsOf, partOf, type Value } from './value';

/** One drift that reaches an argument, and the expression that it entered. */
export interface Arrival {
  /** The argument's dotted path within the resource, without indexes. */
  readonly attribute: string;
  readonly drift: Drift;
  readonly expression: Expression;
  /** All the places in the resource at which it arrives: arguments, or blocks that come and go; none for a trigger. */
  readonly places: readonly ElementPath[];
}

/** What of an argument or block counts. */
export interface Sink {
  /** Dotted, without indexes. */
  readonly path: string;
  /** Its value, the number of blocks, or the block with all that is in it. */
  readonly covers: 'value' | 'count' | 'children';
  /** Only a value that turns null counts, or a block that goes. */
  readonly onlyRemoval: boolean;
  /** Whether the argument is a set, in which the order of the members does not count. */
  readonly isSet: boolean;
}

/**
 * What reaches a sink below `start`, one arrival per argument and source: through the argument itself,
 * through nested blocks and through `dynamic` ones.
 */
export function arrivalsAt(evaluator: Evaluator, start: BodyInScope, sink: Sink): readonly Arrival[] {
  const path = sink.path.split('.');
  const holder = followPath(evaluator, start, path.slice(0, -1));
  const name = path.at(-1) ?? '';
  switch (sink.covers) {
    case 'value':
      return distinctArrivals(
        evaluator,
        sink.onlyRemoval
          ? removalArrivals(evaluator, holder, name, sink.path)
          : valueArrivals(evaluator, holder, name, sink.path, sink.isSet ? driftsOfSet : driftsOf),
      );
    case 'count': {
      const arrivals = countArrivals(evaluator, holder, name, sink.path);
      return distinctArrivals(evaluator, sink.onlyRemoval ? arrivals.map(onlyPossible) : arrivals);
    }
    case 'children':
      return distinctArrivals(evaluator, blockArrivals(evaluator, holder, name, sink.path));
  }
}

/**
 * A mere decision is not expected to turn out otherwise, and does not arrive; but under an assumption it may.
 */
function distinctArrivals({ setting }: Evaluator, arrivals: readonly Arrival[]): readonly Arrival[] {
  const carrying = arrivals.filter(({ drift }) => !drift.decides || setting.assumption !== undefined);
  const attributes = [...new Set(carrying.map(({ attribute }) => attribute))];
  return attributes.flatMap((attribute) => {
    const here = carrying.filter((arrival) => arrival.attribute === attribute);
    const kept = new Set(distinctDrifts(here.map(({ drift }) => drift)));
    return here
      .filter(({ drift }) => kept.delete(drift))
      .map((arrival) => {
        const same = here.filter(({ drift }) => isSameSource(drift.source, arrival.drift.source));
        return { ...arrival, places: distinctPlaces(same.flatMap(({ places }) => places)) };
      });
  });
}

function valueArrivals(
  evaluator: Evaluator,
  { bodies, expressions }: OnPath,
  name: string,
  attribute: string,
  driftsIn: (value: Value) => readonly Drift[] = driftsOf,
): readonly Arrival[] {
  const holding = bodies.filter(({ body }) => attributeNamed(body, name) !== undefined);
  const added = holding.flatMap(({ growth = [] }) => growth.map((one) => ({ attribute, ...one })));
  const values = argumentsNamed({ bodies, expressions }, name).flatMap(({ expression, scope, rest, place }) =>
    partsAt(evaluator.evaluate(expression, scope), rest)
      .flatMap(driftsIn)
      .map((drift) => ({ attribute, drift, expression, places: [place] })),
  );
  return [...values, ...added];
}

/** The drift of a value that is made a set: a list whose members only change places leaves the set as it is. */
function driftsOfSet(value: Value): readonly Drift[] {
  if (value.kind !== 'tuple') return driftsOf(partOf(value));
  return [...value.drifts.map(thatMayStay), ...value.elements.flatMap(driftsOf)];
}

function countArrivals(
  evaluator: Evaluator,
  { bodies, expressions }: OnPath,
  name: string,
  attribute: string,
): readonly Arrival[] {
  return [
    ...bodies
      .flatMap((place) => blockCountDrifts(evaluator, place, name))
      .map((counted) => ({ attribute, ...counted })),
    ...expressions.flatMap(({ expression, scope, rest, place }) =>
      partsAt(evaluator.evaluate(expression, scope), [...rest, name])
        .flatMap(sizeDrifts)
        .map((drift) => ({ attribute, drift, expression, places: [place] })),
    ),
  ];
}

/**
 * A value that drifts turns into another value, not into none; what can take it away is a drifting condition
 * with `null` in one of its branches. Seen where the condition stands in the argument itself.
 */
function removalArrivals(
  evaluator: Evaluator,
  { bodies }: OnPath,
  name: string,
  attribute: string,
): readonly Arrival[] {
  return bodies.flatMap(({ body, scope, place }) => {
    const expression = attributeNamed(body, name)?.value;
    if (expression?.kind !== 'conditional') return [];
    const branches = [expression.whenTrue, expression.whenFalse].map((branch) =>
      evaluator.evaluate(branch, scope),
    );
    if (!branches.some((branch) => branch.kind === 'scalar' && branch.value === null)) return [];
    const flips = flipsOf(evaluator.evaluate(expression.condition, scope));
    const places = [withinPlace(place, name)];
    return flips.map((drift) => ({ attribute, drift, expression, places }));
  });
}

/** The blocks `name`, however written: their number, and every argument in them. */
function blockArrivals(
  evaluator: Evaluator,
  holder: OnPath,
  name: string,
  attribute: string,
): readonly Arrival[] {
  const isWritten = ({ body }: BodyInScope) => {
    const value = attributeNamed(body, name)?.value;
    return value === undefined || writtenBodies(value) !== undefined;
  };
  const computed = { ...holder, bodies: holder.bodies.filter((place) => !isWritten(place)) };
  return [
    ...countArrivals(evaluator, { ...holder, expressions: [] }, name, attribute),
    ...valueArrivals(evaluator, computed, name, attribute),
    ...holder.bodies
      .flatMap((place) => followPath(evaluator, place, [name]).bodies)
      .flatMap((block) => arrivalsInside(evaluator, block, attribute)),
  ];
}

/** All that arrives at the arguments of a body and of the blocks in it. */
function arrivalsInside(evaluator: Evaluator, place: BodyInScope, path: string): readonly Arrival[] {
  const { body, scope } = place;
  const types = new Set(
    body.blocks.map(({ type, labels: [label = ''] }) => (type === 'dynamic' ? label : type)),
  );
  const here = body.attributes.flatMap(({ name, value }) =>
    driftsOf(evaluator.evaluate(value, scope)).map((drift) => ({
      attribute: `${path}.${name}`,
      drift,
      expression: value,
      places: [withinPlace(place.place, name)],
    })),
  );
  const inside = [...types].flatMap((type) => {
    const attribute = `${path}.${type}`;
    return [
      ...countArrivals(evaluator, { bodies: [place], expressions: [] }, type, attribute),
      ...blocksOf(evaluator, place, type).flatMap((block) => arrivalsInside(evaluator, block, attribute)),
    ];
  });
  return [...here, ...inside];
}

function onlyPossible(arrival: Arrival): Arrival {
  return { ...arrival, drift: { ...arrival.drift, certainty: 'possible' } };
}
