import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, composeEdits, type TracedEdit } from '../../server/src/base/textEdits';

const seed = 20260131;

/** What makes edits of any text: places, taken modulo its length, and what is put there. */
const recipes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('', 'A', 'BC', 'DEF')), {
  maxLength: 4,
});

/** Edits of `text`, free of overlaps. */
function editsOf(
  text: string,
  recipe: readonly (readonly [number, number, string])[],
  cause: string,
): readonly TracedEdit<string>[] {
  const offsets = recipe
    .flatMap(([one, other]) => [one, other])
    .map((offset) => offset % (text.length + 1))
    .sort((one, other) => one - other);
  return recipe.map(([, , newText], index) => ({
    range: { start: offsets[2 * index] ?? 0, end: offsets[2 * index + 1] ?? 0 },
    newText,
    causes: [cause],
  }));
}

describe('Edits of a text', () => {
  it('in two steps are composed to one that comes to the same', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), recipes, recipes, (text, first, second) => {
        const earlier = editsOf(text, first, 'first');
        const between = applyEdits(text, earlier);
        const later = editsOf(between, second, 'second');
        const composed = composeEdits(between, earlier, later);
        assert.equal(applyEdits(text, composed), applyEdits(between, later));
        composed.forEach(({ range }, index) => {
          assert.ok(range.start <= range.end);
          assert.ok((composed[index - 1]?.range.end ?? -1) < range.start, 'apart from each other');
        });
      }),
      { seed, numRuns: 1000 },
    );
  });

  it('stay apart where they are apart, each with its cause', () => {
    const one = { range: { start: 0, end: 1 }, newText: 'AAA', causes: ['one'] };
    const two = { range: { start: 8, end: 9 }, newText: 'B', causes: ['two'] };
    const into = { range: { start: 1, end: 2 }, newText: 'x', causes: ['three'] };
    assert.deepEqual(composeEdits('AAAbcdefgh', [one], [into, two]), [
      { range: { start: 0, end: 1 }, newText: 'AxA', causes: ['one', 'three'] },
      { range: { start: 6, end: 7 }, newText: 'B', causes: ['two'] },
    ]);
  });
});
