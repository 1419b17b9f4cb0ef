import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { forceNewEntries, type ForceNewFile, type OverrideFile } from '../../server/src/models/forceNewTable';
import type { ConsequenceTable } from '../../server/src/models/schema';

const data = 'server/src/models/data';

function namesIn(folder: string): readonly string[] {
  return readdirSync(path.join(data, folder)).map((name) => name.replace(/\.json$/, ''));
}

function read(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(path.join(data, folder, `${name}.json`), 'utf8'));
}

const generated = new Map(
  namesIn('generated').map((name) => [name, read('generated', name) as ForceNewFile]),
);

describe('generated rows', () => {
  for (const [name, file] of generated) {
    it(`${name} can be read, type by type`, () => {
      const types = Object.keys(file.resources);
      assert.deepEqual(types, [...types].sort(), 'types in ascending order');
      for (const type of types) {
        const text = file.resources[type] ?? '';
        const written = text === '' ? [] : text.split(' ');
        const entries = forceNewEntries(file, type) ?? [];
        assert.equal(entries.length, written.length, type);
        assert.equal(new Set(written).size, written.length, `${type}: no entry twice`);
        for (const { path: argument, covers, versions } of entries) {
          assert.match(argument, /^\w+(\.\w+)*$/, `${type} ${argument} ${covers}`);
          assert.notDeepEqual(versions, [], `${type} ${argument}: versions that were read`);
        }
      }
    });
  }

  it('have the files that others extend', () => {
    const extended = [...generated.values()].flatMap((file) => file.extends ?? []);
    assert.deepEqual(
      extended.filter((name) => !generated.has(name)),
      [],
    );
    assert.deepEqual(extended, ['google']);
  });
});

describe('overrides', () => {
  for (const name of namesIn('overrides')) {
    it(`${name} corrects types of that provider`, () => {
      const { provider, provenance, resources } = read('overrides', name) as OverrideFile;
      const corrected = generated.get(name);
      assert.equal(provenance.origin, 'manual');
      assert.ok(provenance.readIn !== '');
      assert.equal(provider, corrected?.provider ?? provider);
      // A type that is served apart from the others has no generated row.
      const apart = ['kubernetes_manifest'];
      for (const type of Object.keys(resources).filter((one) => !apart.includes(one))) {
        assert.ok(corrected === undefined || Object.hasOwn(corrected.resources, type), type);
      }
    });
  }
});

describe('consequences', () => {
  // Those of azurerm and of the others also name types that only older versions than those read have.
  it('are given to types that have a row', () => {
    const types = [
      ...generated.values(),
      ...namesIn('overrides').map((name) => read('overrides', name) as OverrideFile),
    ].flatMap(({ resources }) => Object.keys(resources));
    const known = new Set(types);
    const unknown = ['aws', 'google']
      .map((name) => read('consequences', name) as ConsequenceTable)
      .flatMap((table) => [...table['data-loss'], ...table.routine])
      .filter((type) => !known.has(type));
    assert.deepEqual(unknown, []);
  });
});
