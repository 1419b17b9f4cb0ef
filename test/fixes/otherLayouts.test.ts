import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Snapshot } from '../../server/src/analysis/host';
import { analyse, createHost, filesInMemory, root } from '../support/engine';
import { Choices } from '../terraform/random/choices';
import { applyFix, type EditedFile, type Texts } from './invariants/appliedFix';
import { damageBy } from './invariants/editedText';
import { formattedTexts, spoiltLayouts } from './invariants/formatted';
import { broughtBy, isLeft } from './invariants/onlyLost';
import { inOtherLayout } from './otherLayout';
import { allWorkspaces, type Workspace } from './workspaces';

const seed = 20260131;
const runs = 400;
const isConfiguration = (name: string) => /\.(?:tf|tofu)(?:\.json)?$/.test(name);

describe('every fix in other layouts of the fixtures', function () {
  this.timeout(300_000);
  const workspaces = allWorkspaces();
  const inputs = fc.record({
    workspace: fc.nat({ max: workspaces.length - 1 }),
    /** Which of all the fixes there. */
    fix: fc.nat({ max: 99 }),
    layout: fc.array(fc.nat({ max: 999 }), { maxLength: 400, size: 'max' }),
  });
  const edited: EditedFile[] = [];
  const tried = new Map<string, number>();

  it('is a minimal edit that only takes its finding away', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async ({ workspace: index, fix, layout }) => {
        const workspace = workspaces[index];
        assert.ok(workspace);
        const files = await inOtherLayouts(workspace.files, layout);
        const problem = await firstProblem(workspace, files, fix);
        assert.equal(problem, undefined, problem);
      }),
      { seed, numRuns: runs },
    );
    for (const id of ['accept', 'ignore-changes', 'pin-value']) {
      assert.ok((tried.get(id) ?? 0) > runs / 10, `${id} was tried ${String(tried.get(id))} times`);
    }
  });

  it('leaves formatted what terraform fmt had formatted', async function () {
    const samples = fc.sample(inputs, { seed: seed + 1, numRuns: runs });
    const unformatted = await Promise.all(
      samples.map(({ workspace, layout }) => inOtherLayouts(workspaces[workspace]?.files ?? {}, layout)),
    );
    const texts = unformatted
      .flatMap((files) => Object.entries(files))
      .filter(([name]) => name.endsWith('.tf'));
    const formatted = formattedTexts(texts.map(([, text]) => text));
    // The layout can only be checked where there is a terraform.
    if (formatted === undefined) return this.skip();
    const byText = new Map(texts.map(([, text], index) => [text, formatted[index] ?? text]));
    edited.length = 0;
    for (const [index, { workspace: at, fix }] of samples.entries()) {
      const workspace = workspaces[at];
      assert.ok(workspace);
      const files = Object.entries(unformatted[index] ?? {}).map(([name, text]) => [
        name,
        byText.get(text) ?? text,
      ]);
      const problem = await firstProblem(workspace, Object.fromEntries(files) as Texts, fix);
      assert.equal(problem, undefined, problem);
    }
    const layouts = spoiltLayouts(edited);
    assert.ok(layouts && layouts.formatted > runs / 4);
    assert.deepEqual(layouts.spoilt, []);
  });

  /** What the fix does that no fix may do, with the text before and after; undefined where there is nothing. */
  async function firstProblem(
    workspace: Workspace,
    files: Texts,
    which: number,
  ): Promise<string | undefined> {
    const before = await analysed(workspace, files);
    const offers = await Promise.all(
      before.findings.map(async (finding) =>
        (await before.fixesFor(finding)).map((offered) => ({ finding, offered })),
      ),
    );
    const all = offers.flat().filter(({ offered }) => offered.files.length > 0);
    const chosen = all[which % Math.max(all.length, 1)];
    if (chosen === undefined) return undefined;
    const { finding, offered } = chosen;
    tried.set(offered.id, (tried.get(offered.id) ?? 0) + 1);
    const applied = applyFix(files, root, finding, offered);
    edited.push(...applied.edited);
    const after = await analysed(workspace, applied.after);
    const problems = [
      ...(await damageBy(applied)),
      ...broughtBy(applied, before, after),
      ...(isLeft(applied, after) ? ['the finding is left'] : []),
    ];
    const texts = applied.edited.flatMap(({ before: old, after: now }) => [
      '--- before',
      old,
      '--- after',
      now,
    ]);
    return problems.length === 0
      ? undefined
      : [`${workspace.title}: ${offered.title}`, ...problems, ...texts].join('\n');
  }
});

async function inOtherLayouts(files: Texts, layout: readonly number[]): Promise<Texts> {
  const choices = new Choices(layout);
  const others: Record<string, string> = { ...files };
  for (const [name, text] of Object.entries(files)) {
    if (isConfiguration(name)) others[name] = await inOtherLayout(name, text, choices);
  }
  return others;
}

async function analysed({ facts }: Workspace, files: Texts): Promise<Snapshot> {
  return analyse(await createHost(filesInMemory(files), { facts }));
}
