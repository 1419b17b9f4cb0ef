import assert from 'node:assert/strict';
import { parseConfigurations } from './cases/configuration';
import { comparedChanges, disagreements, unexpectedTruth } from './compare';
import type { EngineAnswer, EngineReplacement } from './engineAnswer';
import type { ChangeTruth, PlanTruth } from './run/truth';

const quiet: PlanTruth = { replaced: [], instances: [], updated: [] };

function plan(replaced: Readonly<Record<string, readonly string[]>>, ...instances: string[]): PlanTruth {
  const replacements = Object.entries(replaced).map(([address, attributes]) => ({ address, attributes }));
  return { replaced: replacements, instances, updated: [] };
}

function answer(...replaced: (Partial<EngineReplacement> & { address: string })[]): EngineAnswer {
  return {
    replaced: replaced.map((one) => ({
      attributes: ['image'],
      cause: 'drift',
      certainty: 'certain',
      ...one,
    })),
    instances: [],
  };
}

/** The kinds of disagreement over plans in which the same attribute changes. */
function kinds(plans: readonly PlanTruth[], said: EngineAnswer, unchanged = quiet): readonly string[] {
  const changes: ChangeTruth[] = plans.map((one) => ({ changed: ['data.toy_image.a.id'], plan: one }));
  const sections = plans.map((_, index) => `-- when ${String(index)} --\nreplaced: nothing\n`);
  const [configuration] = parseConfigurations(`== a case ==\n${sections.join('')}`);
  assert.ok(configuration);
  return comparedChanges(configuration, { unchanged, changes }).flatMap((change) =>
    disagreements(change, unchanged, said).map(({ kind }) => kind),
  );
}

describe('a comparison of the engine with Terraform', () => {
  const replaced = plan({ 'toy_server.a': ['image'] });

  it('is content where both say the same', () => {
    assert.deepEqual(kinds([replaced], answer({ address: 'toy_server.a' })), []);
    assert.deepEqual(kinds([quiet], answer()), []);
  });

  it('finds what the engine misses: a resource, an argument, an instance', () => {
    assert.deepEqual(kinds([replaced], answer()), ['missed']);
    const two = plan({ 'toy_server.a': ['image', 'zone'] });
    assert.deepEqual(kinds([two], answer({ address: 'toy_server.a' })), ['missed']);
    assert.deepEqual(kinds([plan({}, 'toy_server.a')], answer()), ['missed']);
  });

  it('wants to see everything that is said happen with some of the answers', () => {
    const certain = answer({ address: 'toy_server.a' });
    const possible = answer({ address: 'toy_server.a', certainty: 'possible' });
    assert.deepEqual(kinds([quiet, replaced], certain), []);
    assert.deepEqual(kinds([quiet, replaced], possible), []);
    assert.deepEqual(kinds([quiet, quiet], certain), ['overstated']);
    assert.deepEqual(kinds([quiet, quiet], possible), ['unseen']);
  });

  it('takes a set of blocks for the argument in it', () => {
    const set = plan({ 'toy_server.a': ['port'] });
    assert.deepEqual(kinds([set], answer({ address: 'toy_server.a', attributes: ['port.number'] })), []);
    assert.deepEqual(kinds([set], answer({ address: 'toy_server.a', attributes: ['portal'] })), [
      'missed',
      'unseen',
    ]);
  });

  it('leaves out what is replaced at every plan', () => {
    assert.deepEqual(kinds([replaced], answer(), replaced), []);
  });
});

describe('a configuration of the comparison', () => {
  const text = [
    '== a case ==',
    '-- main.tf --',
    '-- when one comes --',
    'data.toy_image.a.id: "1" -> "2"',
    'modules/b/data.toy_list.c(query="q").names: ["x"]',
    'replaced: toy_server.a image, disk.size',
    '-- when another comes --',
    'modules/b/data.toy_list.c(query="q").names: ["x"] -> []',
    'replaced: nothing',
    '',
  ].join('\n');

  it('has an answer for every generation', () => {
    assert.deepEqual(
      parseConfigurations(text)[0]?.answers.map(({ values }) => values),
      [
        ['1', '2', '1'],
        [['x'], ['x'], []],
      ],
    );
  });

  it('says what Terraform does not do, and what it does beyond that', () => {
    const [configuration] = parseConfigurations(text);
    assert.ok(configuration);
    const changes = [plan({ 'toy_server.b': ['image'] }), quiet].map((one) => ({ changed: [], plan: one }));
    assert.deepEqual(unexpectedTruth(configuration, { unchanged: quiet, changes }), [
      'when one comes: replaced, not by Terraform: toy_server.a disk.size image',
      'when one comes: replaced, not expected: toy_server.b image',
    ]);
  });

  it('must say what is replaced', () => {
    assert.throws(() => parseConfigurations('== a case ==\n-- when x --\ninstances: toy_server.a\n'));
    assert.throws(() =>
      parseConfigurations(`${text}-- when y --\ndata.toy_image.a.id: "3"\nreplaced: nothing\n`),
    );
  });
});
