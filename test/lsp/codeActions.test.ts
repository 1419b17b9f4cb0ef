import assert from 'node:assert/strict';
import {
  CancellationToken,
  CancellationTokenSource,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
} from 'vscode-languageserver/node';
import type { Finding, Fix } from '../../server/src/analysis/finding';
import type { AnalysedFile } from '../../server/src/analysis/host';
import { Cancelled } from '../../server/src/base/cancellation';
import type { ClientFeatures } from '../../server/src/lsp/clientFeatures';
import { codeActions } from '../../server/src/lsp/codeActions';
import { ContentModified } from '../../server/src/lsp/handle';
import { toRange } from '../../server/src/lsp/toProtocol';
import { allFeatures, analysedFile, findingAt, fixAt, forkOf, snapshotOf } from './fakes';

const main = analysedFile('file:///app/main.tf', 'ami = data.x\nkey = data.y\n', 7);
const data = analysedFile('file:///app/data.tf', 'most_recent = true\n');

/** What a client asks for, and what the engine would answer; the middle of `data.x` and one fix by default. */
interface Scene {
  readonly findings?: readonly Finding[];
  readonly fixes?: (finding: Finding) => readonly Fix[];
  readonly features?: Partial<ClientFeatures>;
  readonly context?: Partial<CodeActionContext>;
  readonly at?: string;
  readonly token?: CancellationToken;
  /** The editor's versions; that of `main` by default. */
  readonly versions?: (uri: string) => number | undefined;
}

async function ask(scene: Scene = {}): Promise<CodeAction[]> {
  const files = [main, data];
  const fixes = scene.fixes ?? ((finding) => [fixAt(main, textOf(finding), '"ami-1"')]);
  const snapshot = snapshotOf({ files, findings: scene.findings ?? [findingAt(main, 'data.x')], fixes });
  const at = main.text.indexOf(scene.at ?? 'data.x');
  return codeActions(
    {
      textDocument: { uri: main.uri },
      range: toRange({ start: at, end: at }, main.lines),
      context: { diagnostics: [], ...scene.context },
    },
    scene.token ?? CancellationToken.None,
    {
      features: { ...allFeatures, ...scene.features },
      documents: {
        spelling: (uri) => uri,
        version: scene.versions ?? ((uri) => (uri === main.uri ? main.version : undefined)),
      },
      scheduler: { upToDate: () => Promise.resolve(snapshot) },
      publisher: { visibleFindings: ({ findings }) => findings },
      host: { fork: () => forkOf(snapshot) },
      limits: () => undefined,
    },
  );
}

function textOf({ range }: Finding): string {
  return main.text.slice(range.start, range.end);
}

function rangeIn(file: AnalysedFile, needle: string) {
  const start = file.text.indexOf(needle);
  return toRange({ start, end: start + needle.length }, file.lines);
}

function titles(actions: readonly CodeAction[]): readonly string[] {
  return actions.map(({ title }) => title);
}

