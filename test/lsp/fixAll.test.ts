import assert from 'node:assert/strict';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver/node';
import type { Finding, Fix } from '../../server/src/analysis/finding';
import { Cancelled } from '../../server/src/base/cancellation';
import type { ClientFeatures } from '../../server/src/lsp/clientFeatures';
import { fixAll } from '../../server/src/lsp/fixAll';
import { ContentModified } from '../../server/src/lsp/handle';
import type { FixAllAnswer, FixAllParams } from '../../server/src/lsp/messages';
import { toRange } from '../../server/src/lsp/toProtocol';
import { allFeatures, analysedFile, findingAt, fixAt, forkOf, snapshotOf } from './fakes';

const main = analysedFile('file:///app/main.tf', 'ami = data.x\nkey = data.y\n', 7);
const other = analysedFile('file:///app/other.tf', 'ami = data.z\n');
const x = findingAt(main, 'data.x');
const y = findingAt(main, 'data.y', { attribute: 'key', rule: 'unowned-image' });
const z = findingAt(other, 'data.z', { address: 'aws_instance.other' });

interface Scene {
  readonly fixes?: (finding: Finding) => readonly Fix[];
  readonly features?: Partial<ClientFeatures>;
  readonly token?: CancellationToken;
  readonly version?: number;
}

/** The answer to `params`, with a safe fix for each of the three findings by default. */
function ask(params: FixAllParams, scene: Scene = {}): Promise<FixAllAnswer> {
  const needles = new Map([
    [x, 'data.x'],
    [y, 'data.y'],
    [z, 'data.z'],
  ]);
  const fix = (finding: Finding) =>
    fixAt(finding === z ? other : main, needles.get(finding) ?? '', '"ami-1"', {
      title: `Pin ${finding.attribute}`,
    });
  const snapshot = snapshotOf({
    files: [main, other],
    findings: [x, y, z],
    fixes: scene.fixes ?? ((finding) => [fix(finding)]),
  });
  return fixAll(params, scene.token ?? CancellationToken.None, {
    features: { ...allFeatures, changeAnnotations: true, ...scene.features },
    documents: {
      spelling: (uri) => uri,
      version: (uri) => (uri === main.uri ? (scene.version ?? 7) : undefined),
    },
    scheduler: { upToDate: () => Promise.resolve(snapshot) },
    publisher: { visibleFindings: ({ findings }) => findings },
    host: { fork: () => forkOf(snapshot) },
    limits: () => undefined,
  });
}

function rangeOf(finding: Finding) {
  return toRange(finding.range, finding === z ? other.lines : main.lines);
}

describe('Fixing everything', () => {
  it('edits every file of the workspace, each fix with an annotation to confirm', async () => {
    const annotation = { description: 'Nothing.', needsConfirmation: true };
    assert.deepEqual(await ask({ scope: {} }), {
      edit: {
        documentChanges: [
          {
            textDocument: { uri: main.uri, version: 7 },
            edits: [
              { range: rangeOf(x), newText: '"ami-1"', annotationId: 'fix-1' },
              { range: rangeOf(y), newText: '"ami-1"', annotationId: 'fix-2' },
            ],
          },
          {
            textDocument: { uri: other.uri, version: null },
            edits: [{ range: rangeOf(z), newText: '"ami-1"', annotationId: 'fix-3' }],
          },
        ],
        changeAnnotations: {
          'fix-1': { label: 'Pin ami', ...annotation },
          'fix-2': { label: 'Pin key', ...annotation },
          'fix-3': { label: 'Pin ami', ...annotation },
        },
      },
      fixed: 3,
      left: [],
    });
  });

  it('has plain edits for a client without annotations', async () => {
    const { edit } = await ask({ scope: {} }, { features: { changeAnnotations: false } });
    assert.doesNotMatch(JSON.stringify(edit), /annotation/i);
    assert.match(JSON.stringify(edit), /ami-1/);
  });

  it('keeps to a document and a rule', async () => {
    const uris = async (params: FixAllParams) => {
      const { edit, fixed } = await ask(params);
      return [
        fixed,
        ...(edit.documentChanges ?? []).map((one) => 'textDocument' in one && one.textDocument.uri),
      ];
    };
    assert.deepEqual(await uris({ scope: { uri: other.uri } }), [1, other.uri]);
    assert.deepEqual(await uris({ scope: {}, rule: 'unowned-image' }), [1, main.uri]);
    assert.deepEqual(await uris({ scope: { uri: other.uri }, rule: 'unowned-image' }), [0]);
    assert.deepEqual(await uris({ scope: { uri: 'untitled:a' } }), [0]);
  });

  it('says what is left, where and why: what needs a look, and what would edit another file', async () => {
    const review = (finding: Finding) =>
      finding === x ? [fixAt(main, 'data.x', 'a', { applicability: 'needs-review', title: 'Look' })] : [];
    const { left, fixed } = await ask({ scope: {}, rule: 'drifting-replacement' }, { fixes: review });
    assert.equal(fixed, 0);
    assert.deepEqual(left, [
      {
        message: x.summary,
        uri: main.uri,
        range: rangeOf(x),
        reason: 'Nothing can be applied unread. Offered: “Look” (ignore-changes).',
      },
      { message: z.summary, uri: other.uri, range: rangeOf(z), reason: 'No fix is offered for it.' },
    ]);
    const elsewhere = () => [fixAt(other, 'data.z', 'a')];
    const inFile = await ask({ scope: { uri: main.uri } }, { fixes: elsewhere });
    assert.deepEqual(
      inFile.left.map(({ reason }) => reason),
      ['other.tf would have to be edited as well.', 'other.tf would have to be edited as well.'],
    );
    assert.deepEqual(inFile.edit, { documentChanges: [] });
  });

  it('ends when the client gave up, and when a document is no longer what was analysed', async () => {
    const source = new CancellationTokenSource();
    source.cancel();
    await assert.rejects(ask({ scope: { uri: main.uri } }, { token: source.token }), Cancelled);
    await assert.rejects(ask({ scope: {} }, { version: 8 }), ContentModified);
  });
});
