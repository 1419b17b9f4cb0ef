import { attributeNamed, dynamicBodies, nestedBodies, writtenBodies } from '../modules/bodyAccess';
import type { ElementPath } from '../modules/lifecycle';
import type { Block, Body, Expression } from '../syntax/ast';
import type { Evaluator } from './evaluator';
import { dynamicGrowth, type CountDrift } from './blockCount';
import { dynamicScope, dynamicSize } from './dynamicBlock';
import { blockAt, withinPlace, type BlockPlace } from './place';
import type { Scope } from './scope';
import { membersOf, unknownWith, withDrifts, type Value } from './value';

/** A body that a path of nested blocks leads to, and the meaning of names in it. */
export interface BodyInScope {
  readonly body: Body;
  readonly scope: Scope;
  readonly place: BlockPlace;
  /** What changes how many such bodies there are: with a new one comes everything that it sets. */
  readonly growth?: readonly CountDrift[];
}

/** An expression in which the rest of a path lies: `rest` is empty where it is the argument itself. */
export interface ExpressionOnPath {
  readonly expression: Expression;
  readonly scope: Scope;
  readonly rest: readonly string[];
  /** The argument that holds the expression. */
  readonly place: ElementPath;
}

/** Where a path leads: to bodies, and to expressions whose value holds what would be a body. */
export interface OnPath {
  readonly bodies: readonly BodyInScope[];
  readonly expressions: readonly ExpressionOnPath[];
}

/**
 * Follows a path of nested blocks from `start`: blocks, `dynamic` ones, and arguments that hold an object or
 * a list of objects in place of blocks, as JSON, attributes-as-blocks and nested attributes have them.
 */
export function followPath(evaluator: Evaluator, start: BodyInScope, path: readonly string[]): OnPath {
  let bodies: readonly BodyInScope[] = [start];
  const expressions: ExpressionOnPath[] = [];
  path.forEach((type, index) => {
    const next: BodyInScope[] = [];
    for (const holder of bodies) {
      const { body, scope, place, growth = [] } = holder;
      const blocks = blocksOf(evaluator, holder, type);
      next.push(...blocks.map((block) => ({ ...block, growth: [...growth, ...(block.growth ?? [])] })));
      const attribute = attributeNamed(body, type);
      if (attribute === undefined) continue;
      const written = writtenBodies(attribute.value);
      if (written === undefined) {
        const rest = path.slice(index + 1);
        expressions.push({ expression: attribute.value, scope, rest, place: withinPlace(place, type) });
      } else {
        const isCounted = dynamicBodies(body, type).length === 0;
        const placeOf = (at: number) => blockAt(place, type, isCounted ? at : undefined);
        next.push(...written.map((inner, at) => ({ body: inner, scope, place: placeOf(at) })));
      }
    }
    bodies = next;
  });
  return { bodies, expressions };
}

/** The expressions that give the argument `name` its value where a path leads to. */
export function argumentsNamed({ bodies, expressions }: OnPath, name: string): readonly ExpressionOnPath[] {
  const written = bodies.flatMap(({ body, scope, place }) => {
    const expression = attributeNamed(body, name)?.value;
    return expression === undefined ? [] : [{ expression, scope, rest: [], place: withinPlace(place, name) }];
  });
  return [...written, ...expressions.map((one) => ({ ...one, rest: [...one.rest, name] }))];
}

/** The blocks of a type, `dynamic` ones included: each once, for any one of its elements. */
export function blocksOf(evaluator: Evaluator, holder: BodyInScope, type: string): readonly BodyInScope[] {
  const { body, scope } = holder;
  const positions = positionsOf(evaluator, holder, type);
  const placeOf = (block: Body) => blockAt(holder.place, type, positions.get(block));
  return [
    ...body.blocks
      .filter((block) => block.type === type)
      .map((block) => ({ body: block.body, scope, place: placeOf(block.body) })),
    ...dynamicBodies(body, type).flatMap((dynamic) => {
      const inner = dynamicScope(evaluator, dynamic, type, scope);
      if (inner === undefined) return [];
      const growth = dynamicGrowth(evaluator, dynamic, holder, type);
      const place = placeOf(dynamic);
      return nestedBodies(dynamic, 'content').map((content) => ({
        body: content,
        scope: inner,
        place,
        growth,
      }));
    }),
  ];
}

/**
 * The positions of the blocks of a type among each other, by their bodies. A `dynamic` block has one only if it makes
 * a single block; behind one that makes nobody knows how many, none has.
 */
function positionsOf(
  evaluator: Evaluator,
  { body, scope }: BodyInScope,
  type: string,
): ReadonlyMap<Body, number> {
  const positions = new Map<Body, number>();
  let next = 0;
  for (const block of body.blocks.filter((one) => isOfType(one, type))) {
    const size = block.type === 'dynamic' ? dynamicSize(evaluator, block.body, scope) : 1;
    if (size === undefined) break;
    if (size === 1) positions.set(block.body, next);
    next += size;
  }
  return positions;
}

function isOfType({ type, labels }: Block, wanted: string): boolean {
  return type === 'dynamic' ? labels[0] === wanted : type === wanted;
}

/** The values at `path` in a value that stands for nested blocks: in an object, or each object of a list. */
export function partsAt(value: Value, path: readonly string[]): readonly Value[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  switch (value.kind) {
    case 'object': {
      const held = value.entries.get(name) ?? value.others;
      if (held !== undefined) return partsAt(withDrifts(held, value.drifts), rest);
      return value.drifts.length > 0 ? [unknownWith(value.drifts)] : [];
    }
    case 'tuple':
    case 'collection':
      return membersOf(value).flatMap((member) => partsAt(withDrifts(member, value.drifts), path));
    case 'unknown':
      return [value];
    default:
      return [];
  }
}
