import assert from 'node:assert/strict';
import { extending, fileText } from '../../server/facts/table/file';
import { type ForceNewFile, forceNewEntries } from '../../server/src/models/forceNewTable';
import { read, sdkProvider, sdkResource, table } from './smallProvider';

function attribute(name: string, forceNew: boolean): string {
  return `"${name}": {Type: schema.TypeString, Optional: true, ForceNew: ${String(forceNew)}},`;
}

async function version(number: string, attributes: string): ReturnType<typeof read> {
  return read(sdkProvider(sdkResource(attributes)), {}, number);
}

describe('force-new generator: versions', () => {
  it('marks what began or stopped to force replacement, not what came or went', async () => {
    const old = await version(
      '1.0.0',
      attribute('always', true) + attribute('until', true) + attribute('since', false),
    );
    const young = await version(
      '2.0.0',
      attribute('always', true) +
        attribute('until', false) +
        attribute('since', true) +
        attribute('added', true),
    );
    const file = table(old, young);
    assert.deepEqual(file.versions, ['1.0.0', '2.0.0']);
    assert.equal(file.resources['small_thing'], 'added always since@1 until@0');
  });

  it('writes a file that the engine reads back', async () => {
    const old = await version('1.0.0', attribute('a', false) + attribute('b', true));
    const young = await version('2.0.0', attribute('a', true) + attribute('b', true));
    const file = JSON.parse(fileText(table(old, young))) as ForceNewFile;
    assert.deepEqual(forceNewEntries(file, 'small_thing'), [
      { path: 'a', covers: 'value', versions: ['2.0.0'] },
      { path: 'b', covers: 'value' },
    ]);
  });

  it('marks as a set what is one in some version only, and keeps it one entry', async () => {
    const disk = (type: string) => `"disk": {
      Type: schema.${type}, Optional: true,
      Elem: &schema.Resource{Schema: map[string]*schema.Schema{${attribute('kind', true)}}},
    },`;
    const read = [await version('1.0.0', disk('TypeList')), await version('2.0.0', disk('TypeSet'))];
    const file = table(...read, await version('3.0.0', attribute('other', true)));
    assert.equal(file.resources['small_thing'], 'disk$.kind other');
    assert.deepEqual(forceNewEntries(file, 'small_thing'), [
      { path: 'disk.kind', nesting: { disk: 'set' }, covers: 'value' },
      { path: 'other', covers: 'value' },
    ]);
  });

  it('keeps of a provider that extends another only what differs', async () => {
    const base = table(await version('1.0.0', attribute('a', true)));
    const same = extending(table(await version('1.0.0', attribute('a', true))), base, 'base');
    assert.deepEqual([same.extends, same.resources], ['base', {}]);
    assert.deepEqual(forceNewEntries(same, 'small_thing', base), [{ path: 'a', covers: 'value' }]);
    const other = extending(table(await version('1.0.0', attribute('b', true))), base, 'base');
    assert.deepEqual(forceNewEntries(other, 'small_thing', base), [{ path: 'b', covers: 'value' }]);
  });
});
