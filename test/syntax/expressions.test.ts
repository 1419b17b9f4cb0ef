import assert from 'node:assert/strict';
import type { Expression } from '../../server/src/syntax/ast';
import { splatElement } from '../../server/src/syntax/ast';
import { syntax } from '../support/engine';

/** A shape to compare with: the kind and the source text of each part, and what the part says itself. */
type Shape = readonly [kind: string, text: string, ...rest: unknown[]];

/** How `source` is read as the value of an argument. */
async function shapeOf(source: string): Promise<Shape> {
  const prefix = 'é = ';
  const text = `${prefix}${source}\n`;
  const file = (await syntax()).readHcl(text);
  assert.deepEqual(file.errors, [], source);
  const [attribute] = file.attributes;
  assert.ok(attribute);
  assert.equal(text.slice(attribute.nameRange.start, attribute.nameRange.end), 'é');
  return shape(attribute.value, text);
}

function shape(expression: Expression, text: string): Shape {
  const inner = (part: Expression): Shape => shape(part, text);
  const head = [expression.kind, text.slice(expression.range.start, expression.range.end)] as const;
  switch (expression.kind) {
    case 'literal':
      return [...head, expression.value];
    case 'template':
      return [...head, expression.parts.map(inner)];
    case 'variable':
      return [...head, expression.name];
    case 'attribute':
      return [...head, inner(expression.object), expression.name];
    case 'index':
      return [...head, inner(expression.collection), inner(expression.key)];
    case 'splat':
      return [...head, inner(expression.collection), inner(expression.each)];
    case 'call':
      return [...head, expression.name, expression.arguments.map(inner), expression.expandsLast];
    case 'conditional':
      return [...head, inner(expression.condition), inner(expression.whenTrue), inner(expression.whenFalse)];
    case 'operation':
      return [...head, expression.operator, expression.operands.map(inner)];
    case 'for':
      return [
        ...head,
        expression.produces,
        expression.keyName,
        expression.valueName,
        inner(expression.collection),
        expression.key && inner(expression.key),
        inner(expression.value),
        expression.condition && inner(expression.condition),
        expression.groups,
      ];
    case 'object':
      return [...head, expression.items.map(({ key, value }) => [inner(key), inner(value)])];
    case 'tuple':
      return [...head, expression.elements.map(inner)];
    case 'broken':
      return head;
  }
}

const name = (text: string): Shape => ['variable', text, text];
const number = (text: string): Shape => ['literal', text, Number(text)];
const text = (value: string): Shape => ['literal', `"${value}"`, value];
const fullElement: Shape = ['variable', '[*]', splatElement];
const legacyElement: Shape = ['variable', '.*', splatElement];
const dot = (whole: string, object: Shape, attribute: string): Shape => [
  'attribute',
  whole,
  object,
  attribute,
];

const a = name('a');
const b = name('b');
const ab = dot('a.b', a, 'b');

