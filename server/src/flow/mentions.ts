import type { Body, Expression } from '../syntax/ast';

/**
 * What an expression or body refers to and calls, by names alone: `a.b` and `a.b.c` for traversals that begin so,
 * `f()` for calls.
 */
export type Mentions = ReadonlySet<string>;

const ofBodies = new WeakMap<Body, Mentions>();

/** What is mentioned anywhere in `body`. Kept with the body, which never changes. */
export function mentionsInBody(body: Body): Mentions {
  let mentions = ofBodies.get(body);
  if (mentions === undefined) {
    mentions = collect(body);
    ofBodies.set(body, mentions);
  }
  return mentions;
}

function collect(body: Body): Mentions {
  const mentions = new Set<string>();
  for (const attribute of body.attributes) addMentions(attribute.value, mentions);
  for (const block of body.blocks) for (const mention of mentionsInBody(block.body)) mentions.add(mention);
  return mentions;
}

const ofExpressions = new WeakMap<Expression, Mentions>();

/** What is mentioned in `expression`. */
export function mentionsInExpression(expression: Expression): Mentions {
  let mentions = ofExpressions.get(expression);
  if (mentions === undefined) {
    const found = new Set<string>();
    addMentions(expression, found);
    mentions = found;
    ofExpressions.set(expression, mentions);
  }
  return mentions;
}

function addMentions(expression: Expression, mentions: Set<string>): void {
  if (expression.kind === 'attribute') {
    const { object, name } = expression;
    if (object.kind === 'variable') mentions.add(`${object.name}.${name}`);
    else if (object.kind === 'attribute' && object.object.kind === 'variable') {
      mentions.add(`${object.object.name}.${object.name}.${name}`);
    }
  }
  if (expression.kind === 'call') mentions.add(`${expression.name.replace(/^core::/, '')}()`);
  for (const inner of innerExpressions(expression)) addMentions(inner, mentions);
}

/** The expressions directly inside one. */
export function innerExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
    case 'broken':
      return [];
    case 'template':
      return expression.parts;
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.collection, expression.key];
    case 'splat':
      return [expression.collection, expression.each];
    case 'call':
      return expression.arguments;
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'operation':
      return expression.operands;
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (inner) => inner !== undefined,
      );
    case 'object':
      return expression.items.flatMap((item) => [item.key, item.value]);
    case 'tuple':
      return expression.elements;
  }
}
