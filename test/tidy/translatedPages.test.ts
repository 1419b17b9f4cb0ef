import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Pages in English alone: tables that a program writes, and what is for contributors. */
const englishOnly = ['docs/facts.md'];

/** Pages in Japanese alone: for those who translate. */
const japaneseOnly = ['docs/ja/glossary.md'];

function markdownBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.md')).map((name) => path.posix.join(folder, name));
}

const pages = markdownBelow('docs').filter((page) => !page.startsWith('docs/ja/'));

/** Each page with its translation. */
const pairs = [
  ['README.md', 'README.ja.md'],
  ...pages
    .filter((page) => !englishOnly.includes(page))
    .map((page) => [page, page.replace(/^docs\//, 'docs/ja/')] as const),
] as const;

/** What a page is made of, whatever its language: headings by level, tables by rows, code by language, pictures. */
function outline(page: string): readonly string[] {
  const parts: string[] = [];
  let code = false;
  for (const line of readFileSync(page, 'utf8').split('\n')) {
    if (line.startsWith('```')) {
      code = !code;
      if (code) parts.push(line);
    } else if (!code) {
      parts.push(...partOf(line));
    }
  }
  return parts;
}

function partOf(line: string): readonly string[] {
  const heading = /^#+(?= )/.exec(line);
  if (heading !== null) return [heading[0]];
  if (line.startsWith('|')) return [`row of ${String(line.split(/(?<!\\)\|/).length - 2)}`];
  return [...line.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, target = '']) => path.posix.basename(target));
}

/** The code of a page without its comments, which are translated. */
function codeOf(page: string): readonly string[] {
  const blocks = readFileSync(page, 'utf8').match(/^```[^]*?^```$/gm) ?? [];
  return blocks.map((block) => block.replace(/ *#.*$/gm, ''));
}

function linkTo(from: string, to: string): string {
  return path.posix.relative(path.posix.dirname(from), to);
}

describe('The documentation in two languages', () => {
  for (const [english, japanese] of pairs) {
    it(`says the same in both languages: ${english}`, () => {
      assert.ok(existsSync(japanese), `${japanese} is missing`);
      assert.deepEqual(outline(japanese), outline(english));
      assert.deepEqual(codeOf(japanese), codeOf(english));
    });

    it(`leads from one language to the other: ${english}`, () => {
      const head = (page: string) => readFileSync(page, 'utf8').split('\n')[2];
      assert.equal(head(english), `English | [日本語](${linkTo(english, japanese)})`);
      assert.equal(head(japanese), `[English](${linkTo(japanese, english)}) | 日本語`);
    });
  }

  it('has no translation of a page that is gone', () => {
    const expected = [...pairs.map(([, japanese]) => japanese).slice(1), ...japaneseOnly];
    assert.deepEqual([...markdownBelow('docs/ja')].sort(), expected.sort());
  });
});
