import type { Body, Expression } from '../syntax/ast';
import { innerExpressions } from '../syntax/innerExpressions';

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

/** How often `expression` mentions `name`. */
export function mentionCount(expression: Expression, name: string): number {
  const inner = innerExpressions(expression).map((one) => mentionCount(one, name));
  return inner.reduce((sum, count) => sum + count, mentionOf(expression) === name ? 1 : 0);
}

function addMentions(expression: Expression, mentions: Set<string>): void {
  const own = mentionOf(expression);
  if (own !== undefined) mentions.add(own);
  for (const inner of innerExpressions(expression)) addMentions(inner, mentions);
}

/** What the expression itself mentions, apart from those within it. */
function mentionOf(expression: Expression): string | undefined {
  if (expression.kind === 'call') return `${expression.name.replace(/^core::/, '')}()`;
  if (expression.kind !== 'attribute') return undefined;
  const { object, name } = expression;
  if (object.kind === 'variable') return `${object.name}.${name}`;
  return object.kind === 'attribute' && object.object.kind === 'variable'
    ? `${object.object.name}.${object.name}.${name}`
    : undefined;
}
