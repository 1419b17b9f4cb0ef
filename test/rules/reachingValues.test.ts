import assert from 'node:assert/strict';
import { analyse } from '../fixes/moduleInMemory';

/** What the expressions below refer to. */
const declarations = `
data "aws_ami" "x" {
  most_recent = true
  owners      = ["amazon"]
}
data "aws_ami" "counted" {
  count       = 2
  most_recent = "\${var.yes}"
  owners      = ["amazon"]
}
data "aws_ami" "each" {
  for_each    = { a = "x", b = "y" }
  most_recent = true
  owners      = ["amazon"]
}
variable "yes" { default = true }
variable "empty" { default = "" }
variable "unset" {}
locals {
  img   = data.aws_ami.x.id
  chain = "\${local.img}"
  obj   = { drift = local.chain, fixed = "ami-1", all = data.aws_ami.x }
  list  = ["ami-0", local.img]
  cyc1  = local.cyc2
  cyc2  = local.cyc1
}
resource "aws_launch_template" "lt" {
  image_id = local.img
}
resource "aws_launch_template" "ignoring" {
  image_id = local.img
  lifecycle { ignore_changes = [image_id] }
}
`;

/** Expressions for \`ami\` whose value Terraform would change with the image; \`possible\` where it may not. */
const reaching: readonly (readonly [expression: string, certainty?: 'possible'])[] = [
  ['data.aws_ami.x.id'],
  ['"${data.aws_ami.x.id}"'],
  ['(local.img)'],
  ['local.chain'],
  ['local.obj.drift'],
  ['local.obj["drift"]'],
  ['local.obj.all.id'],
  ['local.list[1]'],
  ['local.list[length(local.list) - 1]'],
  ['element(local.list, 3)'],
  ['data.aws_ami.counted[0].id'],
  ['data.aws_ami.counted.0.id'],
  ['data.aws_ami.counted.*.id[1]'],
  ['data.aws_ami.counted[*].id[0]'],
  ['element(concat(data.aws_ami.counted.*.id, [""]), 0)'],
  ['data.aws_ami.each["a"].id'],
  ['var.empty != "" ? var.empty : data.aws_ami.x.id'],
  ['var.unset != "" ? var.unset : data.aws_ami.x.id', 'possible'],
  ['coalesce(var.empty, data.aws_ami.x.id)'],
  ['try(data.aws_ami.x.id, "ami-2")'],
  ['merge({ a = "ami-2" }, { a = local.img })["a"]'],
  ['lookup({ a = local.img }, "a", "ami-2")'],
  ['data.aws_ami.x.architecture == "arm64" ? local.img : "ami-2"', 'possible'],
  ['data.aws_ami.x.id == "ami-9" ? "ami-1" : "ami-2"', 'possible'],
  ['format("%s", local.img)'],
  ['[for k, v in local.obj : v if k == "drift"][0]'],
  ['{ for k, v in local.obj : upper(k) => v }["DRIFT"]'],
  ['values({ b = "1", a = local.img })[0]'],
  ['aws_launch_template.lt.image_id'],
  ['flatten([["a"], [local.img]])[1]'],
  ['zipmap(["a", "b"], ["1", local.img])["b"]'],
  ['split("-", local.img)[1]'],
  ['jsondecode(jsonencode({ a = local.img })).a'],
  ['<<EOT\n${local.img}\nEOT\n'],
  ['reverse(local.list)[0]'],
  ['slice(local.list, 1, 2)[0]'],
  ['nonsensitive(sensitive(local.img))'],
  ['join("", [local.img])'],
  ['"%{ if var.yes }${local.img}%{ else }x%{ endif }"'],
  ['"%{ for i in local.list }${i}%{ endfor }"'],
  ['tolist(toset([local.img]))[0]'],
];

/** Expressions for \`ami\` whose value stays, although a drifting one is mentioned near by. */
const staying: readonly string[] = [
  'local.obj.fixed',
  'local.obj.all.architecture',
  'local.list[0]',
  'var.yes ? "ami-1" : data.aws_ami.x.id',
  'coalesce("ami-1", data.aws_ami.x.id)',
  'try("ami-1", data.aws_ami.x.id)',
  'merge({ a = local.img }, { a = "z" }).a',
  'lookup({ a = "ami-1" }, "a", local.img)',
  'length(data.aws_ami.each) > 1 ? "ami-1" : "ami-2"',
  'data.aws_ami.x.id == "ami-9" ? "ami-1" : "ami-1"',
  '[for k, v in local.obj : v if k == "fixed"][0]',
  'local.cyc1',
  'values({ a = "1", b = local.img })[0]',
  'aws_launch_template.ignoring.image_id',
  'zipmap(["a", "b"], ["1", local.img])["a"]',
  'can(local.img) ? "ami-1" : "ami-1"',
  'keys({ a = local.img })[0]',
  'reverse(local.list)[1]',
  'slice(local.list, 0, 1)[0]',
  '"%{ if var.yes }x%{ else }${local.img}%{ endif }"',
  '{ a = "ami-1", "b" = local.img }.a',
];