/** What each construct is lowered to. */
const constructs: Readonly<Record<string, Shape>> = {
  '12.5': number('12.5'),
  '1.5e3': number('1.5e3'),
  true: ['literal', 'true', true],
  null: ['literal', 'null', null],
  '"x"': text('x'),
  '""': text(''),
  a,
  'a.b': ab,
  'data.aws_ami.x.id': dot(
    'data.aws_ami.x.id',
    dot('data.aws_ami.x', dot('data.aws_ami', name('data'), 'aws_ami'), 'x'),
    'id',
  ),
  'a[0]': ['index', 'a[0]', a, number('0')],
  'a["k"].b': dot('a["k"].b', ['index', 'a["k"]', a, text('k')], 'b'),
  'a.0.b': dot('a.0.b', ['index', 'a.0', a, ['literal', '.0', 0]], 'b'),
  'a[b.c]': ['index', 'a[b.c]', a, dot('b.c', b, 'c')],
  'a[*].b': ['splat', 'a[*].b', a, dot('[*].b', fullElement, 'b')],
  '(a)': a,
  '((a.b))': ab,
  '(a).b': dot('(a).b', a, 'b'),
  '(a[*].b)[0]': [
    'index',
    '(a[*].b)[0]',
    ['splat', 'a[*].b', a, dot('[*].b', fullElement, 'b')],
    number('0'),
  ],
  'f()': ['call', 'f()', 'f', [], false],
  'f(a, 1)': ['call', 'f(a, 1)', 'f', [a, number('1')], false],
  'f(a...)': ['call', 'f(a...)', 'f', [a], true],
  'f(\n  a, # why\n  1,\n)': ['call', 'f(\n  a, # why\n  1,\n)', 'f', [a, number('1')], false],
  'provider::x::f(a)': ['call', 'provider::x::f(a)', 'provider::x::f', [a], false],
  'f(a).b': dot('f(a).b', ['call', 'f(a)', 'f', [a], false], 'b'),
  'a ? b : 1': ['conditional', 'a ? b : 1', a, b, number('1')],
  '!a': ['operation', '!a', '!', [a]],
  '-a.b': ['operation', '-a.b', '-', [ab]],
  'a + 1': ['operation', 'a + 1', '+', [a, number('1')]],
  'a == b && a': ['operation', 'a == b && a', '&&', [['operation', 'a == b', '==', [a, b]], a]],
  '1 + a * b': ['operation', '1 + a * b', '+', [number('1'), ['operation', 'a * b', '*', [a, b]]]],
  '(1 + a) * b': ['operation', '(1 + a) * b', '*', [['operation', '1 + a', '+', [number('1'), a]], b]],
  'a.b /* why */ != null': ['operation', 'a.b /* why */ != null', '!=', [ab, ['literal', 'null', null]]],
  '[]': ['tuple', '[]', []],
  '[a, 1,]': ['tuple', '[a, 1,]', [a, number('1')]],
  '{}': ['object', '{}', []],
  '{ a = b }': ['object', '{ a = b }', [[['literal', 'a', 'a'], b]]],
  '{ "a" : b, (a) = 1 }': [
    'object',
    '{ "a" : b, (a) = 1 }',
    [
      [text('a'), b],
      [a, number('1')],
    ],
  ],
  '[for x in a : x.b]': [
    'for',
    '[for x in a : x.b]',
    'tuple',
    undefined,
    'x',
    a,
    undefined,
    dot('x.b', name('x'), 'b'),
    undefined,
    false,
  ],
  '{for k, v in a : k => v... if k}': [
    'for',
    '{for k, v in a : k => v... if k}',
    'object',
    'k',
    'v',
    a,
    name('k'),
    name('v'),
    name('k'),
    true,
  ],
  '"${a.b}"': ab,
  '"x ${a} y"': ['template', '"x ${a} y"', [['literal', 'x ', 'x '], a, ['literal', ' y', ' y']]],
  '"\\"$${a}\\t%%{b}\\u00e9"': ['literal', '"\\"$${a}\\t%%{b}\\u00e9"', '"${a}\t%{b}é'],
  '<<EOT\nx ${a}\nEOT': [
    'template',
    '<<EOT\nx ${a}\nEOT',
    [['literal', 'x ', 'x '], a, ['literal', '\n', '\n']],
  ],
  '"%{if a}x%{else}${b}%{endif}"': [
    'template',
    '"%{if a}x%{else}${b}%{endif}"',
    [
      [
        'conditional',
        '%{if a}x%{else}${b}%{endif}',
        a,
        ['template', 'x', [['literal', 'x', 'x']]],
        ['template', '${b}', [b]],
      ],
    ],
  ],
  '"%{for x in a}${x}%{endfor}"': [
    'template',
    '"%{for x in a}${x}%{endfor}"',
    [
      [
        'for',
        '%{for x in a}${x}%{endfor}',
        'string',
        undefined,
        'x',
        a,
        undefined,
        ['template', '${x}', [name('x')]],
        undefined,
        false,
      ],
    ],
  ],
};

describe('expressions', () => {
  for (const [source, expected] of Object.entries(constructs)) {
    it(`reads ${JSON.stringify(source)}`, async () => {
      assert.deepEqual(await shapeOf(source), expected);
    });
  }

  it('lets a bracket behind a legacy splat pick from its result', async () => {
    const legacy: Shape = ['splat', 'a.*.b', a, dot('.*.b', legacyElement, 'b')];
    assert.deepEqual(await shapeOf('a.*.b[0]'), ['index', 'a.*.b[0]', legacy, number('0')]);
  });

  it('lets a bracket behind a full splat pick inside each element', async () => {
    const [kind, , collection, each] = await shapeOf('a[*].b[0]');
    assert.deepEqual([kind, collection], ['splat', a]);
    assert.equal((each as Shape)[0], 'index');
  });
});
