import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './commandLine';

const main = `
data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
}
data "aws_vpc" "main" {
  id = "vpc-1"
}
module "app" {
  source = "./app"
  ami    = data.aws_ami.linux.id
}
resource "aws_eip_association" "app" {
  instance_id = module.app.id
}
resource "aws_subnet" "zone" {
  for_each   = toset(data.aws_vpc.main.ids)
  vpc_id     = "vpc-1"
  cidr_block = each.key
}
`;

const app = `
variable "ami" {}
resource "aws_instance" "this" {
  count = 2
  ami   = var.ami
}
output "id" {
  value = aws_instance.this[0].id
}
`;

describe('holdfast whatif', () => {
  let directory: string;

  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'holdfast-cli-'));
    mkdirSync(path.join(directory, 'app'));
    writeFileSync(path.join(directory, 'main.tf'), main);
    writeFileSync(path.join(directory, 'app', 'main.tf'), app);
  });

  after(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function answer(...args: readonly string[]): unknown {
    const { status, stdout, stderr } = run(['whatif', ...args, '--format', 'json'], directory);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout);
  }

  const replaced = [
    {
      address: 'aws_eip_association.app',
      attributes: ['instance_id'],
      cause: 'cascade',
      certainty: 'certain',
    },
    { address: 'module.app.aws_instance.this', attributes: ['ami'], cause: 'drift', certainty: 'certain' },
  ];

  it('lists what an answer replaces, cascades included, without instance keys', () => {
    const expected = { version: 1, replaced, instances: [] };
    assert.deepEqual(answer('data.aws_ami.linux.id'), expected);
    assert.deepEqual(answer('data.aws_ami.linux'), expected);
    assert.deepEqual(answer('data.aws_ami.linux.architecture'), { version: 1, replaced: [], instances: [] });
  });

  it('assumes what does not drift by itself, too, and tells instances that come and go', () => {
    const instances = [{ address: 'aws_subnet.zone', change: 'created or destroyed' }];
    assert.deepEqual(answer('data.aws_vpc.main.ids'), { version: 1, replaced: [], instances });
    assert.deepEqual(answer('--all'), { version: 1, replaced, instances });
  });

  it('finds the root module at --path', () => {
    const { stdout } = run(['whatif', '--all', '--path', path.join(directory, 'app')], tmpdir());
    assert.equal(stdout, 'Nothing is replaced.\n');
  });

  it('refuses what makes no sense', () => {
    const wrong = [
      { args: [], says: /needs an ADDRESS, or --all/ },
      { args: ['--all', 'data.aws_ami.linux'], says: /needs an ADDRESS, or --all/ },
      { args: ['data.aws_ami.other'], says: /no data source data\.aws_ami\.other/ },
      { args: ['aws_instance.this'], says: /no data source aws_instance\.this/ },
      { args: ['--all', '--path', 'nowhere'], says: /no file or directory “nowhere”/ },
      { args: ['--all', '--format', 'xml'], says: /--format must be one of/ },
    ];
    for (const { args, says } of wrong) {
      const { status, stdout, stderr } = run(['whatif', ...args], directory);
      assert.equal(status, 2, stderr);
      assert.match(stderr, says);
      assert.equal(stdout, '');
    }
  });
});
