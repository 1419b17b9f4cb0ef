import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from '@cdktf/hcl2json';
import type { Finding, Fix, FixId } from '../../server/src/analysis/finding';
import type { Snapshot } from '../../server/src/analysis/host';
import { applyEdits } from '../support/applyFix';
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
  const changed: Record<string, string> = {};
  for (const { uri, edits } of fix.files) {
    const name = uri.slice(root.length + 1);
    const original = all[name];
    assert.ok(original !== undefined, `${name} is there`);
    const text = applyEdits(original, edits);
    changed[name] = text;
    await assertParses(name, text);
    assertSameSurroundings(original, text, lost);
    if (name.endsWith('.tf')) layouts.push({ original, text });
  }
  const after = await analyse({ ...all, ...changed });
  assertOnlyLost(before, after, finding);
  const [text = ''] = Object.values(changed);
  return { fix, text, files: changed };
}

/** Original and result of what was applied since the last check, in native syntax. */
let layouts: { readonly original: string; readonly text: string }[] = [];

/** A test that `terraform fmt` would leave all results so far alone, where it left their originals alone. */
export function itStaysFormatted(): void {
  it('leaves formatted what terraform fmt had formatted', function () {
    const texts = layouts.flatMap(({ original, text }) => [original, text]);
    const checked = layouts;
    layouts = [];
    const unformatted = unformattedAmong(texts);
    // The layout can only be checked where there is a terraform.
    if (unformatted === undefined) return this.skip();
    const isFormatted = (text: string) => !unformatted.has(text);
    const spoilt = checked.filter(({ original, text }) => isFormatted(original) && !isFormatted(text));
    assert.ok(checked.some(({ original }) => isFormatted(original)));
    assert.deepEqual(
      spoilt.map(({ text }) => text),
      [],
    );
  });
}

function findingIn(snapshot: Snapshot, attribute: string | undefined): Finding {
  const finding = snapshot.findings.find(
    (candidate) => attribute === undefined || candidate.attribute === attribute,
  );
  assert.ok(finding, `there is a finding${attribute === undefined ? '' : ` for ${attribute}`}`);
  return finding;
}

async function assertParses(name: string, text: string): Promise<void> {
  if (name.endsWith('.json')) JSON.parse(text);
  else await assert.doesNotReject(parse(name, text), text);
}

function assertOnlyLost(before: Snapshot, after: Snapshot, finding: Finding): void {
  const keyOf = ({ address, attribute, source }: Finding) => `${address} ${attribute} ${source}`;
  const left = after.findings.map(keyOf);
  assert.ok(!left.includes(keyOf(finding)), 'the finding is gone');
  const known = before.findings.map(keyOf);
  assert.deepEqual(
    left.filter((key) => !known.includes(key)),
    [],
    'no other finding appeared',
  );
  assert.deepEqual(
    after.notes.map(({ message }) => message),
    before.notes.map(({ message }) => message),
  );
}

function assertSameSurroundings(original: string, text: string, lost: readonly string[]): void {
  const endings = (of: string) => [...new Set(of.match(/\r?\n/g) ?? ['\n'])];
  if (original.includes('\n')) assert.deepEqual(endings(text), endings(original), 'the line endings');
  assert.equal(/\s*$/.exec(text)?.[0], /\s*$/.exec(original)?.[0], 'the end of the file');
  const comments = (of: string): readonly string[] => of.match(/(?:#|\/\/).*|\/\*[^]*?\*\//g) ?? [];
  const left = comments(text);
  for (const comment of comments(original)) {
    const isLost = lost.includes(comment.trim());
    assert.equal(left.includes(comment), !isLost, `${isLost ? 'gone' : 'still there'}: ${comment}`);
  }
}

/** The texts that `terraform fmt` would change; undefined where there is no terraform. */
function unformattedAmong(texts: readonly string[]): ReadonlySet<string> | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-fmt-'));
  try {
    texts.forEach((text, index) => {
      writeFileSync(join(directory, `${String(index)}.tf`), text);
    });
    const { error, stdout, stderr } = spawnSync('terraform', ['fmt', '-write=false', directory], {
      encoding: 'utf8',
    });
    if (error !== undefined) return undefined;
    assert.doesNotMatch(stderr, /^.*Error: /m);
    const names = stdout.split('\n').filter((line) => line !== '');
    return new Set(names.map((name) => texts[Number.parseInt(basename(name), 10)] ?? ''));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
