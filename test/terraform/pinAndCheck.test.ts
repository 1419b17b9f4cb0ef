import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyEdits } from '../support/applyFix';
import { analyseFiles, uriOf } from '../support/engine';
import { startProvider, type RunningProvider } from './provider/server';
import { hasTerraform, Terraform } from './run/command';
import { outcomeOf } from './run/planJson';

type Files = Readonly<Record<string, string>>;

/** The answers in generation 1 and 2. */
const answers: Readonly<Record<string, readonly [string, string]>> = {
  id: ['ami-0123456789abcdef1', 'ami-0123456789abcdef2'],
  root_snapshot_id: ['snap-1', 'snap-2'],
};

const data = 'data "aws_ami" "linux" {\n  most_recent = true\n  owners      = ["amazon"]\n}\n';
const server = (...lines: readonly string[]) =>
  ['resource "aws_instance" "web" {', ...lines.map((line) => `  ${line}`), '}', ''].join('\n');

const cases: Readonly<Record<string, Files>> = {
  'one instance': { 'main.tf': `${data}${server('ami = data.aws_ami.linux.id')}` },
  count: { 'main.tf': `${data}${server('count = 2', 'ami   = data.aws_ami.linux.id')}` },
  for_each: {
    'main.tf': `${data}${server('for_each = toset(["a", "b"])', 'ami      = data.aws_ami.linux.id')}`,
  },
  'a local value': {
    'main.tf': `${data}${server('ami = local.image')}locals {\n  image = data.aws_ami.linux.id\n}\n`,
  },
  'a data source with instances': {
    'main.tf': `${data.replace('{\n', '{\n  for_each    = { x = "y" }\n')}${server('ami = data.aws_ami.linux["x"].id')}`,
  },
  'a condition': {
    'main.tf': `${data}${server('ami = var.own == "" ? data.aws_ami.linux.id : var.own')}variable "own" {\n  default = ""\n}\n`,
  },
  'a nested block': {
    'main.tf': `${data}${server('ebs_block_device {', '  device_name = "/dev/sdf"', '  snapshot_id = data.aws_ami.linux.root_snapshot_id', '}')}`,
  },
  'a module call': {
    'main.tf': `${data}module "app" {\n  source = "./app"\n  image  = data.aws_ami.linux.id\n}\n`,
    'app/main.tf': `${server('ami = var.image')}variable "image" {}\n`,
  },
};

/** A directory with a configuration that Terraform runs on. */
class Configured {
  private readonly scratch = mkdtempSync(join(tmpdir(), 'holdfast-check-'));
  private readonly directory = join(this.scratch, 'configuration');
  private provider: RunningProvider | undefined;
  private generation: 1 | 2 = 1;

  /** Creates everything, in generation 1. */
  async apply(files: Files): Promise<void> {
    this.write(files);
    const said = (attribute: string) => answers[attribute]?.[this.generation - 1];
    this.provider = await startProvider(this.scratch, (_, attribute) => said(attribute));
    const terraform = this.terraform();
    for (const result of [await terraform.init(), await terraform.apply()]) {
      assert.ok(result.isSuccess, result.stderr);
    }
  }

  write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.directory, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  state(): string {
    return readFileSync(join(this.directory, 'terraform.tfstate'), 'utf8');
  }

  /** A plan as JSON, in a generation. */
  async plan(generation: 1 | 2): Promise<string> {
    this.generation = generation;
    const { isSuccess, stdout, stderr } = await this.terraform().plan(`generation${String(generation)}`);
    assert.ok(isSuccess, stderr);
    return stdout;
  }

  dispose(): void {
    this.provider?.stop();
    rmSync(this.scratch, { recursive: true, force: true });
  }

  private terraform(): Terraform {
    return new Terraform(this.directory, this.scratch, this.provider?.reattach ?? '');
  }
}

/** The outcome of checks and what else a plan does, in short. */
function inShort(plan: string): object {
  const { checks = [], resource_changes: changes = [] } = JSON.parse(plan) as {
    readonly checks?: readonly { readonly address: { readonly kind: string }; readonly status: string }[];
    readonly resource_changes?: readonly { readonly change: { readonly actions: readonly string[] } }[];
  };
  const actions = new Set(changes.flatMap(({ change }) => change.actions));
  return {
    checks: checks.filter(({ address }) => address.kind === 'check').map(({ status }) => status),
    actions: [...actions],
    replaced: outcomeOf(plan).replaced,
  };
}

describe('a pin with a check, in Terraform', function () {
  this.timeout(60_000);

  before(function () {
    if (!hasTerraform()) this.skip();
  });

  for (const [title, files] of Object.entries(cases)) {
    it(`warns and replaces nothing, for ${title}`, async () => {
      const configured = new Configured();
      try {
        await configured.apply(files);
        const before = await configured.plan(2);
        assert.equal(outcomeOf(before).replaced.length, 1, 'without the fix it is replaced');
        const snapshot = await analyseFiles({ ...files, 'terraform.tfstate': configured.state() });
        const [finding, ...others] = snapshot.findings;
        assert.ok(finding);
        assert.deepEqual(others, []);
        const fix = (await snapshot.fixesFor(finding)).find(({ id }) => id === 'pin-and-check');
        assert.match(fix?.title ?? '', /\(deployed now\)/);
        const fixed: Record<string, string> = { ...files };
        for (const { uri, edits } of fix?.files ?? []) {
          const name = Object.keys(files).find((one) => uriOf(one) === uri) ?? '';
          fixed[name] = applyEdits(files[name] ?? '', edits);
        }
        configured.write(fixed);
        const after = { actions: ['no-op'], replaced: [] };
        assert.deepEqual(inShort(await configured.plan(1)), { checks: ['pass'], ...after });
        assert.deepEqual(inShort(await configured.plan(2)), { checks: ['fail'], ...after });
        assert.deepEqual((await analyseFiles(fixed)).findings, []);
      } finally {
        configured.dispose();
      }
    });
  }
});
