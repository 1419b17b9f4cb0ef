import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Properties of the editor's objects whose value people read. */
const shownProperties = new Set([
  ...['title', 'placeHolder', 'prompt', 'label', 'description', 'detail', 'tooltip', 'message', 'text'],
  ...['openLabel', 'saveLabel', 'ariaLabel', 'markdown'],
]);

/** Calls whose arguments people read. */
const showing = /\.(?:show\w+Message|showQuickPick|setStatusBarMessage|createQuickPick|createWebviewPanel)$/;

/** Words that stay as they are in every language. */
const names = /\b(?:Holdfast|SVG|Terraform)\b/g;

/** The texts that an expression can come to and that nobody can translate, as far as its own file tells. */
function textsOf(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap(({ expression, literal }) => [literal.text, expression]);
    const texts = [node.head.text, ...spans.filter((part) => typeof part === 'string')].join('…');
    return [texts, ...spans.flatMap((part) => (typeof part === 'string' ? [] : textsOf(part)))];
  }
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(textsOf);
  if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap(textsOf);
  if (ts.isParenthesizedExpression(node) || ts.isSpreadElement(node)) return textsOf(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textsOf);
  if (ts.isIdentifier(node)) return constantsNamed(node).flatMap(textsOf);
  const joined = ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression);
  return joined && node.expression.name.text === 'join' ? textsOf(node.expression.expression) : [];
}

/** What the constants of this name in the same file are set to. */
function constantsNamed(name: ts.Identifier): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    const isIt = ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name.text;
    if (isIt && node.initializer !== undefined) found.push(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(name.getSourceFile());
  return found;
}

/** The expressions at a node that people read. */
function shownAt(node: ts.Node): readonly ts.Expression[] {
  if (ts.isCallExpression(node) && showing.test(node.expression.getText())) return node.arguments;
  if (ts.isPropertyAssignment(node) && shownProperties.has(node.name.getText())) return [node.initializer];
  const isSet = ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left);
  return isSet && shownProperties.has(node.left.name.text) ? [node.right] : [];
}

/** Words of a language: several, or one that begins as a sentence does. */
function saysSomething(text: string): boolean {
  return /[A-Z][a-z]+|[a-z]+ [a-z]+/.test(text.replaceAll(names, ''));
}

/** Every text of a file that is shown in English whatever the language, with its line. */
function untranslatedIn(name: string, text: string): readonly string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const shown of shownAt(node)) {
      const { line } = source.getLineAndCharacterOfPosition(shown.getStart());
      const texts = textsOf(shown).filter(saysSomething);
      found.push(...texts.map((one) => `${name}:${String(line + 1)}: ${one}`));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('What the editor shows', () => {
  it('is `vscode.l10n.t`', () => {
    const root = path.resolve('client/src');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    assert.ok(files.length > 30);
    const untranslated = files.flatMap((name) =>
      untranslatedIn(name, readFileSync(path.join(root, name), 'utf8')),
    );
    assert.deepEqual(untranslated, []);
  });

  for (const [what, code] of [
    ['a message', "void vscode.window.showErrorMessage('It failed.')"],
    ['a button', "const run = 'Run'; vscode.window.showInformationMessage(vscode.l10n.t('Now?'), run)"],
    ['a template', 'vscode.window.showWarningMessage(`Holdfast: ${name} is gone`)'],
    ['one branch', "pick({ title: isOld ? vscode.l10n.t('Old') : 'Something new' })"],
    ['a part of a list', "item.tooltip = [name, 'not known'].join(', ')"],
  ] as const) {
    it(`is seen where it is not: ${what}`, () => {
      assert.equal(untranslatedIn('some.ts', code).length, 1);
    });
  }

  it('is left alone where it is no words', () => {
    const code = "item.title = `Holdfast: ${words}`; pick({ label: 'terraform', kind: 'Some words' })";
    assert.deepEqual(untranslatedIn('some.ts', code), []);
  });
});
