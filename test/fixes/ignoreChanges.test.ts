import * as assert from 'node:assert/strict';
import { editsOf } from '../support/applyFix';
import { applied, itStaysFormatted, offeredFix } from './fixing';

const resource = (...lines: readonly string[]) =>
  ['resource "aws_instance" "web" {', '  ami = data.aws_ami.linux.id', ...lines, '}', ''].join('\n');

const lifecycle = (...lines: readonly string[]) =>
  resource('', '  lifecycle {', ...lines.map((line) => `    ${line}`.trimEnd()), '  }');

const list = (...lines: readonly string[]) => lifecycle('ignore_changes = [', ...lines, ']');

interface Case {
  readonly when: string;
  readonly before: string;
  readonly after: string;
}

const added = lifecycle('ignore_changes = [ami]');

const layouts: readonly Case[] = [
  { when: 'there is no lifecycle', before: resource(), after: added },
  {
    when: 'a nested block comes last',
    before: resource('', '  root_block_device {', '    volume_size = 8', '  }', '', '  # the end'),
    after: resource(
      '',
      '  root_block_device {',
      '    volume_size = 8',
      '  }',
      '',
      '  # the end',
      '',
      '  lifecycle {',
      '    ignore_changes = [ami]',
      '  }',
    ),
  },
  {
    when: 'a heredoc comes last',
    before: resource('  user_data = <<-EOT', '    # } no comment', '  EOT'),
    after: resource(
      '  user_data = <<-EOT',
      '    # } no comment',
      '  EOT',
      '',
      '  lifecycle {',
      '    ignore_changes = [ami]',
      '  }',
    ),
  },
  { when: 'the body ends with a blank line', before: resource(''), after: added },
  { when: 'lifecycle is empty', before: resource('', '  lifecycle {}'), after: added },
  { when: 'lifecycle is empty on two lines', before: lifecycle(), after: added },
  {
    when: 'lifecycle holds only a comment',
    before: lifecycle('# keep'),
    after: lifecycle('# keep', '', 'ignore_changes = [ami]'),
  },
  {
    when: 'lifecycle is written on one line',
    before: resource('', '  lifecycle { create_before_destroy = true }'),
    after: lifecycle('create_before_destroy = true', 'ignore_changes        = [ami]'),
  },
  {
    when: 'the resource is written on one line',
    before: 'resource "aws_instance" "web" { ami = data.aws_ami.linux.id } # small\n',
    after:
      'resource "aws_instance" "web" {\n  ami = data.aws_ami.linux.id\n\n  lifecycle {\n' +
      '    ignore_changes = [ami]\n  }\n} # small\n',
  },
  {
    when: 'an argument stands directly above',
    before: lifecycle('create_before_destroy = true # first the new one'),
    after: lifecycle('create_before_destroy = true # first the new one', 'ignore_changes        = [ami]'),
  },
  {
    when: 'arguments above are aligned',
    before: lifecycle('create_before_destroy = true', 'prevent_destroy       = false'),
    after: lifecycle(
      'create_before_destroy = true',
      'prevent_destroy       = false',
      'ignore_changes        = [ami]',
    ),
  },
  {
    when: 'a comment stands below the last argument',
    before: lifecycle('create_before_destroy = true', '# more to come'),
    after: lifecycle('create_before_destroy = true', '# more to come', '', 'ignore_changes = [ami]'),
  },
  {
    when: 'the last argument has several lines',
    before: lifecycle('replace_triggered_by = [', '  aws_instance.other.id,', ']'),
    after: lifecycle(
      'replace_triggered_by = [',
      '  aws_instance.other.id,',
      ']',
      '',
      'ignore_changes = [ami]',
    ),
  },
  {
    when: 'a precondition comes last',
    before: lifecycle('precondition {', '  condition     = true', '  error_message = "No."', '}'),
    after: lifecycle(
      'precondition {',
      '  condition     = true',
      '  error_message = "No."',
      '}',
      '',
      'ignore_changes = [ami]',
    ),
  },
  {
    when: 'the list has one line',
    before: lifecycle('ignore_changes = [tags] # theirs'),
    after: lifecycle('ignore_changes = [tags, ami] # theirs'),
  },
  {
    when: 'the list of one line ends with a comma',
    before: lifecycle('ignore_changes = [tags, ]'),
    after: lifecycle('ignore_changes = [tags, ami]'),
  },
  {
    when: 'a comment is in the list of one line',
    before: lifecycle('ignore_changes = [tags /* a, b */]'),
    after: lifecycle('ignore_changes = [tags /* a, b */, ami]'),
  },
  { when: 'the list is empty', before: lifecycle('ignore_changes = []'), after: added },
  { when: 'the list is empty with space in it', before: lifecycle('ignore_changes = [ ]'), after: added },
  {
    when: 'the list is empty on two lines',
    before: list(),
    after: list('  ami,'),
  },
  {
    when: 'the list holds only a comment',
    before: lifecycle('ignore_changes = [/* none */]'),
    after: lifecycle('ignore_changes = [ami /* none */]'),
  },
  {
    when: 'the list holds only lines of comments',
    before: list('  # tags,', '  // user_data,'),
    after: list('  # tags,', '  // user_data,', '  ami,'),
  },
  {
    when: 'the list has many lines',
    before: list('  tags,', '  user_data,'),
    after: list('  tags,', '  user_data,', '  ami,'),
  },
  {
    when: 'the list has many lines and no comma at its end',
    before: list('  tags,', '  user_data'),
    after: list('  tags,', '  user_data,', '  ami'),
  },
  {
    when: 'comments follow the elements',
    before: list('  tags,      # by the tagger, always', '  user_data, # installed by hand', '  # ami,'),
    after: list(
      '  tags,      # by the tagger, always',
      '  user_data, # installed by hand',
      '  ami,',
      '  # ami,',
    ),
  },
  {
    when: 'a comment follows the last element, which has no comma',
    before: list('  tags,', '  user_data # installed, by hand'),
    after: list('  tags,', '  ami,', '  user_data # installed, by hand'),
  },
  {
    when: 'a comment of several lines follows the last element',
    before: list('  tags, /* by', '  the tagger */'),
    after: list('  tags, /* by', '  the tagger */', '  ami,'),
  },
  {
    when: 'the elements share a line of their own',
    before: list('  tags, user_data'),
    after: list('  tags, user_data,', '  ami'),
  },
  {
    when: 'the elements begin on the line of the bracket',
    before: lifecycle('ignore_changes = [tags,', '  user_data]'),
    after: lifecycle('ignore_changes = [tags,', '  user_data, ami]'),
  },
  {
    when: 'the closing bracket is on a line of its own',
    before: lifecycle('ignore_changes = [tags,', ']'),
    after: lifecycle('ignore_changes = [tags,', '  ami,', ']'),
  },
  {
    when: 'the names are quoted, as they once were',
    before: lifecycle('ignore_changes = ["tags"]'),
    after: lifecycle('ignore_changes = ["tags", "ami"]'),
  },
  {
    when: 'paths are in the list',
    before: lifecycle('ignore_changes = [tags["Name"], root_block_device[0].volume_size]'),
    after: lifecycle('ignore_changes = [tags["Name"], root_block_device[0].volume_size, ami]'),
  },
  {
    when: 'more follows below the lifecycle',
    before: resource('', '  lifecycle {', '    create_before_destroy = true', '  }', '', '  tags = {}'),
    after: resource(
      '',
      '  lifecycle {',
      '    create_before_destroy = true',
      '    ignore_changes        = [ami]',
      '  }',
      '',
      '  tags = {}',
    ),
  },
];

