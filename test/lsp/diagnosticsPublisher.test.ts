import assert from 'node:assert/strict';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { ClientFeatures } from '../../server/src/lsp/clientFeatures';
import type { Note } from '../../server/src/analysis/finding';
import { DiagnosticsPublisher } from '../../server/src/lsp/diagnosticsPublisher';
import type { Moment } from '../../server/src/lsp/diagnosticsScheduler';
import { allFeatures, analysedFile, findingAt, snapshotOf } from './fakes';

const main = analysedFile('file:///app/main.tf', 'x = 1\nami = data.x\n');
const other = analysedFile('file:///app/other.tf', 'ami = data.x\n');

function setUp(features: Partial<ClientFeatures> = {}) {
  const sent: PublishDiagnosticsParams[] = [];
  const open = new Map<string, number>();
  const spellings = new Map<string, string>();
  const publisher = new DiagnosticsPublisher(
    { ...allFeatures, ...features },
    { shows: (uri, severity) => severity !== 'hint' && !uri.includes('excluded') },
    {
      spelling: (uri) => spellings.get(uri) ?? uri,
      version: (uri) => open.get(uri),
      uris: () => [...open.keys()],
    },
    (params) => sent.push(params),
  );
  /** What was sent since the last call. */
  const news = () => sent.splice(0);
  return { publisher, open, spellings, news };
}

