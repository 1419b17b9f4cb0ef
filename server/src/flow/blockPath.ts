import { attributeNamed, dynamicBodies, nestedBodies, writtenBodies } from '../modules/bodyAccess';
import type { Body, Expression } from '../syntax/ast';
import type { Evaluator } from './evaluator';
import { dynamicGrowth, type CountDrift } from './blockCount';
import { dynamicScope } from './dynamicBlock';
import type { Scope } from './scope';
import { membersOf, unknownWith, withDrifts, type Value } from './value';

/** A body that a path of nested blocks leads to, and the meaning of names in it. */
export interface BodyInScope {
  readonly body: Body;
  readonly scope: Scope;
  /** What changes how many such bodies there are: with a new one comes everything that it sets. */
  readonly growth?: readonly CountDrift[];
}

/** An expression in which the rest of a path lies: `rest` is empty where it is the argument itself. */
export interface ExpressionOnPath {
  readonly expression: Expression;
  readonly scope: Scope;
  readonly rest: readonly string[];
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
    for (const { body, scope, growth = [] } of bodies) {
      const blocks = blocksOf(evaluator, body, type, scope);
      next.push(...blocks.map((block) => ({ ...block, growth: [...growth, ...(block.growth ?? [])] })));
      const attribute = attributeNamed(body, type);
      if (attribute === undefined) continue;
      const written = writtenBodies(attribute.value);
      if (written === undefined) {
        expressions.push({ expression: attribute.value, scope, rest: path.slice(index + 1) });
      } else next.push(...written.map((inner) => ({ body: inner, scope })));
    }
    bodies = next;
  });
  return { bodies, expressions };
}

/** The blocks of a type, `dynamic` ones included: each once, for any one of its elements. */
export function blocksOf(
  evaluator: Evaluator,
  body: Body,
  type: string,
  scope: Scope,
): readonly BodyInScope[] {
  const written = body.blocks.filter((block) => block.type === type);
  return [
    ...written.map((block) => ({ body: block.body, scope })),
    ...dynamicBodies(body, type).flatMap((dynamic) => {
      const inner = dynamicScope(evaluator, dynamic, type, scope);
      if (inner === undefined) return [];
      const growth = dynamicGrowth(evaluator, dynamic, scope);
      return nestedBodies(dynamic, 'content').map((content) => ({ body: content, scope: inner, growth }));
    }),
  ];
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
