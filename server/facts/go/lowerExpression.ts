/** Expressions: syntax node → plain value. */
import type { Node } from 'web-tree-sitter';
import type { GoElement, GoExpression, GoFunction } from './ast';
import { fieldParts, partsOf } from './grammar';
import { lowerBlock } from './lowerStatement';
import { isTypeNode, lowerType } from './lowerType';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** The value of an interpreted string literal's inside. */
function unescape(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
    (_, x?: string, u?: string, long?: string, octal?: string, single?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
      if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8));
      return escapes[single ?? ''] ?? single ?? '';
    },
  );
}

function field(node: Node, name: string): GoExpression {
  const part = node.childForFieldName(name);
  return part ? lowerExpression(part) : { kind: 'other', what: `${node.type}.${name}` };
}

function lowerElement(node: Node): GoExpression {
  const inner = node.type === 'literal_element' ? partsOf(node)[0] : node;
  if (!inner) return { kind: 'other', what: 'empty element' };
  if (inner.type === 'literal_value') return { kind: 'composite', elements: lowerElements(inner) };
  return lowerExpression(inner);
}

function lowerElements(node: Node): GoElement[] {
  return partsOf(node).map((part): GoElement => {
    if (part.type !== 'keyed_element') return { value: lowerElement(part) };
    const key = part.childForFieldName('key');
    const value = part.childForFieldName('value');
    const lowered: GoExpression = value ? lowerElement(value) : { kind: 'other', what: 'keyed_element' };
    return key ? { key: lowerElement(key), value: lowered } : { value: lowered };
  });
}

function lowerCall(node: Node): GoExpression {
  const list = node.childForFieldName('arguments');
  const parts = list ? partsOf(list) : [];
  const last = parts.at(-1);
  const args = parts.map((part): GoExpression => {
    const inner = part.type === 'variadic_argument' ? partsOf(part)[0] : part;
    return inner ? lowerExpression(inner) : { kind: 'other', what: part.type };
  });
  return { kind: 'call', callee: field(node, 'function'), args, spread: last?.type === 'variadic_argument' };
}

/** Lowers a function's parameter list, named results and body; `node` is a declaration or a literal. */
export function lowerFunction(node: Node): GoFunction {
  const list = node.childForFieldName('parameters');
  const parameters = (list ? partsOf(list) : []).flatMap((declaration) => {
    const names = fieldParts(declaration, 'name').map((name) => name.text);
    return names.length > 0 ? names : ['_'];
  });
  const variadic =
    list?.namedChildren.some((part) => part.type === 'variadic_parameter_declaration') ?? false;
  const result = node.childForFieldName('result');
  const results =
    result?.type === 'parameter_list'
      ? partsOf(result).flatMap((declaration) => fieldParts(declaration, 'name').map((name) => name.text))
      : [];
  const body = node.childForFieldName('body');
  return { parameters, variadic, results, body: body ? lowerBlock(body) : [] };
}

/** Lowers an expression node; a type in an expression's place becomes a `type` expression. */
export function lowerExpression(node: Node): GoExpression {
  if (isTypeNode(node)) return { kind: 'type', type: lowerType(node) };
  switch (node.type) {
    case 'identifier':
    case 'field_identifier':
    case 'type_identifier':
    case 'package_identifier':
    case 'true':
    case 'false':
    case 'nil':
    case 'iota':
    case 'blank_identifier':
      return { kind: 'name', name: node.text };
    case 'interpreted_string_literal':
      return { kind: 'literal', value: unescape(node.text.slice(1, -1)) };
    case 'raw_string_literal':
      return { kind: 'literal', value: node.text.slice(1, -1) };
    case 'int_literal':
    case 'float_literal':
      return { kind: 'literal', value: Number(node.text.replaceAll('_', '')) };
    case 'rune_literal':
      return { kind: 'literal', value: unescape(node.text.slice(1, -1)).codePointAt(0) ?? 0 };
    case 'parenthesized_expression': {
      const inner = partsOf(node)[0];
      return inner ? lowerExpression(inner) : { kind: 'other', what: node.type };
    }
    case 'selector_expression':
      return {
        kind: 'select',
        target: field(node, 'operand'),
        name: node.childForFieldName('field')?.text ?? '',
      };
    case 'call_expression':
      return lowerCall(node);
    case 'composite_literal': {
      const type = node.childForFieldName('type');
      const body = node.childForFieldName('body');
      const elements = body ? lowerElements(body) : [];
      return type ? { kind: 'composite', type: lowerType(type), elements } : { kind: 'composite', elements };
    }
    case 'unary_expression':
      return {
        kind: 'unary',
        operator: node.childForFieldName('operator')?.text ?? '',
        operand: field(node, 'operand'),
      };
    case 'binary_expression':
      return {
        kind: 'binary',
        operator: node.childForFieldName('operator')?.text ?? '',
        left: field(node, 'left'),
        right: field(node, 'right'),
      };
    case 'index_expression':
      return { kind: 'index', target: field(node, 'operand'), index: field(node, 'index') };
    case 'type_instantiation_expression': {
      const inner = node.childForFieldName('type');
      return inner ? lowerExpression(inner) : { kind: 'other', what: node.type };
    }
    case 'generic_type':
      return field(node, 'type');
    case 'qualified_type':
      return {
        kind: 'select',
        target: field(node, 'package'),
        name: node.childForFieldName('name')?.text ?? '',
      };
    case 'slice_expression': {
      const from = node.childForFieldName('start');
      const to = node.childForFieldName('end');
      return {
        kind: 'slice',
        target: field(node, 'operand'),
        ...(from ? { from: lowerExpression(from) } : {}),
        ...(to ? { to: lowerExpression(to) } : {}),
      };
    }
    case 'type_assertion_expression': {
      const type = node.childForFieldName('type');
      return {
        kind: 'assert',
        target: field(node, 'operand'),
        ...(type ? { type: lowerType(type) } : {}),
      };
    }
    case 'type_conversion_expression': {
      // `f[T](x)` reads like a conversion to a generic type.
      const type = node.childForFieldName('type');
      return type?.type === 'generic_type'
        ? { kind: 'call', callee: lowerExpression(type), args: [field(node, 'operand')], spread: false }
        : field(node, 'operand');
    }
    case 'func_literal':
      return { kind: 'function', fn: lowerFunction(node) };
    default:
      return { kind: 'other', what: node.type };
  }
}