async function arrivals(resource: string): Promise<readonly string[]> {
  const snapshot = await analyse({ 'declarations.tf': declarations, 'main.tf': resource });
  assert.deepEqual(snapshot.notes, []);
  return snapshot.findings.map(({ attribute, certainty }) => `${attribute} ${certainty}`);
}

function instance(body: string): string {
  return `resource "aws_instance" "i" {\n${body}\n}\n`;
}

describe('a drifting value', () => {
  for (const [expression, certainty = 'certain'] of reaching) {
    it(`reaches an argument through ${expression}`, async () => {
      assert.deepEqual(await arrivals(instance(`ami = ${expression}`)), [`ami ${certainty}`]);
    });
  }

  for (const expression of staying) {
    it(`does not reach it through ${expression}`, async () => {
      assert.deepEqual(await arrivals(instance(`ami = ${expression}`)), []);
    });
  }

  it('reaches the arguments of nested, dynamic and attribute-like blocks', async () => {
    const drift = 'data.aws_ami.x.root_snapshot_id';
    const bodies = [
      `ebs_block_device {\n snapshot_id = ${drift}\n}`,
      `dynamic "ebs_block_device" {\n for_each = [${drift}]\n content {\n snapshot_id = ebs_block_device.value\n }\n}`,
      `dynamic "ebs_block_device" {\n for_each = { a = ${drift} }\n iterator = d\n content {\n snapshot_id = d.value\n }\n}`,
      `ebs_block_device = [{ snapshot_id = ${drift} }]`,
    ];
    for (const body of bodies) {
      assert.deepEqual(await arrivals(instance(body)), ['ebs_block_device.snapshot_id certain'], body);
    }
  });

  it('does not reach what only counts the elements it is among', async () => {
    const dynamic = `dynamic "ebs_block_device" {\n for_each = [data.aws_ami.x.root_snapshot_id]\n content {\n device_name = ebs_block_device.key\n }\n}`;
    assert.deepEqual(await arrivals(instance(dynamic)), []);
  });

  it('is of no account in an argument that is updated in place', async () => {
    assert.deepEqual(await arrivals(instance('user_data = local.img\ntags = { image = local.img }')), []);
    const replacing = instance('user_data = local.img\nuser_data_replace_on_change = true');
    assert.deepEqual(await arrivals(replacing), ['user_data certain']);
  });

  it('reaches any one of the instances, and none where there are none', async () => {
    const each = (body: string) => instance(`for_each = { a = local.img, b = "ami-1" }\n${body}`);
    assert.deepEqual(await arrivals(each('ami = each.value')), ['ami certain']);
    assert.deepEqual(await arrivals(each('ami = each.key')), []);
    assert.deepEqual(await arrivals(instance('count = var.yes ? 0 : 1\nami = local.img')), []);
    assert.deepEqual(await arrivals(instance('for_each = toset([])\nami = local.img')), []);
  });

  const ignoring = ['ami', '"ami"', 'instance_type, ami', '"*"'].map((list) => `[${list}]`);
  for (const list of [...ignoring, 'all', '"all"']) {
    it(`stops at ignore_changes = ${list}`, async () => {
      const lifecycle = `lifecycle {\n ignore_changes = ${list}\n}`;
      assert.deepEqual(await arrivals(instance(`ami = local.img\n${lifecycle}`)), []);
    });
  }

  for (const path of [
    'ebs_block_device',
    'ebs_block_device[0].snapshot_id',
    '"ebs_block_device.0.snapshot_id"',
  ]) {
    it(`stops at ignore_changes = [${path}] on its way into the block`, async () => {
      const block = 'ebs_block_device {\n snapshot_id = data.aws_ami.x.root_snapshot_id\n}';
      const lifecycle = `lifecycle {\n ignore_changes = [${path}]\n}`;
      assert.deepEqual(await arrivals(instance(`${block}\n${lifecycle}`)), []);
    });
  }

  it('does not stop at the ignored change of something else', async () => {
    const lifecycle = 'lifecycle {\n ignore_changes = [tags["ami"], user_data]\n}';
    assert.deepEqual(await arrivals(instance(`ami = local.img\n${lifecycle}`)), ['ami certain']);
  });
});

