import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json, run } from './commandLine';

describe('holdfast check', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'holdfast-cli-'));
    cpSync('examples/nothing-changed', path.join(directory, 'app'), { recursive: true });
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('reports the replacement in the example, with the range of the reference, and exits with 1', () => {
    const report = json(['check', 'app'], directory);
    const text = readFileSync(path.join(directory, 'app/main.tf'), 'utf8').split('\n');
    const line = text.findIndex((content) => content.includes('data.aws_ami.amazon_linux.id')) + 1;
    const column = (text[line - 1] ?? '').indexOf('data.') + 1;
    const start = text.findIndex((content) => content.startsWith('data "aws_ami"')) + 1;
    assert.equal(report.status, 1);
    assert.equal(report.version, 1);
    assert.deepEqual(report.notes, []);
    assert.deepEqual(report.summary, { files: 1, modules: 1, findings: 1 });
    const [finding = {}] = report.findings;
    const { message, ...rest } = finding;
    assert.match(
      String(message),
      /aws_instance\.rds_access_ec2.*`ami` depends on data\.aws_ami\.amazon_linux/,
    );
    assert.match(String(message), /no `user_data`: whatever was installed by hand is lost/);
    assert.deepEqual(rest, {
      rule: 'drifting-replacement',
      severity: 'warning',
      certainty: 'certain',
      address: 'aws_instance.rds_access_ec2',
      module: '',
      attribute: 'ami',
      source: 'data.aws_ami.amazon_linux',
      sourceAttribute: 'id',
      volatility: 'latest',
      consequence: 'rebuild',
      file: 'main.tf',
      line,
      column,
      endLine: line,
      endColumn: column + 'data.aws_ami.amazon_linux.id'.length,
      callers: [],
      alsoReplaces: [],
      path: [{ file: 'main.tf', line: start, column: 1, label: 'data.aws_ami.amazon_linux' }],
      fixes: ['ignore-changes', 'pin-and-check', 'pin-and-renovate', 'pin-newest', 'pin-value'],
    });
  });

  it('checks everything below the directory, and the current one where none is named', () => {
    const report = json(['check'], directory);
    assert.deepEqual(
      report.findings.map(({ file, module }) => ({ file, module })),
      [{ file: 'app/main.tf', module: 'app' }],
    );
  });

  it('finds nothing and exits with 0 once the image is pinned or its changes are ignored', () => {
    const file = path.join(directory, 'app/main.tf');
    const text = readFileSync(file, 'utf8');
    const remedies = [
      text.replace('= data.aws_ami.amazon_linux.id', '= "ami-0abc"'),
      text.replace('"t2.micro"\n', '"t2.micro"\n\n  lifecycle {\n    ignore_changes = [ami]\n  }\n'),
    ];
    for (const remedy of remedies) {
      assert.notEqual(remedy, text);
      writeFileSync(file, remedy);
      const report = json(['check', 'app'], directory);
      assert.deepEqual({ status: report.status, findings: report.findings }, { status: 0, findings: [] });
    }
  });

  it('says which file and line is broken, and still reports the others', () => {
    writeFileSync(
      path.join(directory, 'app/broken.tf'),
      'locals {\n  a = 1\n}\n\nresource "aws_instance" {\n  ami = [\n',
    );
    const { status, stdout } = run(['check', 'app'], directory);
    assert.equal(status, 1);
    assert.match(stdout, /^broken\.tf:[56]:\d+: note: .*\[syntax-error\]$/m);
    assert.match(stdout, /^main\.tf:\d+:\d+: warning: .*\[drifting-replacement\]$/m);
  });

  it('underlines the reference in the text report', () => {
    const lines = run(['check', 'app'], directory).stdout.split('\n');
    const code = lines.findIndex((line) => line.includes('| ') && line.includes('data.aws_ami'));
    const underline = lines[code + 1] ?? '';
    assert.equal(
      lines[code]?.slice(underline.indexOf('^'), underline.length),
      'data.aws_ami.amazon_linux.id',
    );
  });

  it('says in the text report what happens, then on which way, and last what is lost', () => {
    const [what = '', , , ...why] = run(['check', 'app'], directory).stdout.split('\n');
    assert.match(what, /^main\.tf:\d+:\d+: warning: aws_instance\.rds_access_ec2 can be .*amazon_linux\. \[/);
    const [source = '', sink = '', lost = '', end] = why;
    assert.match(source, /^ {2}main\.tf:\d+:1: data\.aws_ami\.amazon_linux picks the newest/);
    assert.match(sink, /^ {2}main\.tf:\d+:\d+: A changed `ami` forces replacement of /);
    assert.match(lost, /^ {2}It has no `user_data`/);
    assert.equal(end, '');
  });

  it('applies --min-severity to every format and --fail-on to the exit code', () => {
    assert.deepEqual(json(['check', 'app', '--min-severity', 'error'], directory).findings, []);
    assert.match(
      run(['check', 'app', '--min-severity', 'error'], directory).stdout,
      /^No findings in 1 file of 1 module; 1 quieter one with --min-severity hint\.$/m,
    );
    assert.equal(run(['check', 'app', '--fail-on', 'error'], directory).status, 0);
    assert.equal(run(['check', 'app', '--fail-on', 'never'], directory).status, 0);
    assert.equal(run(['check', 'app', '--fail-on', 'hint'], directory).status, 1);
  });

  it('reports only the named file, but reads the module it belongs to', () => {
    const file = path.join(directory, 'app/main.tf');
    const [data = '', resource = ''] = readFileSync(file, 'utf8').split(/(?=^resource )/m);
    writeFileSync(file, data);
    writeFileSync(path.join(directory, 'app/instance.tf'), resource);
    assert.equal(json(['check', 'app/instance.tf'], directory).findings.length, 1);
    assert.equal(json(['check', 'app/main.tf'], directory).findings.length, 0);
  });

  it('takes file names of every spelling, and no file that is not Terraform’s', () => {
    const text = readFileSync(path.join(directory, 'app/main.tf'), 'utf8');
    for (const name of ['a@b+c,d&e.tf', 'ü (1) #%.tf']) {
      rmSync(path.join(directory, 'app'), { recursive: true });
      cpSync('examples/nothing-changed', path.join(directory, 'app'), { recursive: true });
      rmSync(path.join(directory, 'app/main.tf'));
      writeFileSync(path.join(directory, 'app', name), text);
      assert.deepEqual(
        json(['check', `app/${name}`], directory).findings.map(({ file }) => file),
        [name],
      );
    }
    writeFileSync(path.join(directory, 'notes.txt'), text);
    assert.equal(run(['check', 'notes.txt'], directory).status, 2);
  });

  it('reports what several PATHs share only once', () => {
    assert.equal(json(['check', 'app', 'app/main.tf', '.', 'app'], directory).findings.length, 1);
  });

  it('shows paths as typed where several are checked', () => {
    cpSync(path.join(directory, 'app'), path.join(directory, 'other'), { recursive: true });
    const report = json(['check', 'app', 'other'], directory);
    assert.deepEqual(
      report.findings.map(({ file }) => file),
      ['app/main.tf', 'other/main.tf'],
    );
  });

  it('exits with 2 and a hint on wrong usage', () => {
    const wrong = [
      [],
      ['chekc'],
      ['check', 'missing'],
      ['check', '--format', 'xml'],
      ['check', '--what'],
      ['lsp'],
    ];
    for (const args of wrong) {
      const { status, stdout, stderr } = run(args, directory);
      assert.deepEqual({ args, status, stdout }, { args, status: 2, stdout: '' });
      assert.match(stderr, /^holdfast: .+\nTry holdfast --help\.\n$/);
    }
  });

  it('explains itself', () => {
    const help = run(['--help'], directory);
    assert.equal(help.status, 0);
    assert.match(help.stdout, /check \[PATH…\]/);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(run(['--version'], directory).stdout, `${version}\n`);
  });
});
