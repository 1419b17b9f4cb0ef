import * as assert from 'node:assert/strict';
import type { Finding, Fix, FixId } from '../../server/src/analysis/finding';
import type { Snapshot } from '../../server/src/analysis/host';
import { applyFix, type EditedFile } from './invariants/appliedFix';
import { damageBy } from './invariants/editedText';
import { spoiltLayouts } from './invariants/formatted';
import { unlikeItsKind } from './invariants/offered';
import { broughtBy, isLeft } from './invariants/onlyLost';
import { analyse, root, type Files } from './moduleInMemory';

/** A drifting look-up for the resources of these tests. */
export const driftingData = `data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}

data "aws_ebs_snapshot" "backup" {
  most_recent = true
}
`;

/** A fix, applied. */
export interface Applied {
  readonly fix: Fix;
  /** The text of the only edited file, or the first of several. */
  readonly text: string;
  /** The edited files' texts by their names. */
  readonly files: Files;
}

/** The fixes that are offered for the first finding in the module (or the first for `attribute`). */
export async function offeredFixes(files: Files, attribute?: string): Promise<readonly Fix[]> {
  const snapshot = await analyse({ 'data.tf': driftingData, ...files });
  return snapshot.fixesFor(findingIn(snapshot, attribute));
}

/** The fix `id` among the offered ones, undefined where it is not offered. */
export async function offeredFix(id: FixId, files: Files, attribute?: string): Promise<Fix | undefined> {
  return (await offeredFixes(files, attribute)).find((fix) => fix.id === id);
}

/**
 * Applies the fix `id` to the first finding of the module (or the first for `attribute`) and checks what
 * holds for every fix: the result parses, this finding is gone for good and no other appeared, comments and
 * line endings are as before. `itStaysFormatted` checks the layout. `lost` are comments that go with the line on which
 * they stood.
 */
export async function applied(
  id: FixId,
  files: Files,
  attribute?: string,
  lost: readonly string[] = [],
): Promise<Applied> {
  const all: Files = { 'data.tf': driftingData, ...files };
  const before = await analyse(all);
  const finding = findingIn(before, attribute);
  const fix = (await before.fixesFor(finding)).find((candidate) => candidate.id === id);
  assert.ok(fix, `${id} is offered`);
  const result = applyFix(all, root, finding, fix);
  const damage = await damageBy(result, lost);
  const after = await analyse(result.after);
  assert.deepEqual([...unlikeItsKind(fix), ...damage, ...broughtBy(result, before, after)], []);
  assert.ok(!isLeft(result, after), 'the finding is gone');
  for (const comment of lost) {
    assert.ok(
      !result.edited.some((file) => file.before.includes(comment) && file.after.includes(comment)),
      `gone: ${comment}`,
    );
  }
  layouts.push(...result.edited);
  const [first] = result.edited;
  const changed = result.edited.map((file) => [file.name, file.after]);
  return { fix, text: first?.after ?? '', files: Object.fromEntries(changed) as Files };
}

/** What was applied since the last check. */
let layouts: EditedFile[] = [];

/** A test that `terraform fmt` would leave all results so far alone, where it left their originals alone. */
export function itStaysFormatted(): void {
  it('leaves formatted what terraform fmt had formatted', function () {
    const checked = spoiltLayouts(layouts);
    layouts = [];
    // The layout can only be checked where there is a terraform.
    if (checked === undefined) return this.skip();
    assert.ok(checked.formatted > 0);
    assert.deepEqual(checked.spoilt, []);
  });
}

function findingIn(snapshot: Snapshot, attribute: string | undefined): Finding {
  const finding = snapshot.findings.find(
    (candidate) => attribute === undefined || candidate.attribute === attribute,
  );
  assert.ok(finding, `there is a finding${attribute === undefined ? '' : ` for ${attribute}`}`);
  return finding;
}
