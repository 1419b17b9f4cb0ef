/** Types: syntax node → plain value. Type arguments are dropped; the evaluator does not need them. */
import type { Node } from 'web-tree-sitter';
import type { GoField, GoType } from './ast';
import { fieldParts, partsOf } from './grammar';

function lowerFields(node: Node): GoField[] {
  const list = partsOf(node).find((part) => part.type === 'field_declaration_list');
  if (!list) return [];
  return partsOf(list)
    .filter((part) => part.type === 'field_declaration')
    .flatMap((declaration): GoField[] => {
      const typeNode = declaration.childForFieldName('type');
      const type: GoType = typeNode ? lowerType(typeNode) : { kind: 'other', what: 'field' };
      const names = fieldParts(declaration, 'name');
      const tagNode = declaration.childForFieldName('tag');
      const tag = tagNode ? { tag: tagNode.text.slice(1, -1) } : {};
      if (names.length > 0) return names.map((name) => ({ name: name.text, embedded: false, type, ...tag }));
      const named = type.kind === 'pointer' ? type.to : type;
      return [{ name: named.kind === 'named' ? named.name : '', embedded: true, type }];
    });
}

/** Whether a node is a type where an expression could stand: `[]string`, `map[…]…`, `*T` is ambiguous. */
export function isTypeNode(node: Node): boolean {
  return /^(slice|array|implicit_length_array|map|struct|interface|function|channel|pointer)_type$/.test(
    node.type,
  );
}

/** Lowers a type node; shapes the evaluator does not look into become `other`. */
export function lowerType(node: Node): GoType {
  switch (node.type) {
    case 'type_identifier':
    case 'identifier':
      return { kind: 'named', name: node.text };
    case 'qualified_type':
      return {
        kind: 'named',
        package: node.childForFieldName('package')?.text ?? '',
        name: node.childForFieldName('name')?.text ?? '',
      };
    case 'generic_type': {
      const inner = node.childForFieldName('type');
      return inner ? lowerType(inner) : { kind: 'other', what: node.type };
    }
    case 'pointer_type': {
      const inner = partsOf(node)[0];
      return inner ? { kind: 'pointer', to: lowerType(inner) } : { kind: 'other', what: node.type };
    }
    case 'parenthesized_type': {
      const inner = partsOf(node)[0];
      return inner ? lowerType(inner) : { kind: 'other', what: node.type };
    }
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type': {
      const element = node.childForFieldName('element');
      return element ? { kind: 'list', element: lowerType(element) } : { kind: 'other', what: node.type };
    }
    case 'map_type': {
      const value = node.childForFieldName('value');
      return value ? { kind: 'map', value: lowerType(value) } : { kind: 'other', what: node.type };
    }
    case 'interface_type': {
      const methods = partsOf(node).filter((part) => part.type === 'method_elem');
      const embedded = partsOf(node).filter((part) => part.type === 'type_elem');
      return {
        kind: 'interface',
        methods: methods.map((method) => method.childForFieldName('name')?.text ?? ''),
        embedded: embedded.flatMap((part) => partsOf(part).map(lowerType)),
      };
    }
    case 'struct_type':
      return { kind: 'struct', fields: lowerFields(node) };
    default:
      return { kind: 'other', what: node.type };
  }
}
