import assert from 'node:assert/strict';
import type { Attribute, Body, Expression } from '../../server/src/syntax/ast';
import { HclJsonReader, joinContent, rejectionError } from '../../server/src/syntax/hclJson';
import { syntax } from '../support/engine';

/** The first block of `text`, with the content that Terraform's own parser finds in it. */
async function joined(text: string): Promise<Body> {
  const reader = await syntax();
  const file = reader.readHcl(text);
  assert.deepEqual(file.errors, []);
  const [block] = file.blocks;
  assert.ok(block);
  const conversion = await new HclJsonReader(reader).convert(text.slice(block.range.start, block.range.end));
  assert.ok('content' in conversion);
  return joinContent(block, conversion.content).body;
}

function valueOf(attributes: readonly Attribute[], name: string): Expression {
  const attribute = attributes.find((candidate) => candidate.name === name);
  assert.ok(attribute, name);
  return attribute.value;
}

async function literalIn(source: string): Promise<unknown> {
  const value = valueOf((await joined(`locals {\n  x = ${source}\n}\n`)).attributes, 'x');
  assert.ok(value.kind === 'literal');
  return value.value;
}

/** Strings as they are written, and what they stand for; `terraform console` says the same. */
const strings: Readonly<Record<string, string>> = {
  '"plain"': 'plain',
  '""': '',
  '"tab\\tquote\\"backslash\\\\"': 'tab\tquote"backslash\\',
  '"\\u00e9\\U0001F680"': 'é🚀',
  '"é🚀"': 'é🚀',
  '"$${a} %%{b}"': '${a} %{b}',
  '"$x %y $$ %%"': '$x %y $$ %%',
  '<<EOT\na\n  b\nEOT': 'a\n  b\n',
  '<<-EOT\n    a\n      b\n    EOT': 'a\n  b\n',
  '<<-EOT\n    a\n  b\n  EOT': '  a\nb\n',
  '<<EOT\n\\t $${a} "quoted"\nEOT': '\\t ${a} "quoted"\n',
  '<<EOT\nEOT': '',
};

describe('the two readings of a block', () => {
  for (const [source, expected] of Object.entries(strings)) {
    it(`agree on ${JSON.stringify(source)}`, async () => {
      assert.equal(await literalIn(source), expected);
    });
  }

  it('meet in lists and objects', async () => {
    const { attributes } = await joined(
      'locals {\n  x = { a = ["\\u00e9", <<-EOT\n    y\n    EOT\n  ] }\n}\n',
    );
    const object = valueOf(attributes, 'x');
    assert.ok(object.kind === 'object');
    const list = object.items[0]?.value;
    assert.ok(list?.kind === 'tuple');
    assert.deepEqual(
      list.elements.map((element) => element.kind === 'literal' && element.value),
      ['é', 'y\n'],
    );
  });

  it('meet in nested blocks of one type by their order', async () => {
    const block = (text: string) => `  disk {\n    name = <<-EOT\n      ${text}\n      EOT\n  }\n`;
    const { blocks } = await joined(`resource "a" "b" {\n${block('one')}  other {}\n${block('two')}}\n`);
    const names = blocks
      .filter(({ type }) => type === 'disk')
      .map(({ body }) => valueOf(body.attributes, 'name'));
    assert.deepEqual(
      names.map((value) => value.kind === 'literal' && value.value),
      ['one\n', 'two\n'],
    );
  });

  it('leave references, templates and positions as they are written', async () => {
    const text = 'locals {\n  x = "a ${local.y}"\n  z = local.y\n}\n';
    const { attributes } = await joined(text);
    const written = attributes.map(({ value }) => [
      value.kind,
      text.slice(value.range.start, value.range.end),
    ]);
    assert.deepEqual(written, [
      ['template', '"a ${local.y}"'],
      ['attribute', 'local.y'],
    ]);
  });

  it('tell where a rejected block is wrong', async () => {
    const text = '# é\r\nlocals {\r\n  a = 1\r\n  a = 2\r\n}\r\n';
    const reader = await syntax();
    const [block] = reader.readHcl(text).blocks;
    assert.ok(block);
    const conversion = await new HclJsonReader(reader).convert(
      text.slice(block.range.start, block.range.end),
    );
    assert.ok('rejection' in conversion);
    const { range, message } = rejectionError(conversion.rejection, block.range, text);
    assert.equal(range.start, text.indexOf('a = 2'));
    assert.match(
      message,
      /^Terraform rejects this: Attribute redefined: The argument "a" was already set\. Each/,
    );
  });
});

describe('conversions', () => {
  /** A reader that counts, and fails where the text says so. */
  function counting() {
    const asked: string[] = [];
    const hclToJson = (_name: string, text: string): Promise<unknown> => {
      asked.push(text);
      return text === 'bad' ? Promise.reject(new Error('no position here')) : Promise.resolve({ text });
    };
    return { asked, reader: new HclJsonReader({ hclToJson }) };
  }

  it('are made once for a text', async () => {
    const { asked, reader } = counting();
    const [first, second, other] = await Promise.all(['a', 'a', 'b'].map((text) => reader.convert(text)));
    assert.deepEqual(asked, ['a', 'b']);
    assert.equal(first, second);
    assert.deepEqual(other, { content: { text: 'b' } });
  });

  it('that fail without a position point at the beginning', async () => {
    const { reader } = counting();
    const conversion = await reader.convert('bad');
    assert.deepEqual(conversion, {
      rejection: { line: 1, column: 1, message: 'Error: no position here' },
    });
  });
});
