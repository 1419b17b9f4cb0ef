import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

type Table = Readonly<Record<string, string>>;

/** Every text for people in the server's code, as it is looked up: `There is no {0}.`. */
function textsInCode(): ReadonlySet<string> {
  const root = path.resolve('server/src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return new Set(files.flatMap((name) => textsIn(path.join(root, name))));
}

function textsIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say') texts.push(keyOf(node.template));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function keyOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const spans = template.templateSpans.map((span, index) => `{${String(index)}}${span.literal.text}`);
  return [template.head.text, ...spans].join('');
}

function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
}

function inBackticks(text: string): readonly string[] {
  return text
    .split('`')
    .filter((name, index) => index % 2 === 1 && !name.includes('{'))
    .sort();
}

describe('Japanese', () => {
  const table = JSON.parse(
    readFileSync(path.resolve('server/src/models/data/words/ja-messages.json'), 'utf8'),
  ) as Table;
  const texts = textsInCode();

  it('is there for every text in the code', () => {
    assert.ok(texts.size > 100);
    assert.deepEqual(
      [...texts].filter((text) => !Object.hasOwn(table, text)),
      [],
    );
  });

  it('says everything that the English says: each value, and each name in backticks', () => {
    for (const [english, japanese] of Object.entries(table)) {
      assert.deepEqual(placeholders(japanese), placeholders(english), english);
      assert.deepEqual(inBackticks(japanese), inBackticks(english), english);
    }
  });
});
