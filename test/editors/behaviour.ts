import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { documented } from './documentation';
import { versionOf, type DrivenEditor } from './drivenEditor';
import { until, when } from '../e2e/waiting';
import { Workplace } from './workplace';

/** An editor that these tests can drive. */
export interface EditorKind {
  readonly name: string;
  readonly program: string;
  /** Those that the configuration is for, by how `--version` begins. */
  readonly versions: { readonly words: string; readonly pattern: RegExp };
  /** The configuration that docs/editors.md gives for it, by the name there. */
  readonly configuration: string;
  start(workplace: Workplace, configuration: string): Promise<DrivenEditor>;
}

const reference = 'data.aws_ami.amazon_linux.id';

/** Where a missing editor is a failure, and not a reason to skip. */
const required = process.env['HOLDFAST_E2E'] === 'required';

/** What holds in every editor, tested in a real one with the configuration that the documentation gives. */
export function describeBehaviour(kind: EditorKind): void {
  describe(`Holdfast in ${kind.name}`, function () {
    this.timeout(90_000);
    const version = versionOf(kind.program) ?? '';
    if (!kind.versions.pattern.test(version)) {
      const here = version === '' ? `no ${kind.program} here` : `${version} is not ${kind.versions.words}`;
      const reason = `${here}; test/e2e/install.sh installs one on Debian`;
      it(`is tested where there is one: ${reason}`, function () {
        if (required) throw new Error(reason);
        this.skip();
      });
      return;
    }
    describe('while it runs', () => {
      describeFindings(kind);
    });
    describe('from start to end', () => {
      describeEnd(kind);
    });
  });
}

function describeFindings(kind: EditorKind): void {
  let workplace: Workplace;
  let editor: DrivenEditor;
  let main: string;

  before(() => {
    workplace = new Workplace();
    workplace.copyExample('elsewhere');
  });

  beforeEach(async () => {
    main = workplace.copyExample();
    editor = await kind.start(workplace, documented(kind.configuration));
  });

  afterEach(async () => {
    await editor.kill();
  });

  after(() => {
    workplace.dispose();
  });

  it('shows the finding at its place, with rule, severity and path', async () => {
    await editor.open(main);
    const [shown, ...others] = await editor.diagnostics(main, 1);
    assert.ok(shown !== undefined);
    assert.deepEqual(others, []);
    assert.equal(shown.line, 41);
    assert.equal(shown.marked, reference);
    assert.equal(shown.severity, 'warning');
    assert.equal(
      shown.message.split('\n')[0],
      'holdfast [drifting-replacement]: aws_instance.rds_access_ec2 can be replaced without an edit: its `ami` depends on data.aws_ami.amazon_linux.',
    );
    assert.deepEqual(shown.path, [
      'main.tf:11: data.aws_ami.amazon_linux picks the newest matching image at each run',
      'main.tf:42: A changed `ami` forces replacement of aws_instance.rds_access_ec2.',
    ]);
  });

  it('shows the findings in files that are not open', async () => {
    await editor.open(main);
    const elsewhere = `${workplace.project}/elsewhere/main.tf`;
    const [shown] = await editor.diagnostics(elsewhere, 1);
    assert.equal(shown?.line, 41);
    assert.match(shown.message, /^holdfast \[drifting-replacement\]/);
  });

  it('explains the argument, readably', async () => {
    await editor.open(main);
    await editor.diagnostics(main, 1);
    const shown = await editor.hover('ami  ');
    assert.match(shown, /A changed .?ami.? forces replacement of aws_instance\.rds_access_ec2\./);
    assert.match(shown, /main\.tf:11: data\.aws_ami\.amazon_linux picks the newest matching image/);
    assert.match(shown, /Offered as quick fixes:\n(?:.*\n)*.*Ignore changes to ami: /);
    assert.doesNotMatch(shown, /\\/, 'no escapes are shown');
  });

  it('fixes it by a code action', async () => {
    await editor.open(main);
    await editor.diagnostics(main, 1);
    const before = await editor.text();
    await editor.act(reference, 'Ignore changes to ami');
    assert.deepEqual(await editor.diagnostics(main, 0), []);
    const type = '  instance_type = "t2.micro"\n';
    const added = '\n  lifecycle {\n    ignore_changes = [ami]\n  }\n';
    assert.equal(await editor.text(), before.replace(type, `${type}${added}`));
  });

  it('goes by what is typed', async () => {
    await editor.open(main);
    await editor.diagnostics(main, 1);
    await editor.type('most_recent = true', 'most_recent = false');
    assert.deepEqual(await editor.diagnostics(main, 0), []);
    await editor.type('most_recent = false', '# 最新😀\n  most_recent = true');
    assert.deepEqual(
      (await editor.diagnostics(main, 1)).map(({ line, marked }) => [line, marked]),
      [[42, reference]],
    );
  });

  it('counts columns as the editor does, whatever stands before', async () => {
    await editor.open(main);
    await editor.diagnostics(main, 1);
    await editor.type(`= ${reference}`, `= /* 画像😀é */ ${reference}`);
    await editor.type('# Nobody', '# 😀 Nobody');
    await editor.hover('ami  ');
    await until('the diagnostic to be at its place', async () => {
      const marked = (await editor.diagnostics(main, 1)).map((one) => one.marked);
      return when(marked.join() === reference);
    });
    await editor.act(reference, 'Pin ami to a fixed value…');
    assert.deepEqual(await editor.diagnostics(main, 0), []);
    assert.match(await editor.text(), /ami {11}= \/\* 画像😀é \*\/ "ami-[^"]*"\n/);
  });

  it('takes other settings while it runs', async () => {
    await editor.open(main);
    await editor.diagnostics(main, 1);
    await editor.configure('error');
    assert.deepEqual(await editor.diagnostics(main, 0), []);
    await editor.configure('warning');
    assert.equal((await editor.diagnostics(main, 1)).length, 1);
  });
}

function describeEnd(kind: EditorKind): void {
  let workplace: Workplace;
  let editor: DrivenEditor;

  async function start(configuration: string): Promise<string> {
    workplace = new Workplace();
    const main = workplace.copyExample();
    editor = await kind.start(workplace, configuration);
    await editor.open(main);
    return main;
  }

  afterEach(async () => {
    await editor.kill();
    workplace.dispose();
  });

  it('takes the settings of the documented configuration', async () => {
    const configuration = documented(kind.configuration);
    const quiet = configuration.replace(/(['"])information\1/, '$1error$1');
    assert.notEqual(quiet, configuration);
    const main = await start(quiet);
    // An answer comes after the analysis.
    await editor.hover('ami  ');
    assert.deepEqual(await editor.diagnostics(main, 0), []);
    await editor.configure('warning');
    assert.equal((await editor.diagnostics(main, 1)).length, 1);
  });

  for (const [how, end] of [
    ['ends', (one: DrivenEditor) => one.quit()],
    ['is killed', (one: DrivenEditor) => one.kill()],
  ] as const) {
    it(`leaves no server behind when the editor ${how}`, async () => {
      const main = await start(documented(kind.configuration));
      await editor.diagnostics(main, 1);
      const server = await editor.serverPid();
      assert.ok(isRunning(server));
      await end(editor);
      await until('the server to end', () => when(!isRunning(server)));
    });
  }
}

/** A process that nobody has waited for yet, a zombie, has ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${String(pid)}/stat`;
  return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ');
}
