import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { FixId } from '../../server/src/analysis/finding';
import { applyEdits } from '../support/applyFix';
import { analyse, createHost, facts, filesInMemory, root } from '../support/engine';
import { parseConfigurations, type Configuration } from './cases/configuration';
import { hasTerraform } from './run/command';
import { truthsOf, type Truth } from './run/truth';
import { withStandIn } from './standInFacts';

/**
 * Configurations in which something is replaced. The title says which fix takes that away: Terraform must then replace
 * nothing. `deployed.json` is what a state file says in the first generation, for the fix.
 */
const cases = parseConfigurations(readFileSync('test/terraform/fixes.tf.txt', 'utf8')).map(
  (configuration) => ({
    configuration,
    id: (configuration.title.split(':')[0] ?? '') as FixId,
  }),
);

describe('after a fix of a source, Terraform', function () {
  this.timeout(120_000);
  let before_: readonly Truth[] = [];
  let after_: readonly Truth[] = [];

  before(async function () {
    if (!hasTerraform()) return this.skip();
    const fixed = await Promise.all(cases.map(({ configuration, id }) => afterFix(configuration, id)));
    const truths = await truthsOf([...cases.map(({ configuration }) => configuration), ...fixed]);
    before_ = truths.slice(0, cases.length);
    after_ = truths.slice(cases.length);
  });

  for (const [index, { configuration }] of cases.entries()) {
    it(`replaces nothing any more: ${configuration.title}`, () => {
      const expected = configuration.changes.map(({ expected: { replaced } }) => replaced);
      assert.deepEqual(replacedIn(before_[index]), expected, 'without the fix');
      assert.deepEqual(
        replacedIn(after_[index]),
        expected.map(() => []),
      );
    });
  }
});

function replacedIn(truth: Truth | undefined): unknown {
  assert.ok(truth);
  assert.deepEqual(truth.unchanged, { replaced: [], instances: [], updated: [] });
  return truth.changes.map(({ plan }) => ('error' in plan ? plan.error : plan.replaced));
}

async function afterFix(configuration: Configuration, id: FixId): Promise<Configuration> {
  const { files } = configuration;
  const { 'deployed.json': state } = files;
  const analysed = state === undefined ? files : { ...files, 'terraform.tfstate': state };
  const snapshot = await analyse(await createHost(filesInMemory(analysed), { facts: withStandIn(facts) }));
  const fixes = (await Promise.all(snapshot.findings.map((finding) => snapshot.fixesFor(finding)))).flat();
  const fix = fixes.find((one) => one.id === id && one.files.length > 0);
  assert.ok(
    fix,
    `${configuration.title}: ${id} is offered among ${fixes.map((one) => one.title).join('; ')}`,
  );
  if (state !== undefined) assert.equal(fix.applicability, 'safe', configuration.title);
  const changed = fix.files.map(({ uri, edits }): [string, string] => {
    const name = uri.slice(root.length + 1);
    return [name, applyEdits(files[name] ?? '', edits)];
  });
  return { ...configuration, files: { ...files, ...Object.fromEntries(changed) } };
}