describe('Code actions', () => {
  it('offer the fixes of the finding under the caret, bound to the version of the document', async () => {
    const [action, ...rest] = await ask();
    assert.deepEqual(rest, []);
    assert.equal(action?.kind, 'quickfix.holdfast.ignore-changes');
    assert.equal(action.isPreferred, true);
    assert.equal(action.diagnostics?.[0]?.code, 'drifting-replacement');
    assert.deepEqual(action.edit, {
      documentChanges: [
        {
          textDocument: { uri: main.uri, version: 7 },
          edits: [{ range: rangeIn(main, 'data.x'), newText: '"ami-1"' }],
        },
      ],
    });
  });

  it('offer nothing for a finding elsewhere', async () => {
    assert.deepEqual(await ask({ at: 'key' }), []);
  });

  it('prefer the first safe fix, and no other', async () => {
    const actions = await ask({
      fixes: () => [
        fixAt(main, 'data.x', 'a', { title: 'A', applicability: 'needs-review' }),
        fixAt(main, 'data.x', 'b', { title: 'B' }),
        fixAt(main, 'data.x', 'c', { title: 'C' }),
      ],
    });
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred]),
      [
        ['A', undefined],
        ['B', true],
        ['C', undefined],
      ],
    );
  });

  it('give a client without document versions plain changes, and no preference it did not ask for', async () => {
    const [action] = await ask({ features: { versionedEdits: false, preferredCodeActions: false } });
    assert.equal(action?.isPreferred, undefined);
    assert.deepEqual(action?.edit, {
      changes: { [main.uri]: [{ range: rangeIn(main, 'data.x'), newText: '"ami-1"' }] },
    });
  });

  it('edit the file that the fix names, without a version where it is not open', async () => {
    const [action] = await ask({ fixes: () => [fixAt(data, 'true', 'false')] });
    assert.deepEqual(action?.edit?.documentChanges, [
      {
        textDocument: { uri: data.uri, version: null },
        edits: [{ range: rangeIn(data, 'true'), newText: 'false' }],
      },
    ]);
  });

  describe('with a placeholder', () => {
    const newText = '"ami-${x}\\0"';
    const placeholder = { start: 1, end: newText.length - 1 };
    const fixes = () => [
      fixAt(main, 'data.x', newText, {
        files: [{ uri: main.uri, edits: [{ range: { start: 6, end: 12 }, newText, placeholder }] }],
      }),
    ];

    it('become snippets with everything escaped', async () => {
      const [action] = await ask({ fixes });
      assert.deepEqual(action?.edit?.documentChanges, [
        {
          textDocument: { uri: main.uri, version: 7 },
          edits: [
            {
              range: rangeIn(main, 'data.x'),
              snippet: { kind: 'snippet', value: '"${1:ami-\\${x\\}\\\\0}"' },
            },
          ],
        },
      ]);
    });

    it('stay plain text for a client without snippets, and where lines would be indented', async () => {
      const [plain] = await ask({ fixes, features: { snippetEdits: false } });
      assert.match(JSON.stringify(plain?.edit), /"newText"/);
      const edit = { range: { start: 6, end: 12 }, newText: 'a\nb', placeholder: { start: 0, end: 1 } };
      const [indented] = await ask({
        fixes: () => [fixAt(main, 'data.x', '', { files: [{ uri: main.uri, edits: [edit] }] })],
      });
      assert.match(JSON.stringify(indented?.edit), /"newText"/);
      const atStart = { ...edit, range: { start: 0, end: 0 } };
      const [line] = await ask({
        fixes: () => [fixAt(main, 'data.x', '', { files: [{ uri: main.uri, edits: [atStart] }] })],
      });
      assert.match(JSON.stringify(line?.edit), /"value":"\$\{1:a\}\\nb"/);
    });
  });

  describe('for a client that names diagnostics', () => {
    const x = findingAt(main, 'data.x');
    const alsoX = findingAt(main, 'data.x', { attribute: 'user_data' });
    const fixes = ({ attribute }: Finding) => [fixAt(main, 'data.x', 'y', { title: `Fix ${attribute}` })];
    const base: Diagnostic = {
      range: rangeIn(main, 'data.x'),
      message: '…',
      source: 'holdfast',
      code: 'drifting-replacement',
    };
    const { rule, module, address, attribute, source } = alsoX;
    const named: Diagnostic = { ...base, data: { rule, module, address, attribute, source } };

    it('are about those only, and carry the client’s own copies', async () => {
      const actions = await ask({ findings: [x, alsoX], fixes, context: { diagnostics: [named] } });
      assert.deepEqual(titles(actions), ['Fix user_data']);
      assert.deepEqual(actions[0]?.diagnostics, [named]);
    });

    it('recognise a diagnostic without data by its place', async () => {
      const actions = await ask({ findings: [x, alsoX], fixes, context: { diagnostics: [base] } });
      assert.deepEqual(titles(actions), ['Fix ami', 'Fix user_data']);
      assert.deepEqual(actions[0]?.diagnostics, [base]);
    });

    it('are about everything there if the diagnostics are somebody else’s', async () => {
      const foreign = { ...base, source: 'other' };
      const actions = await ask({ findings: [x, alsoX], fixes, context: { diagnostics: [foreign] } });
      assert.deepEqual(titles(actions), ['Fix ami', 'Fix user_data']);
    });
  });

  it('offer one remedy for two findings once', async () => {
    const findings = [findingAt(main, 'data.x'), findingAt(main, 'data.x', { source: 'data.aws_ami.other' })];
    const actions = await ask({ findings });
    assert.equal(actions.length, 1);
    assert.equal(actions[0]?.diagnostics?.length, 2);
  });

  it('explain what has to be done by hand, to a client that can show it', async () => {
    const byHand = {
      applicability: 'by-hand',
      title: 'Name the zones',
      files: [],
      guidance: 'Write them down.',
    } as const;
    const fixes = () => [fixAt(main, 'data.x', '', byHand)];
    const [action] = await ask({ fixes });
    assert.equal(action?.edit, undefined);
    assert.deepEqual(action?.command, {
      title: 'Name the zones',
      command: 'holdfast.showGuidance',
      arguments: [
        {
          title: 'Name the zones',
          guidance: 'Write them down.',
          documentation:
            'https://github.com/holdfast-tf/holdfast/blob/main/docs/rules/drifting-replacement.md',
        },
      ],
    });
    assert.deepEqual(await ask({ fixes, features: { guidance: false } }), []);
  });

  it('say what their edit is for and what it costs, without asking, where the client shows that', async () => {
    const [action] = await ask({ features: { changeAnnotations: true } });
    assert.deepEqual(action?.edit, {
      documentChanges: [
        {
          textDocument: { uri: main.uri, version: 7 },
          edits: [{ range: rangeIn(main, 'data.x'), newText: '"ami-1"', annotationId: 'fix-1' }],
        },
      ],
      changeAnnotations: {
        'fix-1': { label: 'Replace data.x', description: 'Nothing.', needsConfirmation: false },
      },
    });
  });

  describe('for all findings of a rule', () => {
    const x = findingAt(main, 'data.x');
    const y = findingAt(main, 'data.y');
    const elsewhere = findingAt(data, 'true');
    const fixes = (finding: Finding) => [
      fixAt(finding.uri === main.uri ? main : data, finding.uri === main.uri ? textOf(finding) : 'true', 'z'),
    ];
    const offered = async (scene: Scene) =>
      (await ask({ fixes, ...scene })).filter(({ title }) => title.startsWith('Fix all'));

    it('are commands, for more than one safe fix in the file and for others in the workspace', async () => {
      const rule = 'drifting-replacement';
      assert.deepEqual(
        (await offered({ findings: [x, y, elsewhere] })).map(({ title, kind, command, diagnostics }) => ({
          title,
          kind,
          command: command?.command,
          arguments: command?.arguments,
          findings: diagnostics?.length,
        })),
        [
          {
            title: `Fix all ${rule} in this file`,
            kind: 'quickfix',
            command: 'holdfast.fixAll',
            arguments: [{ scope: { uri: main.uri }, rule }],
            findings: 1,
          },
          {
            title: `Fix all ${rule} in the workspace`,
            kind: 'quickfix',
            command: 'holdfast.fixAll',
            arguments: [{ scope: {}, rule }],
            findings: 1,
          },
        ],
      );
    });

    it('are not offered for one fix, another rule, fixes that need a look, or where edits cannot be applied', async () => {
      assert.deepEqual(await offered({ findings: [x] }), []);
      const other = findingAt(main, 'data.y', { rule: 'unowned-image' });
      assert.deepEqual(await offered({ findings: [x, other] }), []);
      const review = (finding: Finding) =>
        fixes(finding).map((fix) => ({ ...fix, applicability: 'needs-review' as const }));
      assert.deepEqual(await offered({ findings: [x, y, elsewhere], fixes: review }), []);
      assert.deepEqual(await offered({ findings: [x, y, elsewhere], features: { applyEdit: false } }), []);
    });
  });

  it('keep to the kinds asked for', async () => {
    const kinds = async (...only: string[]) => (await ask({ context: { only } })).map(({ kind }) => kind);
    const fix = 'quickfix.holdfast.ignore-changes';
    assert.deepEqual(await kinds('quickfix'), [fix]);
    assert.deepEqual(await kinds(fix), [fix]);
    assert.deepEqual(await kinds('quickfix.holdfast.accept'), []);
    assert.deepEqual(await kinds('quickfix.other'), []);
    assert.deepEqual(await kinds('refactor'), []);
    assert.deepEqual(await kinds('source'), ['source.fixAll.holdfast']);
    assert.deepEqual(await kinds('source.fixAll'), ['source.fixAll.holdfast']);
    assert.deepEqual(await kinds('source.fixAll.other'), []);
    assert.deepEqual(await kinds(''), [fix, 'source.fixAll.holdfast']);
  });

  describe('to fix everything', () => {
    const only = ['source.fixAll.holdfast'];
    const findings = [findingAt(main, 'data.x'), findingAt(main, 'data.y')];

    it('apply the safe fix of every finding in the document', async () => {
      const [action] = await ask({ findings, context: { only } });
      assert.deepEqual(action?.edit?.documentChanges, [
        {
          textDocument: { uri: main.uri, version: 7 },
          edits: [
            { range: rangeIn(main, 'data.x'), newText: '"ami-1"' },
            { range: rangeIn(main, 'data.y'), newText: '"ami-1"' },
          ],
        },
      ]);
    });

    it('leave out fixes that need a look, other files, and what collides with a chosen fix', async () => {
      const review = (finding: Finding) => [
        fixAt(main, textOf(finding), 'x', { applicability: 'needs-review' }),
      ];
      assert.deepEqual(await ask({ findings, fixes: review, context: { only } }), []);
      assert.deepEqual(
        await ask({ findings, fixes: () => [fixAt(data, 'true', 'false')], context: { only } }),
        [],
      );
      const [action] = await ask({ findings, fixes: () => [fixAt(main, 'key', 'k')], context: { only } });
      assert.match(JSON.stringify(action?.edit), /^(?:(?!"k").)*"k"(?:(?!"k").)*$/);
    });
  });

  it('end when the client gave up', async () => {
    const source = new CancellationTokenSource();
    source.cancel();
    await assert.rejects(ask({ token: source.token }), Cancelled);
  });

  it('end when the document or another one to be edited is no longer what was analysed', async () => {
    let version = 7;
    const meanwhile = ask({
      versions: (uri) => (uri === main.uri ? version : undefined),
      fixes: () => {
        version = 8;
        return [];
      },
    });
    await assert.rejects(meanwhile, ContentModified);
    const elsewhere = ask({
      versions: (uri) => (uri === main.uri ? 7 : 1),
      fixes: () => [fixAt(data, 'true', 'false')],
    });
    await assert.rejects(elsewhere, ContentModified);
  });
});
