import { containsRange } from '../../base/textRange';
import type { Attribute, Body, Expression } from '../../syntax/ast';
import { isLiteral, isSame, type DeployedValue } from './deployedValue';

/**
 * The part of `value`, which is what `expression` came to, that its part `inner` came to; undefined where that cannot
 * be told. `inner` is a value position of `expression`: branches and fallbacks stand for all of it.
 */
export function valuePart(
  expression: Expression,
  inner: Expression,
  value: DeployedValue,
): DeployedValue | undefined {
  if (expression === inner) return value;
  const holds = ({ range }: Expression) => containsRange(range, inner.range);
  const within = (next: Expression | undefined, part: DeployedValue | undefined) =>
    next === undefined || part === undefined ? undefined : valuePart(next, inner, part);
  switch (expression.kind) {
    case 'conditional':
      return within([expression.whenTrue, expression.whenFalse].find(holds), value);
    case 'call':
      return within(expression.arguments.find(holds), value);
    case 'tuple': {
      const others = expression.elements.filter((element) => !holds(element));
      return within(expression.elements.find(holds), remaining(others, value));
    }
    case 'object': {
      const item = expression.items.find((each) => holds(each.value));
      const key = item?.key.kind === 'literal' ? String(item.key.value) : undefined;
      return within(item?.value, key === undefined ? undefined : memberNamed(value, key));
    }
    default:
      return undefined;
  }
}

/** Whether `expression` is all that an argument `name` in `body`, or in a block in it, is set to. */
export function isArgument(body: Body, name: string, expression: Expression): boolean {
  return (
    body.attributes.some((attribute) => isSetTo(attribute, name, expression)) ||
    body.blocks.some((block) => isArgument(block.body, name, expression))
  );
}

/** JSON syntax writes blocks as objects. */
function isSetTo(
  { name, value }: Pick<Attribute, 'name' | 'value'>,
  wanted: string,
  expression: Expression,
): boolean {
  const isSameRange =
    value.range.start === expression.range.start && value.range.end === expression.range.end;
  if (isSameRange) return name === wanted;
  if (value.kind === 'tuple') {
    return value.elements.some(
      (element) => element.kind === 'object' && isSetTo({ name, value: element }, wanted, expression),
    );
  }
  return (
    value.kind === 'object' &&
    value.items.some(
      (item) =>
        item.key.kind === 'literal' &&
        isSetTo({ name: String(item.key.value), value: item.value }, wanted, expression),
    )
  );
}

/** What is left of a list without the elements `others`: a set has another order, so positions tell nothing. */
function remaining(others: readonly Expression[], value: DeployedValue): DeployedValue | undefined {
  if (!isList(value) || value.length !== others.length + 1) return undefined;
  const left = [...value];
  for (const other of others) {
    const position = other.kind === 'literal' ? left.findIndex((one) => isSame(one, other.value)) : -1;
    if (position < 0) return undefined;
    left.splice(position, 1);
  }
  return left[0];
}

function memberNamed(value: DeployedValue, name: string): DeployedValue | undefined {
  return isLiteral(value) || isList(value) || !Object.hasOwn(value, name) ? undefined : value[name];
}

/** Whether a deployed value is a list or set. */
export function isList(value: DeployedValue): value is readonly DeployedValue[] {
  return Array.isArray(value);
}
