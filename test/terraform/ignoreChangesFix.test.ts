import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Finding, Fix } from '../../server/src/analysis/finding';
import { applyEdits } from '../support/applyFix';
import { analyse, createHost, facts, filesInMemory, root } from '../support/engine';
import { parseConfigurations, type Configuration } from './cases/configuration';
import { comparedChanges, disagreements, unexpectedTruth } from './compare';
import { askEngine } from './engineAnswer';
import { hasTerraform } from './run/command';
import { truthsOf, type Truth } from './run/truth';
import { withStandIn } from './standInFacts';

/**
 * What Terraform does after fixes `ignore-changes` were applied. The notation is that of `cases`, with one section
 * more: each line of `fixed` is a finding whose fix is applied, and what the fix says that it ignores:
 *
 *     ADDRESS ATTRIBUTE: REFERENCE, REFERENCE [in FILE]
 */
interface FixedConfiguration {
  readonly configuration: Configuration;
  readonly fixes: readonly ExpectedFix[];
}

interface ExpectedFix {
  readonly address: string;
  readonly attribute: string;
  readonly title: string;
  readonly file: string | undefined;
}

type Files = Readonly<Record<string, string>>;

const configurations = parseConfigurations(
  readFileSync('test/terraform/ignoreChangesFix.tf.txt', 'utf8'),
).map((configuration): FixedConfiguration => {
  const { fixed = '', ...files } = configuration.files;
  const lines = fixed.split('\n').filter((line) => line !== '');
  return { configuration: { ...configuration, files }, fixes: lines.map(expectedFix) };
});

function expectedFix(line: string): ExpectedFix {
  const match = /^(\S+) (\S+): (.+?)(?: in (\S+))?$/.exec(line);
  assert.ok(match, line);
  const [, address = '', attribute = '', references = '', file] = match;
  const title = `Ignore changes to ${references.replace(/, (?!.*, )/, ' and ')}`;
  return { address, attribute, title, file };
}

/** The findings, and the fix of one of them. */
async function fixFor(files: Files, { address, attribute }: ExpectedFix): Promise<Fix> {
  const host = await createHost(filesInMemory(files), { facts: withStandIn(facts) });
  const snapshot = await analyse(host);
  const isMeant = (finding: Finding) => finding.address === address && finding.attribute === attribute;
  const finding = snapshot.findings.find(isMeant);
  assert.ok(finding, `there is a finding for ${address} ${attribute}`);
  const fix = (await snapshot.fixesFor(finding)).find(({ id }) => id === 'ignore-changes');
  assert.ok(fix, `there is a fix for ${address} ${attribute}`);
  return fix;
}

/** The files after all fixes, one after the other; each is checked on the way. */
async function fixedFiles({ configuration, fixes }: FixedConfiguration): Promise<Files> {
  let files = configuration.files;
  for (const expected of fixes) {
    const fix = await fixFor(files, expected);
    assert.equal(fix.title, expected.title);
    for (const { uri, edits } of fix.files) {
      const name = uri.slice(root.length + 1);
      assert.equal(name, expected.file ?? name);
      files = { ...files, [name]: applyEdits(files[name] ?? '', edits) };
    }
  }
  return files;
}

describe('the references that ignore-changes writes', function () {
  this.timeout(300_000);
  const fixed = new Map<string, Configuration>();
  const truths = new Map<string, Truth>();

  describe('are those expected', () => {
    for (const one of configurations) {
      const { configuration } = one;
      it(configuration.title, async () => {
        const files = await fixedFiles(one);
        assert.notDeepEqual(files, configuration.files);
        fixed.set(configuration.title, { ...configuration, files });
      });
    }
  });

  describe('keep Terraform from what they should', () => {
    before(async function () {
      if (!hasTerraform()) return this.skip();
      const results = await truthsOf([...fixed.values()]);
      [...fixed.keys()].forEach((title, index) => {
        const truth = results[index];
        if (truth !== undefined) truths.set(title, truth);
      });
    });

    for (const { configuration } of configurations) {
      it(configuration.title, async () => {
        const [truth, after] = [truths.get(configuration.title), fixed.get(configuration.title)];
        assert.ok(truth && after);
        assert.deepEqual(unexpectedTruth(after, truth), [], 'Terraform does what is expected');
        for (const change of comparedChanges(after, truth)) {
          const answer = await askEngine(after.files, after.root, change.changed);
          assert.deepEqual(disagreements(change, truth.unchanged, answer), []);
        }
      });
    }
  });
});
