import assert from 'node:assert/strict';
import type { FolderPolicy } from '../../server/src/analysis/host';
import { analyse, createHost, filesInMemory, root, uriOf } from '../support/engine';

const data = 'data "aws_ami" "linux" {\n  most_recent = true\n  owners = ["amazon"]\n}\n';
const instance = `${data}resource "aws_instance" "web" {\n  ami = data.aws_ami.linux.id\n}\n`;

/** An image that a variable decides about: the default is the drifting one. */
const decided = `${data}variable "image" {\n  default = ""\n}\n
resource "aws_instance" "web" {
  ami = var.image == "" ? data.aws_ami.linux.id : var.image
}
`;

const nothing: FolderPolicy = { folder: root, severities: [], variableFiles: [] };

type Files = Readonly<Record<string, string>>;

/** Severity and who decided about it, of each finding; and what is noted. */
async function report(files: Files, policy: Partial<FolderPolicy> = {}) {
  const host = await createHost(filesInMemory(files));
  host.setPolicies([{ ...nothing, ...policy }]);
  const { findings, notes } = await analyse(host);
  return {
    findings: findings.map(({ severity, severityFrom }) => [severity, severityFrom]),
    notes: notes.map(({ kind, uri, message }) => `${kind} ${uri.slice(root.length + 1)}: ${message}`),
  };
}

function severities(...rows: readonly string[]): string {
  return ['severities:', ...rows.map((row) => `  - { ${row} }`), ''].join('\n');
}

describe('severities of the project file', () => {
  const cases: readonly { readonly rows: readonly string[]; readonly gives: readonly unknown[] }[] = [
    { rows: [], gives: [['warning', undefined]] },
    { rows: ['severity: error'], gives: [['error', 'project']] },
    { rows: ['rule: drifting-replacement, severity: hint'], gives: [['hint', 'project']] },
    { rows: ['rule: unowned-image, severity: hint'], gives: [['warning', undefined]] },
    {
      rows: ['type: aws_instance, volatility: latest, consequence: rebuild, severity: error'],
      gives: [['error', 'project']],
    },
    { rows: ['type: aws_instance, volatility: content, severity: error'], gives: [['warning', undefined]] },
    { rows: ['severity: error', 'type: aws_instance, severity: hint'], gives: [['hint', 'project']] },
    { rows: ['severity: "off"'], gives: [] },
    { rows: ['severity: "off"', 'type: aws_instance, severity: error'], gives: [['error', 'project']] },
  ];
  for (const { rows, gives } of cases) {
    it(`the last row that matches counts: ${rows.join(' / ') || 'none'}`, async () => {
      const { findings, notes } = await report({
        'main.tf': instance,
        'holdfast.yaml': rows.length === 0 ? '' : severities(...rows),
      });
      assert.deepEqual(findings, gives);
      assert.deepEqual(notes, []);
    });
  }

  it('win over those of the front end, and otherwise those count', async () => {
    const policy = { severities: [{ severity: 'error' as const }] };
    const only = await report({ 'main.tf': instance }, policy);
    assert.deepEqual(only.findings, [['error', 'front end']]);
    const both = await report({ 'main.tf': instance, 'holdfast.yaml': severities('severity: hint') }, policy);
    assert.deepEqual(both.findings, [['hint', 'project']]);
  });

  it('are refused where a word in them is wrong', async () => {
    const { findings, notes } = await report({
      'main.tf': instance,
      'holdfast.yaml': severities('rule: drifting, severity: error', 'severity: loud', 'rule: unowned-image'),
    });
    assert.deepEqual(findings, [['warning', undefined]]);
    assert.equal(notes.length, 3);
    assert.match(notes[0] ?? '', /^invalid-configuration holdfast\.yaml: .*severities\[0\]\.rule/);
  });
});

describe('excluded files', () => {
  it('are read, and nothing is reported in them', async () => {
    const files = {
      'holdfast.yaml': 'exclude: [examples, "**/broken.tf"]\n',
      'examples/one/main.tf': instance,
      'live/main.tf': instance,
      'live/broken.tf': 'resource "x" {\n',
    };
    const host = await createHost(filesInMemory(files));
    const { findings, notes } = await analyse(host);
    assert.deepEqual(
      findings.map(({ uri }) => uri),
      [uriOf('live/main.tf')],
    );
    assert.deepEqual(notes, []);
  });
});

describe('variable files by name', () => {
  it('give the root module their values, after its own variable files', async () => {
    const files = {
      'main.tf': decided,
      'terraform.tfvars': 'image = ""\n',
      'prod.tfvars': 'image = "ami-1"\n',
    };
    const without = await report(files);
    assert.equal(without.findings.length, 1);
    const variableFiles = [{ roots: '**', files: [uriOf('prod.tfvars')] }];
    assert.deepEqual((await report(files, { variableFiles })).findings, []);
    const project = 'variableFiles:\n  .: [prod.tfvars]\n';
    assert.deepEqual(await report({ ...files, 'holdfast.yaml': project }), { findings: [], notes: [] });
  });

  it('count for the root modules that the pattern names, and for no other', async () => {
    const files = {
      'live/prod/main.tf': decided,
      'live/test/main.tf': decided,
      'values/prod.tfvars.json': '{ "image": "ami-1" }\n',
      'holdfast.yaml': 'variableFiles:\n  live/prod: [values/prod.tfvars.json]\n',
    };
    const { findings } = await analyse(await createHost(filesInMemory(files)));
    assert.deepEqual(
      findings.map(({ uri }) => uri),
      [uriOf('live/test/main.tf')],
    );
  });

  it('say nothing to a called module', async () => {
    const files = {
      'main.tf': 'module "web" {\n  source = "./web"\n}\n',
      'web/main.tf': decided,
      'prod.tfvars': 'image = "ami-1"\n',
    };
    const variableFiles = [{ roots: '**', files: [uriOf('prod.tfvars')] }];
    assert.equal((await report(files, { variableFiles })).findings.length, 1);
  });

  it('are missed where they are not there, and told of where they are broken', async () => {
    const missing = await report({
      'main.tf': decided,
      'holdfast.yaml': 'variableFiles:\n  .: [prod.tfvars]\n',
    });
    assert.deepEqual(missing.notes, [
      'invalid-configuration holdfast.yaml: The variable file `prod.tfvars` cannot be read.',
    ]);
    const broken = await report({
      'main.tf': decided,
      'prod.tfvars': 'image = [\n',
      'holdfast.yaml': 'variableFiles:\n  .: [prod.tfvars]\n',
    });
    assert.match(broken.notes.join('\n'), /^syntax-error prod\.tfvars: /);
  });

  it('are followed when they change', async () => {
    const fileSystem = filesInMemory({ 'main.tf': decided, 'prod.tfvars': 'image = ""\n' });
    const host = await createHost(fileSystem);
    host.setPolicies([{ ...nothing, variableFiles: [{ roots: '.', files: [uriOf('prod.tfvars')] }] }]);
    assert.equal((await analyse(host)).findings.length, 1);
    fileSystem.write(uriOf('prod.tfvars'), 'image = "ami-1"\n');
    host.invalidate([uriOf('prod.tfvars')]);
    assert.deepEqual((await analyse(host)).findings, []);
    host.setDocument(uriOf('prod.tfvars'), 'image = ""\n', 1);
    assert.equal((await analyse(host)).findings.length, 1);
  });
});
