import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fixIds, type Finding, type Fix } from '../../server/src/analysis/finding';
import type { Snapshot } from '../../server/src/analysis/host';
import { analyse, createHost, filesInMemory, root } from '../support/engine';
import { applyFix, type AppliedFix, type EditedFile } from './invariants/appliedFix';
import { damageBy } from './invariants/editedText';
import { spoiltLayouts } from './invariants/formatted';
import { unlikeItsKind } from './invariants/offered';
import { broughtBy, isLeft } from './invariants/onlyLost';
import { allWorkspaces, type Workspace } from './workspaces';

/**
 * What does not hold for every kind of fix here, and why: `left`, findings that a fix rightly leaves, by fix and
 * fixture; `unseen`, kinds that no fixture can be offered.
 */
const exceptions = JSON.parse(readFileSync('test/fixes/everyFixture.json', 'utf8')) as {
  readonly left: readonly { readonly fix: string; readonly fixture: string; readonly why: string }[];
  readonly unseen: readonly { readonly fix: string; readonly why: string }[];
};

describe('every fix on every fixture', function () {
  this.timeout(60_000);
  const edited: EditedFile[] = [];
  const left = new Set<string>();
  const seen = new Set<string>();

  for (const [fixture, workspaces] of byFixture()) {
    it(`is a minimal edit that only takes its finding away in ${fixture}`, async () => {
      const problems: string[] = [];
      for (const workspace of workspaces) {
        const before = await analysed(workspace, workspace.files);
        for (const finding of before.findings) {
          for (const offered of await before.fixesFor(finding)) {
            const fix = await chosenFix(before, finding, offered);
            seen.add(fix.id);
            const place = `${workspace.title}: ${fix.title} (${finding.address}, ${finding.source}): `;
            const found = [...unlikeItsKind(fix)];
            if (fix.files.length > 0) {
              const applied = applyFix(workspace.files, root, finding, fix);
              edited.push(...applied.edited);
              found.push(...(await consequences(workspace, before, applied)));
            }
            problems.push(...found.map((problem) => place + problem));
          }
        }
      }
      assert.deepEqual(problems, []);
    });
  }

  async function consequences(
    workspace: Workspace,
    before: Snapshot,
    applied: AppliedFix,
  ): Promise<readonly string[]> {
    const after = await analysed(workspace, applied.after);
    const found = [...(await damageBy(applied)), ...broughtBy(applied, before, after)];
    if (!isLeft(applied, after)) return found;
    const exception = exceptions.left.find(
      ({ fix, fixture }) => fix === applied.fix.id && fixture === workspace.title,
    );
    left.add(`${applied.fix.id} ${workspace.title}`);
    return exception === undefined ? [...found, 'the finding is left'] : found;
  }

  it('leaves formatted what terraform fmt had formatted', function () {
    const layouts = spoiltLayouts(edited);
    // The layout can only be checked where there is a terraform.
    if (layouts === undefined) return this.skip();
    assert.ok(layouts.formatted > 100);
    assert.deepEqual(layouts.spoilt, []);
  });

  it('is of every kind there is', () => {
    const unseen = fixIds.filter((id) => !seen.has(id));
    assert.deepEqual(
      unseen,
      exceptions.unseen.map(({ fix }) => fix),
    );
  });

  it('has no exception that is none', () => {
    const stale = exceptions.left.filter(({ fix, fixture }) => !left.has(`${fix} ${fixture}`));
    assert.deepEqual(stale, []);
  });
});

/** The fix; where something is to be looked up and chosen first, the one for this choice. */
async function chosenFix(snapshot: Snapshot, finding: Finding, fix: Fix): Promise<Fix> {
  if (fix.lookUp === undefined) return fix;
  const chosen = await snapshot.pinnedTo(finding, 'ami-0123456789abcdef0');
  assert.ok(chosen, `${fix.title} can be chosen for`);
  return chosen;
}

function byFixture(): ReadonlyMap<string, readonly Workspace[]> {
  const groups = new Map<string, Workspace[]>();
  for (const workspace of allWorkspaces()) {
    const [file = ''] = workspace.title.split(': ');
    groups.set(file, [...(groups.get(file) ?? []), workspace]);
  }
  return groups;
}

async function analysed({ facts }: Workspace, files: Workspace['files']): Promise<Snapshot> {
  return analyse(await createHost(filesInMemory(files), { facts }));
}
