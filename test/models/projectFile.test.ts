import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyse, analyseFiles, createHost, filesInMemory, uriOf } from '../support/engine';
import { toyFacts } from '../support/toyFacts';

const configuration =
  'data "toy_latest" "x" {}\nresource "toy_argument" "a" {\n  image = data.toy_latest.x.id\n}\n';

/** The first block of code in this language. */
function exampleIn(text: string, language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(text) ?? [];
  assert.ok(code !== undefined, `there is an example in ${language}`);
  return code;
}

describe('the project file', () => {
  it('does what its documentation shows', async () => {
    const page = readFileSync('docs/project-file.md', 'utf8');
    const { findings, notes } = await analyseFiles({
      'holdfast.yaml': exampleIn(page, 'yaml'),
      'main.tf': exampleIn(page, 'terraform'),
    });
    assert.deepEqual(notes, []);
    assert.deepEqual(
      findings.map(({ rule, address, attribute }) => [rule, address, attribute]),
      [['drifting-replacement', 'my_server.db', 'image']],
    );
    assert.match(findings[0]?.message ?? '', /picks the newest image of a family at each run/);
  });

  it('is read again when it changes, comes and goes, on disk and in the editor', async () => {
    const files = filesInMemory({ 'app/main.tf': configuration });
    const host = await createHost(files, { facts: toyFacts() });
    const count = async () => (await analyse(host)).findings.length;
    const uri = uriOf('holdfast.yaml');
    assert.equal(await count(), 1);

    files.write(uri, 'neutral: [toy_latest]\n');
    host.invalidate([uri]);
    assert.equal(await count(), 0);

    host.setDocument(uri, 'neutral: []\n', 1);
    assert.equal(await count(), 1, 'what is typed counts before it is saved');
    host.setDocument(uri, 'neutral: {}\n', 2);
    const snapshot = await analyse(host);
    const text = snapshot.file(uri);
    assert.deepEqual(
      snapshot.notes.map(({ kind, range }) => [
        kind,
        text?.text.slice(range.start, range.end),
        text?.version,
      ]),
      [['invalid-configuration', '{}', 2]],
    );
    host.closeDocument(uri);
    assert.equal(await count(), 0);

    files.delete(uri);
    host.invalidate([uri]);
    assert.equal(await count(), 1);
  });

  it('never stops the analysis, whatever is in it', async () => {
    const texts = [
      '[',
      '\u0000',
      '- a',
      '"text"',
      'a: b: c',
      '{'.repeat(20_000),
      '[a, '.repeat(5_000),
      '? {a: b}\n: c',
      '__proto__: {}',
      'sources: [{__proto__: x}]',
      '!!binary x',
      'sources:\n  - ',
      'resources: {x: }',
    ];
    for (const text of texts) {
      const { findings, notes } = await analyseFiles(
        { 'holdfast.yaml': text, 'main.tf': configuration },
        { facts: toyFacts() },
      );
      assert.equal(findings.length, 1, text.slice(0, 20));
      assert.notEqual(notes.length, 0, text.slice(0, 20));
      assert.ok(notes.every(({ kind }) => kind === 'invalid-configuration'));
    }
  });
});
