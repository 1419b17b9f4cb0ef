import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json as checked, run } from './commandLine';

const data = `data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}
`;

const instance = `resource "aws_instance" "web" {
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"
}
`;

const ignored = `resource "aws_instance" "web" {
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"

  lifecycle {
    ignore_changes = [ami]
  }
}
`;

const state = JSON.stringify({
  version: 4,
  resources: [
    { mode: 'managed', type: 'aws_instance', name: 'web', instances: [{ attributes: { ami: 'ami-0abc' } }] },
  ],
});

interface FixJson {
  readonly status: number | null;
  readonly dryRun: boolean;
  readonly fixed: readonly Record<string, unknown>[];
  readonly left: readonly { readonly file: string; readonly reason: { kind: string; message: string } }[];
  readonly files: readonly { readonly file: string; readonly status: string; readonly problem?: string }[];
  readonly summary: Record<string, number>;
}

describe('holdfast fix', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'holdfast-fix-'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    }
  }

  function at(name: string): string {
    return path.join(directory, name);
  }

  function read(name: string): string {
    return readFileSync(at(name), 'utf8');
  }

  function fix(...args: readonly string[]) {
    return run(['fix', ...args], directory);
  }

  function json(...args: readonly string[]): FixJson {
    const { status, stdout, stderr } = fix(...args, '--format', 'json');
    assert.equal(stderr, '');
    return { ...(JSON.parse(stdout) as Omit<FixJson, 'status'>), status };
  }

  function left(report: FixJson): readonly string[] {
    return report.left.map(({ reason }) => reason.kind);
  }

  it('applies what is safe, says what and at which price, and has nothing to do the second time', () => {
    write({ 'main.tf': data + instance });
    const { status, stdout } = fix();
    assert.equal(read('main.tf'), data + ignored);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^main\.tf:6:19: fixed: aws_instance\.web\.ami: Ignore changes to ami \[drifting-replacement\]$/m,
    );
    assert.match(stdout, /^The price: .*security updates/m);
    assert.match(stdout, /^Fixed 1 of 1 finding, in 1 file\.$/m);
    const again = fix();
    assert.deepEqual([again.status, again.stdout], [0, 'There is nothing to fix.\n']);
    assert.equal(read('main.tf'), data + ignored);
    assert.deepEqual(readdirSync(directory), ['main.tf']);
  });

  it('takes the value that is deployed before it ignores changes, and what is named before all', () => {
    const pinned = instance.replace('data.aws_ami.linux.id', '"ami-0abc"');
    write({ 'main.tf': data + instance, 'terraform.tfstate': state });
    assert.equal(fix().status, 0);
    assert.equal(read('main.tf'), data + pinned);
    write({ 'main.tf': data + instance });
    assert.equal(fix('--fix', 'ignore-changes').status, 0);
    assert.equal(read('main.tf'), data + ignored);
  });

  it('takes what is deployed from the file that is named, for the one root module there is', () => {
    const pinned = instance.replace('data.aws_ami.linux.id', '"ami-0abc"');
    write({ 'infra/main.tf': data + instance, 'state.json': state, 'other.json': '{}' });
    for (const wrong of ['missing.json', 'other.json']) {
      const { status, stderr } = fix('infra', '--state', wrong);
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(`^holdfast: “${wrong}”`));
    }
    assert.equal(fix('--state', 'state.json').status, 0);
    assert.equal(read('infra/main.tf'), data + pinned);
    write({ 'infra/main.tf': data + instance, 'b/main.tf': data + instance });
    assert.match(fix('--state', 'state.json').stderr, /--state is of one root module, and “\.” has 2/);
    assert.match(fix('infra', 'b', '--state', 'state.json').stderr, /single PATH/);
    assert.equal(fix('infra', '--state', 'state.json').status, 0);
    assert.deepEqual([read('infra/main.tf'), read('b/main.tf')], [data + pinned, data + instance]);
  });

  it('brings every argument of a resource into one list, and every place of an expression', () => {
    const two = instance.replace('"t3.micro"', '"t3.micro"\n  key_name      = data.aws_ami.linux.name');
    write({ 'main.tf': data + two });
    assert.deepEqual(json().summary, { fixed: 2, left: 0, files: 1 });
    assert.match(read('main.tf'), /^ {4}ignore_changes = \[ami, key_name\]$/m);
    assert.equal(read('main.tf').match(/lifecycle/g)?.length, 1);
    assert.deepEqual(checked(['check'], directory).findings, []);
  });

  it('never writes a placeholder, and says that a value is missing', () => {
    write({ 'main.tf': data + instance });
    const report = json('--fix', 'pin-value');
    assert.equal(read('main.tf'), data + instance);
    assert.equal(report.status, 1);
    assert.deepEqual(left(report), ['needs-value']);
    assert.equal(json('--fix', 'pin-value', '--fail-on', 'never').status, 0);
  });

  it('accepts findings with a reason and a last day', () => {
    write({ 'main.tf': data + instance });
    const { status } = fix('--fix', 'accept', '--reason', 'rebuilt weekly', '--until', '2999-01-31');
    assert.equal(status, 0);
    const comment = '  # holdfast:ignore drifting-replacement -- rebuilt weekly until=2999-01-31\n';
    assert.equal(
      read('main.tf'),
      data + ignored.replace('  ami ', `${comment}  ami `).replace(/\n\n {2}lifecycle[^]*/, '\n}\n'),
    );
    assert.deepEqual(checked(['check'], directory).notes, []);
  });

  it('keeps to the rules, severities and paths that are named', () => {
    write({ 'a/main.tf': data + instance, 'b/main.tf': data + instance });
    assert.deepEqual(json('--rule', 'unowned-image').summary, { fixed: 0, left: 0, files: 0 });
    assert.deepEqual(json('--min-severity', 'error').summary, { fixed: 0, left: 0, files: 0 });
    assert.deepEqual(json('b').summary, { fixed: 1, left: 0, files: 1 });
    assert.equal(read('a/main.tf'), data + instance);
    assert.equal(read('b/main.tf'), data + ignored);
  });

  it('fixes several PATHs, and shows files as typed', () => {
    write({
      'a/main.tf': data + instance,
      'b/main.tf': data + instance,
      'b/other.tf': instance.replace('web', 'two'),
    });
    const report = json('a', 'b/main.tf', './a');
    assert.deepEqual(
      report.files.map(({ file, status }) => ({ file, status })),
      [
        { file: 'a/main.tf', status: 'written' },
        { file: 'b/main.tf', status: 'written' },
      ],
    );
    assert.equal(read('b/other.tf'), instance.replace('web', 'two'));
  });

  it('edits no file but the one that is named', () => {
    const module = 'variable "image" {}\nresource "aws_instance" "web" {\n  ami = var.image\n}\n';
    const call = 'module "web" {\n  source = "./web"\n  image  = data.aws_ami.linux.id\n}\n';
    write({ 'main.tf': data + call, 'web/main.tf': module });
    const before = read('main.tf');
    assert.equal(json('web/main.tf', '--fix', 'pin-value').summary['files'], 0);
    assert.equal(read('main.tf'), before);
  });

  describe('with --dry-run', () => {
    function applied(args: readonly string[], setUp: () => void, cwd = directory): void {
      const dry = run(['fix', '--dry-run', ...args], cwd);
      assert.match(dry.stdout, /^--- "?a\/.*\n\+\+\+ "?b\//);
      const copy = `${directory}-applied`;
      try {
        cpSync(directory, copy, { recursive: true });
        const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
          cwd: path.join(copy, path.relative(directory, cwd)),
          input: dry.stdout,
          encoding: 'utf8',
          env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
        });
        assert.deepEqual([status, stderr], [0, ''], dry.stdout);
        setUp();
        assert.equal(run(['fix', ...args], cwd).status, dry.status);
        assert.deepEqual(contents(copy), contents(directory));
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    }

    function contents(root: string): ReadonlyMap<string, string> {
      const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
      const files = names.filter(
        (name) => !name.startsWith('.git') && statSync(path.join(root, name)).isFile(),
      );
      return new Map(files.map((name) => [name, readFileSync(path.join(root, name)).toString('latin1')]));
    }

    const many = {
      'a/main.tf': data + instance,
      'a/b c/ü "q".tf': data + instance.trimEnd(),
      'windows.tf': (data + instance).replaceAll('\n', '\r\n'),
      'marked.tf': `\uFEFF${instance.replace('web', 'marked').replace('linux', 'other')}${data.replace('linux', 'other')}`,
    };

    it('prints a diff that git applies to the same end, and changes nothing', () => {
      write(many);
      const before = contents(directory);
      applied([], () => {
        assert.deepEqual(contents(directory), before);
      });
      const after = contents(directory);
      assert.notDeepEqual(after, before);
      assert.equal(read('marked.tf').charCodeAt(0), 0xfeff);
      assert.doesNotMatch(read('windows.tf').replaceAll('\r\n', ''), /[\r\n]/);
      assert.match(read('windows.tf'), /ignore_changes/);
    });

    it('does so below the top of a repository, and for paths that are named', () => {
      write(many);
      spawnSync('git', ['init', '--quiet'], { cwd: directory });
      applied(['.'], () => undefined, at('a'));
      assert.match(read('a/main.tf'), /ignore_changes/);
      assert.equal(read('windows.tf'), many['windows.tf']);
    });

    it('says on standard error what it would do, and the same exit code', () => {
      write({ 'main.tf': data + instance });
      const { status, stderr } = fix('--dry-run', '--fix', 'pin-value');
      assert.equal(status, 1);
      assert.match(stderr, /^Would fix 0 of 1 finding, in 0 files\.$/m);
      assert.equal(json('--dry-run').dryRun, true);
      assert.equal(read('main.tf'), data + instance);
    });
  });

  it('keeps the permissions of a file', () => {
    write({ 'main.tf': data + instance });
    chmodSync(at('main.tf'), 0o640);
    assert.equal(fix().status, 0);
    assert.equal(statSync(at('main.tf')).mode & 0o777, 0o640);
  });

  it('follows a symbolic link, and leaves it one', () => {
    write({ 'real/main.tf': data + instance });
    mkdirSync(at('app'));
    symlinkSync('../real/main.tf', at('app/main.tf'));
    assert.equal(fix('app').status, 0);
    assert.ok(lstatSync(at('app/main.tf')).isSymbolicLink());
    assert.equal(read('real/main.tf'), data + ignored);
  });

  it('changes a file with two names once', () => {
    write({ 'real/main.tf': data + instance });
    mkdirSync(at('app'));
    symlinkSync('../real/main.tf', at('app/main.tf'));
    assert.equal(fix('--dry-run').stdout.match(/^---/gm)?.length, 1);
    assert.deepEqual([fix().status, read('real/main.tf')], [0, data + ignored]);
  });

  it('leaves a read-only file alone, and says so', () => {
    write({ 'main.tf': data + instance, 'other.tf': instance.replace('web', 'other') });
    chmodSync(at('main.tf'), 0o444);
    const report = json();
    assert.equal(report.status, 1);
    assert.deepEqual(
      report.left.map(({ file, reason }) => [file, reason.kind, reason.message]),
      [['main.tf', 'file', 'main.tf is read-only.']],
    );
    assert.equal(read('main.tf'), data + instance);
    assert.match(read('other.tf'), /ignore_changes/);
  });

  it('touches neither a file with a syntax error nor a generated one, and says so', () => {
    const broken = `${instance.replace('web', 'broken')}\nlocals {\n`;
    const generated = `# Code generated by hand. DO NOT EDIT.\n${instance.replace('web', 'generated')}`;
    write({ 'main.tf': data + instance, 'broken.tf': broken, 'generated.tf': generated });
    const report = json();
    assert.deepEqual(
      report.left.map(({ file, reason }) => [file, reason.kind, reason.message]),
      [
        ['broken.tf', 'file', 'broken.tf has syntax errors.'],
        ['generated.tf', 'file', 'generated.tf is generated: an edit would not last.'],
      ],
    );
    assert.deepEqual([read('broken.tf'), read('generated.tf')], [broken, generated]);
    assert.equal(read('main.tf'), data + ignored);
    assert.match(fix().stdout, /^broken\.tf:\d+:\d+: note: .*\[syntax-error\]$/m);
  });

  it('exits with 2 on wrong usage', () => {
    write({ 'main.tf': data + instance });
    const wrong = [
      ['--fix', 'everything'],
      ['--rule', 'nothing'],
      ['--format', 'xml'],
      ['missing'],
      ['--fix', 'accept'],
      ['--fix', 'accept', '--reason', ' '],
      ['--fix', 'accept', '--reason', 'a\nb'],
      ['--fix', 'accept', '--reason', 'a until=2030-01-01 b'],
      ['--fix', 'accept', '--reason', 'a', '--until', '2027-02-30'],
      ['--fix', 'accept', '--reason', 'a', '--until', '2020-01-01'],
      ['--reason', 'a'],
    ];
    for (const args of wrong) {
      const { status, stdout, stderr } = fix(...args);
      assert.deepEqual({ args, status, stdout }, { args, status: 2, stdout: '' });
      assert.match(stderr, /^holdfast: .+\nTry holdfast --help\.\n$/);
    }
    assert.equal(read('main.tf'), data + instance);
  });
});
