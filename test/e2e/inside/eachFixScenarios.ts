import { strict as assert } from 'node:assert';
import { example, exampleState } from '../example';
import type { Scenario } from './scenario';

/** One kind of fix, applied to the only problem in `main.tf`. */
interface AppliedFix {
  readonly folder: string;
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  /** Of the quick fix. */
  readonly title: RegExp;
  /** What is in `main.tf` then. */
  readonly gives: RegExp;
}

const vpc = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n';

const route = 'resource "aws_route" "out" {\n  route_table_id = data.aws_vpc.shared.main_route_table_id\n}\n';

/** A state with one data source and what it read. */
function stateWith(type: string, name: string, attributes: object, more: readonly object[] = []): string {
  const data = { mode: 'data', type, name, instances: [{ attributes }] };
  return JSON.stringify({ version: 4, resources: [data, ...more] });
}

const zones = `data "aws_availability_zones" "all" {
  state = "available"
}

resource "aws_ebs_volume" "disk" {
  count             = 2
  availability_zone = data.aws_availability_zones.all.names[count.index]
  size              = 8
}
`;

const snapshot = `data "aws_ebs_snapshot" "backup" {
  most_recent = true
  owners      = ["self"]
}

resource "aws_ebs_volume" "disk" {
  availability_zone = "eu-west-1a"
  snapshot_id       = data.aws_ebs_snapshot.backup.id
}
`;

const fixes: readonly AppliedFix[] = [
  {
    folder: 'pin-and-check',
    what: 'pins, and has Terraform warn',
    files: { 'main.tf': example, 'terraform.tfstate': exampleState },
    title: /^Pin ami to \S+ \(deployed now\), and warn in plans/,
    gives: /\n {2}ami {11}= "ami-[^]*\ncheck "aws_instance_rds_access_ec2_ami_is_newest" \{\n {2}assert \{/,
  },
  {
    folder: 'pin-and-renovate',
    what: 'pins, and leaves the comment for Renovate',
    files: { 'main.tf': example, 'terraform.tfstate': exampleState },
    title: /^Pin ami to \S+ \(deployed now\), and have Renovate update it$/,
    gives: /\n {2}# amiFilter=\[\{"Name":"owner-alias","Values":\["amazon"\]\}.*\]\n {2}ami += "ami-/,
  },
  {
    folder: 'pin-source',
    what: 'pins the source itself',
    files: {
      'main.tf': snapshot,
      'terraform.tfstate': stateWith('aws_ebs_snapshot', 'backup', { id: 'snap-1' }, [
        {
          mode: 'managed',
          type: 'aws_ebs_volume',
          name: 'disk',
          instances: [{ attributes: { snapshot_id: 'snap-1' } }],
        },
      ]),
    },
    title: /^Pin data\.aws_ebs_snapshot\.backup to \S+ \(deployed now\)$/,
    gives: /\n {2}snapshot_ids = \["snap-1"\]\n/,
  },
  {
    folder: 'pin-list',
    what: 'writes the members of a list out',
    files: {
      'main.tf': zones,
      'terraform.tfstate': stateWith(
        'aws_availability_zones',
        'all',
        { names: ['eu-west-1a', 'eu-west-1b'] },
        [
          {
            mode: 'managed',
            type: 'aws_ebs_volume',
            name: 'disk',
            instances: ['eu-west-1a', 'eu-west-1b'].map((zone, index) => ({
              index_key: index,
              attributes: { availability_zone: zone },
            })),
          },
        ],
      ),
    },
    title: /^Write the members of data\.aws_availability_zones\.all out \(deployed now\)$/,
    gives: /availability_zone = \["eu-west-1a", "eu-west-1b"\]\[count\.index\]\n/,
  },
  {
    folder: 'own-image',
    what: 'says who may publish the image',
    files: {
      'main.tf':
        'data "aws_ami" "any" {\n  most_recent = true\n\n  filter {\n    name   = "name"\n    values = ["debian-*"]\n  }\n}\n',
    },
    title: /^Say who may own the image…$/,
    gives: /\n {2}owners += \["self"\]\n/,
  },
  {
    folder: 'drop-depends-on',
    what: 'drops a depends_on that a reference makes needless',
    files: {
      'main.tf': `${vpc}\nlocals {\n  vpc_id = aws_vpc.main.id\n}\n\ndata "aws_vpc" "shared" {\n  id = local.vpc_id\n\n  depends_on = [aws_vpc.main]\n}\n\n${route}`,
    },
    title: /^Drop depends_on of data\.aws_vpc\.shared on aws_vpc\.main$/,
    gives: /data "aws_vpc" "shared" \{\n {2}id = local\.vpc_id\n\}/,
  },
];

/** Every kind of fix that the other scenarios do not apply, and that needs no list to choose from. */
export const eachFixScenarios: readonly Scenario[] = [
  ...fixes.map(({ folder, what, files, title, gives }): Scenario => ({
    title: what,
    folder,
    files,
    async run(opened) {
      assert.match(await opened.fix('main.tf', title), gives);
    },
  })),
  {
    title: 'moves a data source out of a module that has to wait',
    folder: 'move-data-source',
    files: {
      'main.tf': `${vpc}\nmodule "net" {\n  source = "./net"\n\n  depends_on = [aws_vpc.main]\n}\n`,
      'net/main.tf': `data "aws_vpc" "shared" {\n  default = true\n}\n\n${route}`,
    },
    async run(folder) {
      assert.match(
        await folder.fix('net/main.tf', /^Move data\.aws_vpc\.shared to the module that calls module\.net$/),
        /variable "shared" \{[^]*route_table_id = var\.shared\.main_route_table_id/,
      );
      const caller = await folder.api.workspace.openTextDocument(folder.uri('main.tf'));
      assert.match(caller.getText(), /shared = data\.aws_vpc\.shared\n/);
      assert.match(caller.getText(), /data "aws_vpc" "shared" \{\n {2}default = true\n\}\n$/);
    },
  },
];
