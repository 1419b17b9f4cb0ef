import assert from 'node:assert/strict';
import type { Finding, Fix, FixId } from '../../server/src/analysis/finding';
import type { FixChoice } from '../../server/src/analysis/fixChoice';
import { rehearseFixes, type Rehearsal } from '../../server/src/analysis/fixRehearsal';
import { analysedFile, findingAt, fixAt, forkOf, snapshotOf } from '../lsp/fakes';
import { analyse, createHost, filesInMemory, uriOf } from '../support/engine';

const data = `data "aws_ami" "a" {
  most_recent = true
  owners      = ["amazon"]
}

data "aws_ami" "b" {
  most_recent = true
  owners      = ["self"]
}
`;

const request = { checkCancelled: () => undefined };
const everything: FixChoice = { findings: (snapshot) => snapshot.findings };

describe('A rehearsal of fixes', () => {
  it('leaves the host that it was forked from as it was', async () => {
    const text = `${data}resource "aws_instance" "web" {\n  ami = data.aws_ami.a.id\n}\n`;
    const host = await createHost(filesInMemory({ 'main.tf': text }));
    const before = await analyse(host);
    const { files, fixed } = await rehearseFixes(host.fork(), request, everything);
    assert.equal(fixed.length, 1);
    assert.match(files[0]?.text ?? '', /ignore_changes = \[ami\]/);
    const after = await analyse(host);
    assert.deepEqual(after.findings, before.findings);
    assert.equal(after.file(uriOf('main.tf'))?.text, text);
    // Nor does the fork hear of what the original is told.
    const fork = host.fork();
    host.setDocument(uriOf('main.tf'), data, 1);
    assert.equal((await analyse(host)).findings.length, 0);
    assert.equal((await fork.analyse(request)).findings.length, 1);
  });

  it('makes one edit that cures two findings once, and fixes both', async () => {
    const text = `${data}variable "old" {}
resource "aws_instance" "web" {
  ami = var.old ? data.aws_ami.a.id : data.aws_ami.b.id
}
`;
    const host = await createHost(filesInMemory({ 'main.tf': text }));
    const { files, fixed, remaining } = await rehearseFixes(host, request, everything);
    assert.deepEqual(
      fixed.map(({ finding, fixes }) => [finding.source, fixes.map(({ title }) => title)]),
      [
        ['data.aws_ami.a', ['Ignore changes to ami']],
        ['data.aws_ami.b', ['Ignore changes to ami']],
      ],
    );
    assert.deepEqual(remaining, []);
    assert.equal(files[0]?.edits.length, 1);
    assert.equal(files[0].text.match(/ami\]/g)?.length, 1);
  });

  it('goes on until every argument of every resource is in its list, in few edits', async () => {
    const resource = (name: string) => `resource "aws_instance" "${name}" {
  ami       = data.aws_ami.a.id
  key_name  = data.aws_ami.a.name
  subnet_id = data.aws_ami.b.name

  lifecycle {
    ignore_changes = [
      tags,
    ]
  }
}
`;
    const host = await createHost(filesInMemory({ 'main.tf': data + resource('x') + resource('y') }));
    const { files, fixed } = await rehearseFixes(host, request, everything);
    assert.equal(fixed.length, 6);
    assert.equal(files[0]?.edits.length, 2);
    assert.equal(
      files[0].text.match(/ {6}tags,\n {6}ami,\n {6}key_name,\n {6}subnet_id,\n {4}\]/g)?.length,
      2,
    );
  });
});

const main = analysedFile('file:///app/main.tf', 'ami = data.x\n');
const other = analysedFile('file:///app/other.tf', 'ami = data.z\n');
const x = findingAt(main, 'data.x');

/** What becomes of one finding with these fixes. */
async function rehearsed(fixes: readonly Fix[], choice: Partial<FixChoice> = {}): Promise<Rehearsal> {
  const snapshot = snapshotOf({ files: [main, other], findings: [x], fixes: () => fixes });
  return rehearseFixes(forkOf(snapshot), request, { ...everything, ...choice });
}

async function reason(fixes: readonly Fix[], choice: Partial<FixChoice> = {}): Promise<string | undefined> {
  const { remaining, files } = await rehearsed(fixes, choice);
  assert.deepEqual(files, []);
  return remaining[0]?.reason.kind;
}

