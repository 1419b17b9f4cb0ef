import assert from 'node:assert/strict';
import { analyse, analyseFiles, createHost, filesInMemory, uriOf } from '../support/engine';

const data = 'data "aws_ami" "linux" {\n  most_recent = true\n  owners = ["amazon"]\n}\n';
const sink = 'resource "aws_instance" "web" {\n\tami\t= data.aws_ami.linux.id\n}\n';

/** Where the only finding of this text begins and ends, as an editor counts, and the text there. */
async function findingIn(text: string): Promise<unknown> {
  const snapshot = await analyseFiles({ 'main.tf': text });
  const { findings, notes } = snapshot;
  assert.deepEqual(notes, []);
  const [finding] = findings;
  const analysed = snapshot.file(uriOf('main.tf'));
  assert.ok(finding !== undefined && analysed !== undefined);
  assert.equal(findings.length, 1);
  const { start, end } = finding.range;
  return [analysed.lines.positionAt(start), analysed.lines.positionAt(end), analysed.text.slice(start, end)];
}

const there = (line: number, character: number) => [
  { line, character },
  { line, character: character + 'data.aws_ami.linux.id'.length },
  'data.aws_ami.linux.id',
];

describe('the form of a text', () => {
  it('may have tabs', async () => {
    assert.deepEqual(await findingIn(data + sink), there(5, 7));
  });

  it('may have Windows line endings', async () => {
    assert.deepEqual(await findingIn((data + sink).replaceAll('\n', '\r\n')), there(5, 7));
  });

  it('may mix line endings', async () => {
    assert.deepEqual(await findingIn(data.replaceAll('\n', '\r\n') + sink), there(5, 7));
  });

  it('may begin with a byte-order mark', async () => {
    assert.deepEqual(await findingIn(`\ufeff${data}${sink}`), there(5, 7));
  });

  it('may lack its last line ending', async () => {
    assert.deepEqual(await findingIn((data + sink).trimEnd()), there(5, 7));
  });

  it('may have characters of two UTF-16 units before a finding', async () => {
    const sinkText = 'resource "aws_instance" "web" {\n  key_name = "🚀é${data.aws_ami.linux.id}"\n}\n';
    const text = `${data}# 🚀\n${sinkText}`;
    assert.deepEqual(await findingIn(text), there(6, 19));
  });

  it('may be empty, or hold comments alone', async () => {
    const snapshot = await analyseFiles({
      'a.tf': '',
      'b.tf': '# nothing\n',
      'c.tf': '\r\n',
      'd.tf': '\ufeff',
    });
    assert.deepEqual([snapshot.findings, snapshot.notes, snapshot.files], [[], [], 4]);
  });

  it('is said to be unreadable where it is no text', async () => {
    const host = await createHost(filesInMemory({ 'binary.tf': undefined, 'main.tf': data + sink }));
    const { findings, notes } = await analyse(host);
    assert.equal(findings.length, 1);
    assert.deepEqual(
      notes.map(({ kind, uri }) => [kind, uri]),
      [['unreadable-file', uriOf('binary.tf')]],
    );
  });
});

describe('input of any size', () => {
  const count = 3000;
  const numbers = Array.from({ length: count }, (_, index) => String(index));

  it('may have thousands of blocks', async () => {
    const text = numbers.map((n) => `resource "aws_instance" "n${n}" {\n  ami = data.aws_ami.linux.id\n}\n`);
    const { findings, notes } = await analyseFiles({ 'main.tf': data + text.join('') });
    assert.equal(findings.length, count);
    assert.deepEqual(notes, []);
  });

  /** A chain of so many locals, from a drifting value to an instance. */
  function chain(length: number): string {
    const links = numbers.slice(0, length).map((n) => `  n${n} = local.n${String(Number(n) + 1)}\n`);
    const last = `  n${String(length)} = data.aws_ami.linux.id\n`;
    return `${data}locals {\n${links.join('')}${last}}\nresource "aws_instance" "end" {\n  ami = local.n0\n}\n`;
  }

  it('may have a chain of hundreds of locals', async () => {
    const { findings, notes } = await analyseFiles({ 'main.tf': chain(300) });
    assert.equal(findings.length, 1);
    assert.deepEqual(notes, []);
  });

  it('is said to be too much where the chain has thousands, and the rest is read', async () => {
    const { findings, notes } = await analyseFiles({ 'main.tf': chain(count) + sink });
    assert.deepEqual(
      findings.map(({ address }) => address),
      ['aws_instance.web'],
    );
    assert.deepEqual(
      notes.map(({ kind }) => kind),
      ['analysis-failed'],
    );
  });

  /** How the value of one argument is nested thousands deep. */
  const nestings: Readonly<Record<string, readonly [open: string, close: string]>> = {
    parentheses: ['(', ')'],
    lists: ['[', ']'],
    objects: ['{ a = ', ' }'],
    calls: ['f(', ')'],
    templates: ['"${', '}"'],
    conditionals: ['true ? ', ' : 1'],
    operators: ['!', ''],
  };

  for (const [title, [open, close]] of Object.entries(nestings)) {
    it(`may nest ${title} thousands deep, beside blocks that are read as ever`, async () => {
      const deep = `locals {\n  deep = ${open.repeat(2000)}data.aws_ami.linux.id${close.repeat(2000)}\n}\n`;
      const { findings } = await analyseFiles({ 'main.tf': data + deep + sink });
      assert.deepEqual(
        findings.map(({ address }) => address),
        ['aws_instance.web'],
      );
    });
  }

  it('may nest blocks thousands deep', async () => {
    const deep = `resource "a" "b" {\n${'x {\n'.repeat(2000)}${'}\n'.repeat(2000)}}\n`;
    const { findings } = await analyseFiles({ 'main.tf': data + deep + sink });
    assert.equal(findings.length, 1);
  });

  it('may nest JSON thousands deep', async () => {
    const deep = `{ "locals": { "deep": ${'['.repeat(2000)}"\${data.aws_ami.linux.id}"${']'.repeat(2000)} } }`;
    const { findings } = await analyseFiles({ 'deep.tf.json': deep, 'main.tf': data + sink });
    assert.equal(findings.length, 1);
  });
});
