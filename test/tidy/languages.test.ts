import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { fixKinds } from '../../server/src/fixes/index';

type Table = Readonly<Record<string, string>>;

/** Every text for people in a folder's code, as it is looked up: `There is no {0}.`. */
function textsInCode(folder: string, textOf: (node: ts.Node) => string | undefined): ReadonlySet<string> {
  const root = path.resolve(folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return new Set(files.flatMap((name) => textsIn(path.join(root, name), textOf)));
}

function textsIn(file: string, textOf: (node: ts.Node) => string | undefined): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined) texts.push(text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** `` say`…` `` in the server. */
function said(node: ts.Node): string | undefined {
  const isSaid = ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say';
  return isSaid ? keyOf(node.template) : undefined;
}

/** A text that is looked up where it is shown, such as what a setting has to be. */
function plain(node: ts.Node): string | undefined {
  return ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** `l10n.t('…')` in the client. */
function localised(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !/\bl10n\.t$/.test(node.expression.getText())) return undefined;
  const [first] = node.arguments;
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : undefined;
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
  const read = (file: string) => JSON.parse(readFileSync(path.resolve(file), 'utf8')) as Table;
  const table = read('server/src/models/data/words/ja-messages.json');
  const texts = new Set(['server/src', 'server/docs'].flatMap((folder) => [...textsInCode(folder, said)]));

  it('is there for every text in the code', () => {
    assert.ok(texts.size > 100);
    assert.deepEqual(
      [...texts].filter((text) => !Object.hasOwn(table, text)),
      [],
    );
  });

  it('is there for every text of the editor’s side, and no more', () => {
    const inEditor = textsInCode('client/src', localised);
    const bundle = read('client/l10n/bundle.l10n.ja.json');
    assert.deepEqual(Object.keys(bundle).sort(), [...inEditor].sort());
    const manifest = read('package.nls.json');
    assert.deepEqual(Object.keys(read('package.nls.ja.json')).sort(), Object.keys(manifest).sort());
    for (const [english, japanese] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(japanese), placeholders(english), english);
    }
  });

  it('is there for everything that a fix says of itself, with the same words in capitals', () => {
    const capitals = (text: string) => [...new Set(text.match(/\b[A-Z]{2,}\b/g) ?? [])].sort();
    for (const { name, titles, offered, writes, cost } of fixKinds) {
      for (const english of [cost, ...titles.map(({ title }) => title)]) {
        assert.deepEqual(capitals(table[english] ?? ''), capitals(english), english);
      }
      const others = [name, offered, writes, ...titles.map(({ when }) => when)];
      assert.deepEqual(
        others.filter((english) => !Object.hasOwn(table, english)),
        [],
      );
    }
  });

  it('has no text that nobody says', () => {
    const ofFixes = fixKinds.flatMap(({ name, titles, offered, writes, cost }) => [
      ...[name, offered, writes, cost],
      ...titles.flatMap(({ title, when }) => [title, when]),
    ]);
    const known = new Set([...texts, ...ofFixes, ...textsInCode('server/src', plain)]);
    assert.deepEqual(
      Object.keys(table).filter((text) => !known.has(text)),
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
