/** Statements: syntax node → plain value. */
import type { Node } from 'web-tree-sitter';
import type { GoCase, GoExpression, GoStatement, GoValueSpec } from './ast';
import { fieldParts, partsOf } from './grammar';
import { lowerExpression } from './lowerExpression';
import { lowerType } from './lowerType';

function expressions(node: Node | null): GoExpression[] {
  if (!node) return [];
  return (node.type === 'expression_list' ? partsOf(node) : [node]).map(lowerExpression);
}

function inParts(node: Node): Node[] {
  return partsOf(node).flatMap((part) => (part.type === 'statement_list' ? partsOf(part) : [part]));
}

/** Lowers the statements of a `{ … }` block. */
export function lowerBlock(node: Node): GoStatement[] {
  return inParts(node).map(lowerStatement);
}

/** Lowers the specs of a `var` or `const` declaration; a constant without a value repeats the one before. */
export function lowerValueSpecs(node: Node): GoValueSpec[] {
  const specs = partsOf(node).flatMap((part) => (part.type === 'var_spec_list' ? partsOf(part) : [part]));
  const lowered: GoValueSpec[] = [];
  specs.forEach((spec, index) => {
    const names = fieldParts(spec, 'name')
      .filter((name) => name.type === 'identifier' || name.type === 'blank_identifier')
      .map((name) => name.text);
    const type = spec.childForFieldName('type');
    const values = expressions(spec.childForFieldName('value'));
    const repeated = values.length === 0 && node.type === 'const_declaration' ? lowered.at(-1) : undefined;
    lowered.push({
      names,
      values: repeated?.values ?? values,
      iota: index,
      ...(type ? { type: lowerType(type) } : {}),
    });
  });
  return lowered;
}

function optional(name: 'init' | 'update', node: Node | null): { init?: GoStatement; update?: GoStatement } {
  return node ? { [name]: lowerStatement(node) } : {};
}

function lowerIf(node: Node): GoStatement {
  const condition = node.childForFieldName('condition');
  const then = node.childForFieldName('consequence');
  const otherwise = node.childForFieldName('alternative');
  return {
    kind: 'if',
    ...optional('init', node.childForFieldName('initializer')),
    condition: condition ? lowerExpression(condition) : { kind: 'other', what: 'condition' },
    then: then ? lowerBlock(then) : [],
    ...(otherwise
      ? { otherwise: otherwise.type === 'block' ? lowerBlock(otherwise) : [lowerStatement(otherwise)] }
      : {}),
  };
}

function lowerFor(node: Node): GoStatement {
  const bodyNode = node.childForFieldName('body');
  const body = bodyNode ? lowerBlock(bodyNode) : [];
  const clause = partsOf(node).find((part) => part !== bodyNode && part.type !== 'block');
  if (clause?.type === 'range_clause') {
    const [key, value] = expressions(clause.childForFieldName('left'));
    const over = clause.childForFieldName('right');
    return {
      kind: 'range',
      ...(key ? { key } : {}),
      ...(value ? { value } : {}),
      declares: clause.children.some((child) => child.type === ':='),
      over: over ? lowerExpression(over) : { kind: 'other', what: 'range' },
      body,
    };
  }
  if (clause?.type === 'for_clause') {
    const condition = clause.childForFieldName('condition');
    return {
      kind: 'for',
      ...optional('init', clause.childForFieldName('initializer')),
      ...optional('update', clause.childForFieldName('update')),
      ...(condition ? { condition: lowerExpression(condition) } : {}),
      body,
    };
  }
  return { kind: 'for', ...(clause ? { condition: lowerExpression(clause) } : {}), body };
}

function lowerCases(node: Node): GoCase[] {
  return partsOf(node)
    .filter((part) => part.type.endsWith('_case'))
    .map((part): GoCase => {
      const body = partsOf(part)
        .filter((child) => child.type === 'statement_list')
        .flatMap((list) => partsOf(list).map(lowerStatement));
      if (part.type === 'default_case') return { body };
      if (part.type === 'type_case') {
        const types = fieldParts(part, 'type');
        return { values: types.map((type) => ({ kind: 'type', type: lowerType(type) })), body };
      }
      return { values: expressions(part.childForFieldName('value')), body };
    });
}

function lowerSwitch(node: Node): GoStatement {
  const value = node.childForFieldName('value');
  return {
    kind: 'switch',
    ...optional('init', node.childForFieldName('initializer')),
    ...(value ? { value: lowerExpression(value) } : {}),
    ...(node.type === 'type_switch_statement'
      ? { typeAlias: node.childForFieldName('alias')?.text ?? '' }
      : {}),
    cases: lowerCases(node),
  };
}

/** Lowers a statement; those without effect on a schema (`defer`, `go`, sends) become `other`. */
export function lowerStatement(node: Node): GoStatement {
  switch (node.type) {
    case 'expression_statement': {
      const inner = partsOf(node)[0];
      return inner
        ? { kind: 'expression', value: lowerExpression(inner) }
        : { kind: 'other', what: node.type };
    }
    case 'short_var_declaration':
    case 'assignment_statement': {
      const operator = node.childForFieldName('operator')?.text;
      return {
        kind: 'assign',
        operator: node.type === 'short_var_declaration' ? ':=' : (operator ?? '='),
        left: expressions(node.childForFieldName('left')),
        right: expressions(node.childForFieldName('right')),
      };
    }
    case 'inc_statement':
    case 'dec_statement':
      return {
        kind: 'assign',
        operator: node.type === 'inc_statement' ? '+=' : '-=',
        left: partsOf(node).map(lowerExpression),
        right: [{ kind: 'literal', value: 1 }],
      };
    case 'var_declaration':
    case 'const_declaration':
      return { kind: 'declare', specs: lowerValueSpecs(node) };
    case 'return_statement':
      return { kind: 'return', values: expressions(partsOf(node)[0] ?? null) };
    case 'if_statement':
      return lowerIf(node);
    case 'for_statement':
      return lowerFor(node);
    case 'expression_switch_statement':
    case 'type_switch_statement':
      return lowerSwitch(node);
    case 'block':
      return { kind: 'block', body: lowerBlock(node) };
    case 'break_statement':
      return { kind: 'jump', how: 'break' };
    case 'continue_statement':
      return { kind: 'jump', how: 'continue' };
    case 'labeled_statement': {
      const inner = partsOf(node).find((part) => part.type !== 'label_name');
      return inner ? lowerStatement(inner) : { kind: 'other', what: node.type };
    }
    default:
      return { kind: 'other', what: node.type };
  }
}