describe('a type constraint', () => {
  const variable =
    'variable "o" {\n type = object({ ami = optional(string), size = optional(string, "s") })\n default = {}\n}\n';

  it('gives optional attributes their defaults, or null', async () => {
    const through = (expression: string) => arrivals(variable + instance(`ami = ${expression}`));
    assert.deepEqual(await through('coalesce(var.o.ami, data.aws_ami.x.id)'), ['ami certain']);
    assert.deepEqual(await through('var.o.size != null ? var.o.size : data.aws_ami.x.id'), []);
  });
});

describe('variable files', () => {
  const chooses = 'variable "pin" {}\n' + instance('ami = var.pin ? "ami-1" : local.img');

  async function withFiles(files: Readonly<Record<string, string>>): Promise<number> {
    const all = { 'declarations.tf': declarations, 'main.tf': chooses, ...files };
    return (await analyse(all)).findings.length;
  }

  it('decide conditionals, the later file over the earlier', async () => {
    assert.equal(await withFiles({ 'terraform.tfvars': 'pin = true\n' }), 0);
    assert.equal(await withFiles({ 'terraform.tfvars': 'pin = false\n' }), 1);
    assert.equal(
      await withFiles({ 'terraform.tfvars': 'pin = false\n', 'a.auto.tfvars': 'pin = true\n' }),
      0,
    );
    assert.equal(
      await withFiles({ 'terraform.tfvars': 'pin = false\n', 'terraform.tfvars.json': '{"pin": true}' }),
      0,
    );
    assert.equal(
      await withFiles({ 'b.auto.tfvars.json': '{"pin": false}', 'a.auto.tfvars': 'pin = true\n' }),
      1,
    );
    assert.equal(await withFiles({ 'other.tfvars': 'pin = true\n' }), 1);
  });
});

describe('a look-up', () => {
  const ami = (body: string) => `data "aws_ami" "p" {\n${body}\n}\n${instance('ami = data.aws_ami.p.id')}`;
  const ssm = (name: string) =>
    `data "aws_ssm_parameter" "p" {\n name = ${name}\n}\n${instance('ami = data.aws_ssm_parameter.p.value')}`;

  async function severities(text: string): Promise<readonly string[]> {
    const snapshot = await analyse({ 'main.tf': `variable "newest" { default = false }\n${text}` });
    return snapshot.findings.map(({ severity, certainty }) => `${severity} ${certainty}`);
  }

  it('drifts where it picks the newest of several', async () => {
    assert.deepEqual(await severities(ami('most_recent = true\nowners = ["self"]')), ['warning certain']);
    assert.deepEqual(await severities(ami('most_recent = !var.newest\nowners = ["self"]')), [
      'warning certain',
    ]);
    const wildcard =
      'most_recent = true\nowners = ["self"]\nfilter {\n name = "name"\n values = ["app-*"]\n}';
    assert.deepEqual(await severities(ami(wildcard)), ['warning certain']);
  });

  it('is pinned where it names one image', async () => {
    const filter = (name: string, value: string) => `filter {\n name = "${name}"\n values = ["${value}"]\n}`;
    assert.deepEqual(await severities(ami('most_recent = false')), []);
    assert.deepEqual(await severities(ami('owners = ["self"]')), []);
    assert.deepEqual(await severities(ami('most_recent = var.newest')), []);
    assert.deepEqual(await severities(ami(`most_recent = true\n${filter('image-id', 'ami-1')}`)), []);
    const exact = `most_recent = true\nowners = ["self"]\n${filter('name', 'app-17')}`;
    assert.deepEqual(await severities(ami(exact)), []);
  });

  it('of an SSM parameter drifts by its publisher, by others, or not at all', async () => {
    const service = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
    assert.deepEqual(await severities(ssm(`"${service}"`)), ['warning certain']);
    assert.deepEqual(await severities(ssm('"/team/image"')), ['information certain']);
    assert.deepEqual(await severities(ssm(`"${service}:42"`)), []);
    assert.deepEqual(await severities(ssm('"/team/image:7"')), []);
  });

  it('hands on the drift of what it is asked for', async () => {
    const text = `data "aws_ami" "a" {\n most_recent = true\n  owners = ["amazon"]\n}\ndata "aws_ebs_snapshot" "s" {\n snapshot_ids = [data.aws_ami.a.root_snapshot_id]\n}\nresource "aws_ebs_volume" "v" {\n availability_zone = "a"\n snapshot_id = data.aws_ebs_snapshot.s.id\n}\n`;
    const [finding] = (await analyse({ 'main.tf': text })).findings;
    assert.equal(finding?.source, 'data.aws_ami.a');
    assert.deepEqual(
      finding.path.map(({ label }) => label),
      ['data.aws_ami.a', 'data.aws_ebs_snapshot.s'],
    );
  });
});
