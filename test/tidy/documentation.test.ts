import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every page for people: those in the root, and everything below `docs`. */
const pages = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...filesBelow('docs').filter((name) => name.endsWith('.md')),
];

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

/** Where the links and pictures of a page lead, as paths from the root; those into the network left out. */
function targetsOf(page: string): readonly string[] {
  const prose = readFileSync(page, 'utf8').replace(/^```[^]*?^```/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => (target ?? '').replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => path.join(path.dirname(page), target));
}

describe('the documentation', () => {
  it('links to what is there', () => {
    assert.ok(pages.length > 20);
    const broken = pages.flatMap((page) =>
      targetsOf(page).flatMap((target) => (existsSync(target) ? [] : [`${page}: ${target}`])),
    );
    assert.deepEqual(broken, []);
  });

  it('shows every picture that the tests take', () => {
    const shown = new Set(pages.flatMap(targetsOf));
    assert.deepEqual(
      filesBelow('docs/images').filter((picture) => !shown.has(picture)),
      [],
    );
  });

  it('has an index of every page', () => {
    const listed = new Set(targetsOf('docs/README.md'));
    const english = filesBelow('docs').filter(
      (page) => page.endsWith('.md') && !page.startsWith(path.join('docs', 'ja')),
    );
    assert.deepEqual(
      english.filter((page) => page !== path.join('docs', 'README.md') && !listed.has(page)),
      [],
    );
  });
});