describe('The fix that is chosen for a finding', () => {
  const kinds: readonly FixId[] = ['pin-value'];
  const pin = (value: string, parts: Partial<Fix> = {}) =>
    fixAt(main, 'data.x', value, {
      id: 'pin-value',
      applicability: 'needs-review',
      title: `Pin to ${value}`,
      ...parts,
    });
  const ignore = fixAt(main, 'ami', 'i', { title: 'Ignore' });
  const open = (id: FixId) =>
    pin('REPLACE', {
      id,
      files: [
        {
          uri: main.uri,
          edits: [{ range: { start: 6, end: 12 }, newText: '"TODO"', placeholder: { start: 1, end: 5 } }],
        },
      ],
    });

  it('is the first safe one, whatever comes before it', async () => {
    const { files } = await rehearsed([pin('a'), ignore, fixAt(main, 'data.x', 'late')]);
    assert.deepEqual(
      files.map(({ text }) => text),
      ['i = data.x\n'],
    );
  });

  it('may need a look where its kind is named, and is then nothing else', async () => {
    const { files } = await rehearsed([ignore, pin('a')], { kinds });
    assert.deepEqual(
      files.map(({ text }) => text),
      ['ami = a\n'],
    );
    assert.equal(await reason([ignore], { kinds }), 'other-fix');
  });

  it('is none where somebody has to look, type, choose, or do it by hand', async () => {
    assert.equal(await reason([]), 'no-fix');
    assert.equal(await reason([pin('a')]), 'needs-review');
    assert.equal(await reason([open('pin-value')], { kinds }), 'needs-value');
    assert.equal(await reason([pin('a'), pin('b')], { kinds }), 'ambiguous');
    const lookUp = { owners: [], filters: [] } as unknown as NonNullable<Fix['lookUp']>;
    assert.equal(await reason([pin('', { files: [], lookUp })], { kinds }), 'ambiguous');
    const byHand = pin('', { applicability: 'by-hand', files: [], guidance: 'Like this.' });
    assert.equal(await reason([byHand]), 'by-hand');
    assert.equal(await reason([byHand], { kinds }), 'by-hand');
  });

  it('has what is to be typed filled in where that is given', async () => {
    const values = { 'pin-value': 'ami-1' } as const;
    const { files, fixed } = await rehearsed([open('pin-value')], { kinds, values });
    assert.deepEqual(
      files.map(({ text }) => text),
      ['ami = "ami-1"\n'],
    );
    assert.equal(fixed.length, 1);
    assert.equal(await reason([open('accept')], { kinds: ['accept'], values }), 'needs-value');
  });

  it('edits no file that must stay as it is, in part neither; the next one may', async () => {
    const refusal = (uri: string) => (uri === other.uri ? 'No.' : undefined);
    const both = pin('a', {
      applicability: 'safe',
      files: [...pin('a').files, ...fixAt(other, 'data.z', 'z').files],
    });
    assert.equal(await reason([both], { refusal }), 'file');
    const { files } = await rehearsed([both, ignore], { refusal });
    assert.deepEqual(
      files.map(({ text }) => text),
      ['i = data.x\n'],
    );
  });

  it('is not applied again where it was to no effect', async () => {
    const snapshot = snapshotOf({ files: [main], findings: [x], fixes: () => [ignore] });
    let analyses = 0;
    const host = {
      setDocument: () => undefined,
      analyse: () => {
        analyses++;
        return Promise.resolve(snapshot);
      },
    };
    const { fixed, remaining } = await rehearseFixes(host, request, everything);
    assert.deepEqual([fixed, remaining.map((one) => one.reason.kind), analyses], [[], ['no-effect'], 2]);
  });

  it('is also applied to what comes up with other fixes', async () => {
    const y: Finding = findingAt(other, 'data.z', { address: 'aws_instance.new' });
    const parts = {
      files: [main, other],
      fixes: (finding: Finding) => [finding === x ? ignore : fixAt(other, 'data.z', 'z')],
    };
    const snapshots = [[x], [y], []].map((findings) => snapshotOf({ ...parts, findings }));
    let round = 0;
    const host = {
      setDocument: () => {
        round++;
      },
      analyse: () => Promise.resolve(snapshots[round] ?? assert.fail('one analysis too many')),
    };
    const { fixed, files } = await rehearseFixes(host, request, everything);
    assert.deepEqual(
      fixed.map(({ finding }) => finding),
      [x, y],
    );
    assert.deepEqual(
      files.map(({ text }) => text),
      ['i = data.x\n', 'ami = z\n'],
    );
  });
});