describe('The diagnostics publisher', () => {
  it('sends each list once', () => {
    const { publisher, news } = setUp();
    const snapshot = snapshotOf({ files: [main], findings: [findingAt(main, 'data.x')] });
    publisher.publish(snapshot, 'settled');
    assert.equal(news().length, 1);
    publisher.publish(snapshot, 'settled');
    assert.deepEqual(news(), []);
  });

  it('sends a list again for an edited document, after a pause', () => {
    const { publisher, open, news } = setUp();
    const publish = (version: number, moment: Moment): number => {
      open.set(main.uri, version);
      const edited = { ...main, version };
      publisher.publish(snapshotOf({ files: [edited], findings: [findingAt(edited, 'data.x')] }), moment);
      return news().length;
    };
    assert.equal(publish(1, 'settled'), 1);
    assert.equal(publish(2, 'typing'), 0);
    assert.equal(publish(2, 'settled'), 1);
    assert.equal(publish(2, 'settled'), 0);
  });

  it('sends a list again when only its place changed', () => {
    const { publisher, news } = setUp();
    publisher.publish(snapshotOf({ files: [main], findings: [findingAt(main, 'data.x')] }), 'settled');
    const moved = analysedFile(main.uri, `\n${main.text}`);
    publisher.publish(snapshotOf({ files: [moved], findings: [findingAt(moved, 'data.x')] }), 'settled');
    assert.deepEqual(
      news().map(({ diagnostics }) => diagnostics[0]?.range.start.line),
      [1, 2],
    );
  });

  it('withdraws what is gone, and leaves the other files alone', () => {
    const { publisher, news } = setUp();
    const findings = [findingAt(main, 'data.x'), findingAt(other, 'data.x')];
    publisher.publish(snapshotOf({ files: [main, other], findings }), 'settled');
    news();
    publisher.publish(snapshotOf({ files: [main], findings: findings.slice(0, 1) }), 'settled');
    assert.deepEqual(news(), [{ uri: other.uri, diagnostics: [] }]);
    publisher.publish(snapshotOf({ files: [main], findings: findings.slice(0, 1) }), 'settled');
    assert.deepEqual(news(), []);
  });

  it('says what it has about a document that was opened, even if it is nothing', () => {
    const { publisher, open, news } = setUp();
    publisher.publish(snapshotOf({ files: [main] }), 'settled');
    assert.deepEqual(news(), []);
    open.set(main.uri, 1);
    publisher.publish(snapshotOf({ files: [{ ...main, version: 1 }] }), 'settled');
    assert.deepEqual(news(), [{ uri: main.uri, version: 1, diagnostics: [] }]);
    open.set(main.uri, 2);
    publisher.publish(snapshotOf({ files: [{ ...main, version: 2 }] }), 'settled');
    assert.deepEqual(news(), []);
  });

  it('says it again for a document that was closed and opened at once', () => {
    const { publisher, open, news } = setUp();
    open.set(main.uri, 1);
    const opened = snapshotOf({ files: [{ ...main, version: 1 }], findings: [findingAt(main, 'data.x')] });
    publisher.publish(opened, 'settled');
    assert.equal(news().length, 1);
    publisher.closed(main.uri);
    publisher.publish(opened, 'settled');
    assert.equal(
      news()[0]?.diagnostics.length,
      1,
      'editors forget what they knew of a text that is loaded anew',
    );
    publisher.publish(opened, 'settled');
    assert.deepEqual(news(), []);
  });

  it('keeps silent about a text that the editor has left behind', () => {
    const { publisher, open, news } = setUp();
    open.set(main.uri, 2);
    const stale = { ...main, version: 1 };
    publisher.publish(snapshotOf({ files: [stale], findings: [findingAt(stale, 'data.x')] }), 'settled');
    assert.deepEqual(news(), []);
  });

  it('uses the spelling of the client, and takes the old one back when that changes', () => {
    const { publisher, open, spellings, news } = setUp();
    const snapshot = snapshotOf({ files: [main], findings: [findingAt(main, 'data.x')] });
    publisher.publish(snapshot, 'settled');
    news();
    spellings.set(main.uri, 'file:///app/./main.tf');
    open.set(main.uri, 1);
    const opened = { ...main, version: 1 };
    publisher.publish(snapshotOf({ files: [opened], findings: [findingAt(opened, 'data.x')] }), 'settled');
    assert.deepEqual(
      news().map(({ uri, diagnostics }) => [uri, diagnostics.length]),
      [
        [main.uri, 0],
        ['file:///app/./main.tf', 1],
      ],
    );
  });

  it('keeps what it said while typing breaks a text, until a pause or until it is whole again', () => {
    const { publisher, news } = setUp();
    const whole = snapshotOf({ files: [main, other], findings: [findingAt(main, 'data.x')] });
    publisher.publish(whole, 'settled');
    news();
    const notes: readonly Note[] = [
      { kind: 'syntax-error', uri: other.uri, range: { start: 0, end: 1 }, message: 'Something is missing.' },
    ];
    const broken = snapshotOf({ files: [main, other], notes });
    assert.deepEqual(publisher.publish(broken, 'typing'), { findings: 1, notes: 0 });
    assert.deepEqual(news(), []);

    publisher.publish(whole, 'typing');
    assert.deepEqual(news(), [], 'nothing went, so nothing comes back');

    assert.deepEqual(publisher.publish(broken, 'settled'), { findings: 0, notes: 1 });
    assert.deepEqual(
      news().map(({ uri, diagnostics }) => [uri, diagnostics.length]),
      [
        [other.uri, 1],
        [main.uri, 0],
      ],
    );
    const repaired = analysedFile(main.uri, `\n${main.text}`);
    publisher.publish(
      snapshotOf({ files: [repaired, other], findings: [findingAt(repaired, 'data.x')], notes }),
      'typing',
    );
    assert.equal(news().length, 1, 'an error that is known holds nothing back');
  });

  it('keeps nothing back before it said something: files on disk may be broken for good', () => {
    const { publisher, news } = setUp();
    const notes: readonly Note[] = [
      { kind: 'syntax-error', uri: other.uri, range: { start: 0, end: 1 }, message: 'Something is missing.' },
    ];
    publisher.publish(
      snapshotOf({ files: [main, other], findings: [findingAt(main, 'data.x')], notes }),
      'typing',
    );
    assert.deepEqual(
      news().map(({ uri }) => uri),
      [main.uri, other.uri],
    );
  });

  it('leaves out what the settings hide, and counts the rest', () => {
    const { publisher, news } = setUp();
    const excluded = analysedFile('file:///app/excluded.tf', main.text);
    const findings = [
      findingAt(main, 'data.x', { severity: 'hint' }),
      findingAt(excluded, 'data.x'),
      findingAt(other, 'data.x'),
    ];
    const counts = publisher.publish(snapshotOf({ files: [main, excluded, other], findings }), 'settled');
    assert.deepEqual(
      news().map(({ uri }) => uri),
      [other.uri],
    );
    assert.deepEqual(counts, { findings: 1, notes: 0 });
  });

  it('gives a diagnostic everything that the client understands', () => {
    const { publisher, news } = setUp();
    publisher.publish(snapshotOf({ files: [main], findings: [findingAt(main, 'data.x')] }), 'settled');
    const range = { start: { line: 1, character: 6 }, end: { line: 1, character: 12 } };
    assert.deepEqual(news()[0]?.diagnostics, [
      {
        range,
        severity: 2,
        source: 'holdfast',
        code: 'drifting-replacement',
        codeDescription: {
          href: 'https://github.com/holdfast-tf/holdfast/blob/main/docs/rules/drifting-replacement.md',
        },
        message: 'It will be replaced.\nNothing is kept.',
        relatedInformation: [
          { location: { uri: main.uri, range }, message: 'Here it starts.' },
          { location: { uri: main.uri, range }, message: 'Here it ends.' },
        ],
        data: {
          rule: 'drifting-replacement',
          module: 'file:///app',
          address: 'aws_instance.web',
          attribute: 'ami',
          source: 'data.aws_ami.latest',
        },
      },
    ]);
  });

  it('puts the path into the message for a client that understands only that', () => {
    const { publisher, open, news } = setUp({
      relatedInformation: false,
      codeDescription: false,
      diagnosticData: false,
      diagnosticVersion: false,
    });
    open.set(main.uri, 3);
    const opened = { ...main, version: 3 };
    publisher.publish(snapshotOf({ files: [opened], findings: [findingAt(opened, 'data.x')] }), 'settled');
    const [params] = news();
    assert.deepEqual(Object.keys(params ?? {}), ['uri', 'diagnostics']);
    assert.deepEqual(Object.keys(params?.diagnostics[0] ?? {}), [
      'range',
      'severity',
      'source',
      'code',
      'message',
    ]);
    assert.equal(
      params?.diagnostics[0]?.message,
      [
        'It will be replaced.',
        '  main.tf:2: Here it starts.',
        '  main.tf:2: Here it ends.',
        'Nothing is kept.',
      ].join('\n'),
    );
  });

  it('tells notes as information, at the top of a file without a text', () => {
    const { publisher, news } = setUp();
    const uri = 'file:///app/unreadable.tf';
    const note = {
      kind: 'unreadable-file',
      uri,
      range: { start: 5, end: 9 },
      message: 'Cannot read.',
    } as const;
    publisher.publish(snapshotOf({ notes: [note] }), 'settled');
    const start = { line: 0, character: 0 };
    assert.deepEqual(news(), [
      {
        uri,
        diagnostics: [
          {
            range: { start, end: start },
            severity: 3,
            source: 'holdfast',
            code: 'unreadable-file',
            message: 'Cannot read.',
          },
        ],
      },
    ]);
  });
});
