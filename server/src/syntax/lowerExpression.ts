import type { TextRange } from '../base/textRange';
import { splatElement, type Expression } from './ast';
import { childOfType, significantChildren, type SyntaxNode } from './nodeTree';
import { decodeQuoted } from './stringLiteral';
import { lowerHeredoc, lowerQuotedTemplate } from './lowerTemplate';

/** Makes an `Expression` of an `expression` node of the grammar. `text` is the text the offsets count in. */
export function lowerExpression(node: SyntaxNode, text: string): Expression {
  const children = significantChildren(node);
  const [first] = children;
  if (first === undefined || node.missing || node.type === 'ERROR') return broken(node);
  if (first.type === '(' && children.length === 3) return lowerNested(children[1], text, node);
  return lowerTerms(children, text);
}

/**
 * The grammar writes a term and its accessors as siblings (`variable_expr get_attr index …`): folds them
 * from the left.
 */
function lowerTerms(nodes: readonly SyntaxNode[], text: string): Expression {
  const [first, ...rest] = nodes;
  if (first === undefined) return { kind: 'broken', range: { start: 0, end: 0 } };
  if (first.type === '(') {
    const inner = nodes[1];
    return foldAccessors(lowerNested(inner, text, first), nodes.slice(3), text, first.start);
  }
  return foldAccessors(lowerTerm(first, text), rest, text);
}

function lowerNested(node: SyntaxNode | undefined, text: string, fallback: TextRange): Expression {
  return node === undefined ? broken(fallback) : lowerExpression(node, text);
}

/** `start` is where the whole begins: before the parentheses, where the object stands in some. */
function foldAccessors(
  object: Expression,
  accessors: readonly SyntaxNode[],
  text: string,
  start = object.range.start,
): Expression {
  return accessors.reduce((inner, accessor) => applyAccessor(inner, accessor, text, start), object);
}

function applyAccessor(object: Expression, node: SyntaxNode, text: string, start: number): Expression {
  const range = { start, end: node.end };
  switch (node.type) {
    case 'get_attr': {
      const name = childOfType(node, 'identifier');
      return name === undefined
        ? broken(range)
        : { kind: 'attribute', range, object, name: text.slice(name.start, name.end) };
    }
    case 'index':
      return applyIndex(object, node, text, start);
    case 'splat':
      return applySplat(object, node, text, start);
    default:
      return broken(range);
  }
}

function applyIndex(collection: Expression, node: SyntaxNode, text: string, start: number): Expression {
  const range = { start, end: node.end };
  const [index] = node.children;
  if (index?.type === 'legacy_index') {
    const value = Number(text.slice(index.start + 1, index.end));
    return { kind: 'index', range, collection, key: { kind: 'literal', range: index, value } };
  }
  const key = index === undefined ? undefined : childOfType(index, 'expression');
  return key === undefined
    ? broken(range)
    : { kind: 'index', range, collection, key: lowerExpression(key, text) };
}

/**
 * In `x[*].a[0]` everything behind the star applies to each element; in `x.*.a[0]` a bracket ends the splat
 * and picks from its result, while the older `.0` still belongs to the element.
 */
function applySplat(collection: Expression, node: SyntaxNode, text: string, start: number): Expression {
  const [splat] = node.children;
  if (splat === undefined) return broken({ start, end: node.end });
  const [star, ...accessors] = significantChildren(splat);
  const isBracket = (accessor: SyntaxNode) => accessor.children[0]?.type === 'new_index';
  const firstBracket = splat.type === 'attr_splat' ? accessors.findIndex(isBracket) : -1;
  const inside = firstBracket < 0 ? accessors : accessors.slice(0, firstBracket);
  const element: Expression = { kind: 'variable', range: star ?? splat, name: splatElement };
  const end = inside.at(-1)?.end ?? star?.end ?? splat.end;
  const result: Expression = {
    kind: 'splat',
    range: { start, end },
    collection,
    each: foldAccessors(element, inside, text),
  };
  return firstBracket < 0 ? result : foldAccessors(result, accessors.slice(firstBracket), text);
}

function lowerTerm(node: SyntaxNode, text: string): Expression {
  const source = () => text.slice(node.start, node.end);
  switch (node.type) {
    case 'literal_value':
      return lowerLiteral(node, text);
    case 'string_lit':
      return { kind: 'literal', range: node, value: decodeQuoted(text.slice(node.start + 1, node.end - 1)) };
    case 'template_expr':
      return lowerTemplateExpression(node, text);
    case 'variable_expr':
      return { kind: 'variable', range: node, name: source() };
    case 'collection_value':
      return lowerCollection(node, text);
    case 'function_call':
      return lowerCall(node, text);
    case 'for_expr':
      return lowerFor(node, text);
    case 'operation':
      return lowerOperation(node, text);
    case 'conditional':
      return lowerConditional(node, text);
    case 'expression':
      return lowerExpression(node, text);
    default:
      return broken(node);
  }
}

function lowerLiteral(node: SyntaxNode, text: string): Expression {
  const [literal] = node.children;
  const source = text.slice(node.start, node.end);
  switch (literal?.type) {
    case 'numeric_lit':
      return lowerNumber(node, source);
    case 'bool_lit':
      return { kind: 'literal', range: node, value: source === 'true' };
    case 'null_lit':
      return { kind: 'literal', range: node, value: null };
    case 'string_lit':
      return { kind: 'literal', range: node, value: decodeQuoted(source.slice(1, -1)) };
    default:
      return broken(node);
  }
}