const transforms: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with tabs': (text) => text.replaceAll(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
  'without a newline at its end': (text) => text.trimEnd(),
  'behind other blocks': (text) => `# first\n\nlocals {\n  unrelated = "}"\n}\n\n${text}`,
};

describe('ignore-changes', () => {
  for (const { when, before: original, after } of layouts) {
    it(`is added when ${when}`, async () => {
      for (const [name, transform] of Object.entries(transforms)) {
        // Where nothing is indented yet, nothing tells that it should be by tabs.
        if (name === 'with tabs' && !/^ /m.test(original)) continue;
        const { text } = await applied('ignore-changes', { 'main.tf': transform(original) });
        assert.equal(text, transform(after), name);
      }
    });
  }

  it('names the position of a nested block, but all blocks of a set', async () => {
    const main = `resource "aws_instance" "web" {
  root_block_device {
    kms_key_id = data.aws_ebs_snapshot.backup.kms_key_id
  }
  ebs_block_device {
    device_name = "/dev/sdf"
    snapshot_id = data.aws_ebs_snapshot.backup.id
  }
}
`;
    const ofSet = await applied('ignore-changes', { 'main.tf': main }, 'ebs_block_device.snapshot_id');
    assert.match(
      ofSet.text,
      /\n\n {2}lifecycle \{\n {4}ignore_changes = \[ebs_block_device\]\n {2}\}\n\}\n$/,
    );
    assert.equal(ofSet.fix.title, 'Ignore changes to ebs_block_device');
    const ofList = await applied('ignore-changes', { 'main.tf': ofSet.text }, 'root_block_device.kms_key_id');
    assert.match(ofList.text, /ignore_changes = \[ebs_block_device, root_block_device\[0\]\.kms_key_id\]\n/);
    assert.equal(ofList.fix.title, 'Ignore changes to root_block_device[0].kms_key_id');
    assert.match(ofList.fix.cost, /keeps the present root_block_device\[0\]\.kms_key_id for good/);
  });

  it('names all blocks where only the project says what forces replacement: its rows do not tell sets', async () => {
    const files = {
      'main.tf': `resource "acme_server" "web" {
  disk {
    image = data.aws_ami.linux.id
  }
}
`,
      'holdfast.yaml': 'resources:\n  acme_server:\n    forceNew: [disk.image]\n',
    };
    const { fix } = await applied('ignore-changes', files);
    assert.equal(fix.title, 'Ignore changes to disk');
  });

  describe('with several blocks', () => {
    const disks = (...lifecycle: readonly string[]) =>
      [
        'resource "google_compute_instance" "web" {',
        '  boot_disk { source = data.aws_ebs_snapshot.backup.id }',
        '',
        ...['  network_interface { nic_type = data.aws_ami.linux.id }', ''],
        ...['  network_interface { nic_type = "GVNIC" }', ''],
        '  network_interface { nic_type = data.aws_ami.linux.id }',
        ...lifecycle.map((line) => `  ${line}`.trimEnd()),
        '}',
        '',
      ].join('\n');
    const [first, third] = ['network_interface[0].nic_type', 'network_interface[2].nic_type'];
    const written: readonly Case[] = [
      {
        when: 'there is no lifecycle',
        before: disks(),
        after: disks('', 'lifecycle {', `  ignore_changes = [${first}, ${third}]`, '}'),
      },
      {
        when: 'the list has one line',
        before: disks('', 'lifecycle {', '  ignore_changes = [labels]', '}'),
        after: disks('', 'lifecycle {', `  ignore_changes = [labels, ${first}, ${third}]`, '}'),
      },
      {
        when: 'the list is empty on two lines',
        before: disks('', 'lifecycle {', '  ignore_changes = [', '  ]', '}'),
        after: disks('', 'lifecycle {', '  ignore_changes = [', `    ${first},`, `    ${third},`, '  ]', '}'),
      },
      {
        when: 'the list has lines and no comma at its end',
        before: disks('', 'lifecycle {', '  ignore_changes = [', '    labels', '  ]', '}'),
        after: disks(
          ...['', 'lifecycle {', '  ignore_changes = [', '    labels,', `    ${first},`, `    ${third}`],
          ...['  ]', '}'],
        ),
      },
      {
        when: 'a comment follows the last element, which has no comma',
        before: disks('', 'lifecycle {', '  ignore_changes = [', '    labels # by hand', '  ]', '}'),
        after: disks(
          ...['', 'lifecycle {', '  ignore_changes = [', `    ${first},`, `    ${third},`],
          ...['    labels # by hand', '  ]', '}'],
        ),
      },
      {
        when: 'the names are quoted, as they once were',
        before: disks('', 'lifecycle {', '  ignore_changes = ["labels"]', '}'),
        after: disks('', 'lifecycle {', `  ignore_changes = ["labels", "${first}", "${third}"]`, '}'),
      },
    ];

    for (const { when, before: original, after } of written) {
      it(`names each that the source reaches, when ${when}`, async () => {
        for (const [name, transform] of Object.entries(transforms)) {
          const files = { 'main.tf': transform(original) };
          const { text } = await applied('ignore-changes', files, 'network_interface.nic_type');
          assert.equal(text, transform(after), name);
        }
      });
    }
  });

  it('edits the list of the override file, which counts', async () => {
    const override =
      'resource "aws_instance" "web" {\n  lifecycle {\n    ignore_changes = [tags] # for us\n  }\n}\n';
    const main = lifecycle('ignore_changes = [user_data]');
    const { files } = await applied('ignore-changes', { 'main.tf': main, 'a_override.tf': override });
    assert.deepEqual(files, { 'a_override.tf': override.replace('[tags]', '[tags, ami]') });
  });

  it('is not offered where the list that counts is in an override file that is not to be edited', async () => {
    const generated =
      '# Code generated by acme. DO NOT EDIT.\nresource "aws_instance" "web" {\n' +
      '  lifecycle {\n    ignore_changes = [tags]\n  }\n}\n';
    const files = { 'main.tf': resource(), 'override.tf': generated };
    assert.equal(await offeredFix('ignore-changes', files), undefined);
  });

  it('is not offered for a list that is computed or a body that leaves no line free', async () => {
    for (const body of [
      '  lifecycle { ignore_changes = concat([tags], []) }',
      '  lifecycle { replace_triggered_by = [\n    a.b\n  ] }',
      '  lifecycle = {}',
    ]) {
      assert.equal(await offeredFix('ignore-changes', { 'main.tf': resource(body) }), undefined, body);
    }
  });

  it('helps in a file in which another block is half typed, and leaves that block alone', async () => {
    const broken = '\nresource "aws_instance" "half" {\n  ami = data.aws_ami.linux.\n';
    const fix = await offeredFix('ignore-changes', { 'main.tf': resource() + broken });
    assert.ok(fix && editsOf(fix).every(({ range }) => range.end < resource().length));
  });

  itStaysFormatted();
});
