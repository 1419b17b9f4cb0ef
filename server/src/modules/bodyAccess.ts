import type { Attribute, Body, Expression, TupleExpression } from '../syntax/ast';

/** The argument `name` of a body, where it is set. */
export function attributeNamed(body: Body, name: string): Attribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}

/**
 * The bodies of the nested blocks of type `type`. JSON syntax writes a nested block as an object or a list
 * of objects, and so may native syntax where the schema allows it: both are returned as bodies.
 */
export function nestedBodies(body: Body, type: string): readonly Body[] {
  const blocks = body.blocks.filter((block) => block.type === type).map((block) => block.body);
  const attribute = attributeNamed(body, type);
  return attribute === undefined ? blocks : [...blocks, ...bodiesOf(attribute.value)];
}

/** `dynamic "type" { … }` blocks for nested blocks of type `type`, in either syntax. */
export function dynamicBodies(body: Body, type: string): readonly Body[] {
  const native = body.blocks.filter((block) => block.type === 'dynamic' && block.labels[0] === type);
  const fromJson = attributeNamed(body, 'dynamic');
  const written =
    fromJson === undefined ? [] : bodiesOf(fromJson.value).flatMap((b) => nestedBodies(b, type));
  return [...native.map((block) => block.body), ...written];
}

/**
 * The bodies that an expression writes out as an object, or a list of objects. Undefined where it says
 * otherwise what is in them: a reference, a `for`, a key that is computed.
 */
export function writtenBodies(expression: Expression): readonly Body[] | undefined {
  if (expression.kind === 'tuple') {
    const bodies = elementsOf(expression).map(writtenBodies);
    return bodies.every((each) => each !== undefined) ? bodies.flat() : undefined;
  }
  if (expression.kind !== 'object') return undefined;
  return expression.items.every(({ key }) => key.kind === 'literal') ? bodiesOf(expression) : undefined;
}

/** The elements, in the file that the list stands in. */
function elementsOf({ elements, uri }: TupleExpression): readonly Expression[] {
  return uri === undefined ? elements : elements.map((element) => ({ ...element, uri }));
}

/** An expression that is written as an object, or a list of objects, seen as block bodies. */
function bodiesOf(expression: Expression): readonly Body[] {
  if (expression.kind === 'tuple') return elementsOf(expression).flatMap(bodiesOf);
  if (expression.kind !== 'object') return [];
  const attributes = expression.items.flatMap(({ key, value }): Attribute[] =>
    key.kind === 'literal'
      ? [
          {
            name: String(key.value),
            nameRange: key.range,
            range: { start: key.range.start, end: value.range.end },
            value: expression.uri === undefined ? value : { ...value, uri: expression.uri },
          },
        ]
      : [],
  );
  return [{ range: expression.range, attributes, blocks: [] }];
}