/** A number that JavaScript cannot hold exactly is better not known at all. */
function lowerNumber(range: TextRange, source: string): Expression {
  const value = Number(source);
  const digits = source.replace(/[eE].*|\D/g, '').length;
  const isExact = Number.isSafeInteger(value) || (digits <= 15 && Number.isFinite(value));
  return isExact ? { kind: 'literal', range, value } : broken(range);
}

function lowerTemplateExpression(node: SyntaxNode, text: string): Expression {
  const [template] = node.children;
  if (template?.type === 'quoted_template') return lowerQuotedTemplate(template, text);
  if (template?.type === 'heredoc_template') return lowerHeredoc(template, text);
  return broken(node);
}

function lowerCollection(node: SyntaxNode, text: string): Expression {
  const [collection] = node.children;
  if (collection?.type === 'tuple') {
    const elements = collection.children
      .filter((child) => child.type === 'expression')
      .map((child) => lowerExpression(child, text));
    return { kind: 'tuple', range: node, elements };
  }
  if (collection?.type === 'object') {
    const items = collection.children
      .filter((child) => child.type === 'object_elem')
      .map((element) => {
        const [key, value] = element.children.filter((child) => child.type === 'expression');
        return { key: lowerObjectKey(key, text, element), value: lowerNested(value, text, element) };
      });
    return { kind: 'object', range: node, items };
  }
  return broken(node);
}

/** A bare word as a key is its own name; anything else, parentheses included, is an expression. */
function lowerObjectKey(node: SyntaxNode | undefined, text: string, fallback: TextRange): Expression {
  const key = lowerNested(node, text, fallback);
  const inParentheses = node !== undefined && text[node.start] === '(';
  return key.kind === 'variable' && !inParentheses
    ? { kind: 'literal', range: key.range, value: key.name }
    : key;
}

function lowerCall(node: SyntaxNode, text: string): Expression {
  const name = childOfType(node, 'identifier');
  if (name === undefined) return broken(node);
  const list = childOfType(node, 'function_arguments');
  const given = list?.children.filter((child) => child.type === 'expression') ?? [];
  return {
    kind: 'call',
    range: node,
    name: text.slice(name.start, name.end),
    arguments: given.map((argument) => lowerExpression(argument, text)),
    expandsLast: list !== undefined && childOfType(list, 'ellipsis') !== undefined,
  };
}

function lowerFor(node: SyntaxNode, text: string): Expression {
  const [body] = node.children;
  const intro = body && childOfType(body, 'for_intro');
  const collection = intro && childOfType(intro, 'expression');
  const names = intro?.children.filter((child) => child.type === 'identifier') ?? [];
  const last = names.at(-1);
  if (body === undefined || collection === undefined || last === undefined) return broken(node);
  const results = body.children.filter((child) => child.type === 'expression');
  const value = results.at(-1);
  const condition = childOfType(body, 'for_cond');
  const test = condition && childOfType(condition, 'expression');
  const [first] = names;
  return {
    kind: 'for',
    range: node,
    produces: body.type === 'for_object_expr' ? 'object' : 'tuple',
    keyName: names.length > 1 && first !== undefined ? text.slice(first.start, first.end) : undefined,
    valueName: text.slice(last.start, last.end),
    collection: lowerExpression(collection, text),
    key: body.type === 'for_object_expr' ? lowerNested(results[0], text, body) : undefined,
    value: lowerNested(value, text, body),
    condition: test === undefined ? undefined : lowerExpression(test, text),
    groups: childOfType(body, 'ellipsis') !== undefined,
  };
}

function lowerOperation(node: SyntaxNode, text: string): Expression {
  const [operation] = node.children;
  if (operation === undefined) return broken(node);
  const children = significantChildren(operation);
  if (operation.type === 'unary_operation') {
    const [operator, ...operand] = children;
    if (operator === undefined) return broken(node);
    return { kind: 'operation', range: node, operator: operator.type, operands: [lowerTerms(operand, text)] };
  }
  const at = infixPosition(children);
  const operator = children[at];
  if (operator === undefined) return broken(node);
  const operands = [lowerTerms(children.slice(0, at), text), lowerTerms(children.slice(at + 1), text)];
  return { kind: 'operation', range: node, operator: operator.type, operands };
}

/** The operator among the children: the only anonymous node that is no parenthesis. */
function infixPosition(children: readonly SyntaxNode[]): number {
  return children.findIndex((child) => !child.named && child.type !== '(' && child.type !== ')');
}

function lowerConditional(node: SyntaxNode, text: string): Expression {
  const [condition, whenTrue, whenFalse] = node.children.filter((child) => child.type === 'expression');
  return {
    kind: 'conditional',
    range: node,
    condition: lowerNested(condition, text, node),
    whenTrue: lowerNested(whenTrue, text, node),
    whenFalse: lowerNested(whenFalse, text, node),
  };
}

function broken(range: TextRange): Expression {
  return { kind: 'broken', range: { start: range.start, end: range.end } };
}
