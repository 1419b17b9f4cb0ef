import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCases, caseFiles, caseTruths } from './cases/caseTruths';
import { comparedChanges, disagreements, unexpectedTruth } from './compare';
import { askEngine, checkedResources } from './engineAnswer';
import { hasTerraform } from './run/command';
import type { Truth } from './run/truth';

const directory = 'test/terraform/cases';

/**
 * What a check does not name although Terraform replaces it with the answers tried, by title, and why: a check asks
 * what drifts by itself and is expected to, where `whatif` takes any change for granted.
 */
const silentInCheck = JSON.parse(readFileSync(join(directory, 'silentInCheck.json'), 'utf8')) as Readonly<
  Record<string, { readonly why: string; readonly addresses: readonly string[] }>
>;

describe('compared with Terraform', function () {
  this.timeout(300_000);
  const all = allCases;
  let truths: readonly Truth[] = [];

  before(async function () {
    if (hasTerraform()) truths = await caseTruths();
    else this.skip();
  });

  for (const { name, configurations } of caseFiles) {
    describe(name, () => {
      for (const configuration of configurations) {
        it(configuration.title, () => {
          const truth = truths[all.indexOf(configuration)];
          assert.ok(truth);
          assert.deepEqual(unexpectedTruth(configuration, truth), [], 'Terraform does what is expected');
        });
      }
    });
  }

  describe('the engine says what Terraform does', () => {
    for (const [index, configuration] of all.entries()) {
      it(configuration.title, async () => {
        const truth = truths[index];
        assert.ok(truth);
        for (const change of comparedChanges(configuration, truth)) {
          const answer = await askEngine(configuration.files, configuration.root, change.changed);
          assert.deepEqual(disagreements(change, truth.unchanged, answer), []);
        }
      });
    }
  });

  describe('a check names what Terraform replaces when answers change', () => {
    for (const [index, configuration] of all.entries()) {
      it(configuration.title, async () => {
        const truth = truths[index];
        assert.ok(truth);
        const named = await checkedResources(configuration.files);
        const always =
          'error' in truth.unchanged ? [] : truth.unchanged.replaced.map(({ address }) => address);
        const replaced = truth.changes.flatMap(({ plan }) => ('error' in plan ? [] : plan.replaced));
        const missed = replaced
          .map(({ address }) => address)
          .filter((address) => !named.has(address) && !always.includes(address));
        const silent = silentInCheck[configuration.title]?.addresses ?? [];
        assert.deepEqual([...new Set(missed)].sort(), silent);
      });
    }
  });

  it('has a configuration for everything that the core was measured to do', () => {
    assert.ok(all.length >= 80, `${String(all.length)} configurations`);
  });
});
