import * as assert from 'node:assert/strict';
import { editsOf, selectedText } from '../support/applyFix';
import { applied, itStaysFormatted, offeredFix, offeredFixes } from './fixing';
import type { Files } from './moduleInMemory';

/** A state with data sources and resources: attributes of one instance each, by address. */
function state(attributes: Readonly<Record<string, object | readonly object[]>>): string {
  const resources = Object.entries(attributes).map(([address, given]) => {
    const parts = address.split('.');
    const [type = '', name = ''] = parts.slice(-2);
    const isData = parts.at(-3) === 'data';
    const module = parts.slice(0, isData ? -3 : -2).join('.');
    return {
      ...(module === '' ? {} : { module }),
      mode: isData ? 'data' : 'managed',
      type,
      name,
      instances: (Array.isArray(given) ? given : [given]).map((one: object) => ({ attributes: one })),
    };
  });
  return JSON.stringify({ version: 4, resources });
}

const image = 'data.google_compute_image.debian';
const link = 'projects/debian-cloud/global/images/debian-12-v1';
const read = { name: 'debian-12-v1', self_link: link };

const disk = `resource "google_compute_disk" "data" {
  name  = "data"
  image = ${image}.self_link
}
`;

const data = (...lines: readonly string[]) =>
  ['data "google_compute_image" "debian" {', ...lines, '}', ''].join('\n');

const family = data('  family  = "debian-12"', '  project = "debian-cloud"');

describe('pin-source with a state', () => {
  const files = (source: string, more: Files = {}): Files => ({
    'main.tf': source,
    'disk.tf': disk,
    'terraform.tfstate': state({ [image]: read, 'google_compute_disk.data': { image: link } }),
    ...more,
  });

  it('names what was read, in place of what looks for the newest', async () => {
    const { text, fix } = await applied('pin-source', files(family), 'image');
    assert.equal(text, data('  name    = "debian-12-v1"', '  project = "debian-cloud"'));
    assert.equal(fix.title, 'Pin data.google_compute_image.debian to debian-12-v1 (deployed now)');
    assert.equal(fix.applicability, 'safe');
    assert.match(fix.cost, /^data\.google_compute_image\.debian then gives the same answer/);
  });

  it('is for review where what is deployed is not known to come from it', async () => {
    for (const deployed of [
      { [image]: read },
      { [image]: read, 'google_compute_disk.data': { image: 'another' } },
      { [image]: read, 'google_compute_disk.data': [{ image: link }, { image: 'another' }] },
    ]) {
      const { fix } = await applied(
        'pin-source',
        files(family, { 'terraform.tfstate': state(deployed) }),
        'image',
      );
      assert.equal(fix.title, 'Pin data.google_compute_image.debian to debian-12-v1 (last read)');
      assert.equal(fix.applicability, 'needs-review');
    }
  });

  const layouts: readonly { when: string; before: string; after: string; lost?: readonly string[] }[] = [
    {
      when: 'several arguments go',
      before: data(
        '  # Debian',
        '  project = "debian-cloud"',
        '  # the newest',
        '  most_recent = true # always',
        '  filter      = "labels.os eq debian"',
        '',
        '  # the end',
      ),
      after: data(
        '  # Debian',
        '  project = "debian-cloud"',
        '  # the newest',
        '  name = "debian-12-v1"',
        '',
        '  # the end',
      ),
      lost: ['# always'],
    },
    {
      when: 'the longest name goes',
      before: data(
        '  family      = "debian-12"    # a',
        '  most_recent = true           # b',
        '  project     = "debian-cloud" # c',
      ),
      after: data('  name    = "debian-12-v1"', '  project = "debian-cloud" # c'),
      lost: ['# a', '# b'],
    },
    {
      when: 'blank lines stand around what goes',
      before: data('  family = "debian-12"', '', '  most_recent = false', '', '  project = "debian-cloud"'),
      after: data('  name = "debian-12-v1"', '', '  project = "debian-cloud"'),
    },
    {
      when: 'it is the last line that goes',
      before: data('  family = "debian-12"', '', '  most_recent = false'),
      after: data('  name = "debian-12-v1"'),
    },
    {
      when: 'it is computed',
      before: `variable "family" {\n  default = "debian-12"\n}\n\n${data('  family = "${var.family}"')}`,
      after: `variable "family" {\n  default = "debian-12"\n}\n\n${data('  name = "debian-12-v1"')}`,
    },
    {
      when: 'the block has one line',
      before: 'data "google_compute_image" "debian" { family = "debian-12" }\n',
      after: 'data "google_compute_image" "debian" { name = "debian-12-v1" }\n',
    },
  ];
  for (const { when, before, after, lost } of layouts) {
    it(`keeps everything else as it is when ${when}`, async () => {
      for (const ending of ['\n', '\r\n']) {
        const main = before.replaceAll('\n', ending);
        const { text } = await applied('pin-source', files(main), 'image', lost);
        assert.equal(text, after.replaceAll('\n', ending));
      }
    });
  }

  it('edits the module that declares the source, if all that use it agree', async () => {
    const module = `${family}\noutput "link" {\n  value = ${image}.self_link\n}\n`;
    const call = (name: string) => `module "${name}" {\n  source = "./image"\n}\n`;
    const outer = disk.replace(`${image}.self_link`, 'module.one.link');
    const states = (other: object): Files => ({
      'main.tf': outer + call('one') + call('two'),
      'image/main.tf': module,
      'terraform.tfstate': state({
        [`module.one.${image}`]: read,
        [`module.two.${image}`]: other,
        'google_compute_disk.data': { image: link },
      }),
    });
    const { text, fix, files: edited } = await applied('pin-source', states(read), 'image');
    assert.deepEqual(Object.keys(edited), ['image/main.tf']);
    assert.equal(text, module.replace('family  = "debian-12"', 'name    = "debian-12-v1"'));
    assert.equal(fix.applicability, 'safe');
    const typed = await applied('pin-source', states({ ...read, name: 'debian-12-v0' }), 'image');
    assert.equal(selectedText(editsOf(typed.fix)), 'REPLACE_ME');
  });

  it('edits no block of which an override file says a part', async () => {
    const override = data('  family = "debian-11"');
    const all = files(family, { 'main_override.tf': override });
    assert.equal((await offeredFix('pin-source', all, 'image'))?.applicability, 'by-hand');
  });

  it('replaces a version that is no version, and writes lists and numbers as they are', async () => {
    const platform = `data "azurerm_platform_image" "ubuntu" {
  location  = "westeurope"
  publisher = "Canonical"
  offer     = "ubuntu-24_04-lts"
  sku       = "server"
  version   = "latest"
}

resource "azurerm_managed_disk" "os" {
  image_reference_id = data.azurerm_platform_image.ubuntu.id
}
`;
    const versioned = state({ 'data.azurerm_platform_image.ubuntu': { version: '24.04.1' } });
    const azure = { 'main.tf': platform, 'terraform.tfstate': versioned };
    const pinned = await applied('pin-source', azure, 'image_reference_id');
    assert.equal(pinned.text, platform.replace('"latest"', '"24.04.1"'));

    const volume = `resource "aws_ebs_volume" "v" {\n  snapshot_id = data.aws_ebs_snapshot.mine.id\n}\n`;
    const snapshot = (line: string) => `data "aws_ebs_snapshot" "mine" {\n  ${line}\n}\n\n${volume}`;
    const snapshots = {
      'main.tf': snapshot('most_recent = true'),
      'terraform.tfstate': state({ 'data.aws_ebs_snapshot.mine': { id: 'snap-1' } }),
    };
    assert.equal(
      (await applied('pin-source', snapshots, 'snapshot_id')).text,
      snapshot('snapshot_ids = ["snap-1"]'),
    );
  });

  it('gives a parameter the version that was read', async () => {
    const main = (name: string) =>
      `data "aws_ssm_parameter" "ami" {\n  name = ${name}\n}\n\nresource "aws_instance" "w" {\n  ami = data.aws_ssm_parameter.ami.value\n}\n`;
    const name = '/aws/service/ami-amazon-linux-latest/x';
    const known = state({ 'data.aws_ssm_parameter.ami': { name, version: 7 } });
    const { text } = await applied('pin-source', {
      'main.tf': main(`"${name}"`),
      'terraform.tfstate': known,
    });
    assert.equal(text, main(`"${name}:7"`));
    const typed = await applied('pin-source', { 'main.tf': main(`"${name}"`) });
    assert.equal(typed.text, main(`"${name}:999999999"`));
    assert.equal(selectedText(editsOf(typed.fix)), '999999999');
    const variable = `variable "name" {\n  default = "${name}"\n}\n\n`;
    const kept = await applied('pin-source', { 'main.tf': variable + main('var.name') });
    assert.equal(kept.text, variable + main('"${var.name}:999999999"'));
  });

  it('edits JSON', async () => {
    const json = (image: object) =>
      `${JSON.stringify({ data: { google_compute_image: { debian: image } } }, null, 2)}\n`;
    const { text } = await applied(
      'pin-source',
      {
        'main.tf.json': json({ '//': 'Debian', family: 'debian-12', project: 'debian-cloud' }),
        'disk.tf': disk,
        'terraform.tfstate': state({ [image]: read }),
      },
      'image',
    );
    assert.equal(text, json({ '//': 'Debian', project: 'debian-cloud', name: 'debian-12-v1' }));
  });

  itStaysFormatted();
});

describe('pin-source without a state', () => {
  it('has the argument typed in', async () => {
    const { text, fix } = await applied('pin-source', { 'main.tf': family, 'disk.tf': disk }, 'image');
    assert.equal(text, data('  name    = "REPLACE_ME"', '  project = "debian-cloud"'));
    assert.equal(fix.title, 'Pin data.google_compute_image.debian by its name…');
    assert.equal(fix.applicability, 'needs-review');
    assert.equal(selectedText(editsOf(fix)), 'REPLACE_ME');
  });

  it('writes what every provider refuses where only a number pins', async () => {
    const main = `data "google_secret_manager_secret_version" "s" {\n  secret = "s"\n}\n\nresource "google_compute_disk" "d" {\n  name = data.google_secret_manager_secret_version.s.secret_data\n}\n`;
    const { text } = await applied('pin-source', { 'main.tf': main });
    assert.equal(
      text,
      main.replace('= "s"', '= "s"\n  version = "999999999"').replace('secret =', 'secret  ='),
    );
  });

  it('has no one value typed in for instances that ask for different things', async () => {
    const each = data('  for_each = toset(["debian-11", "debian-12"])', '  family   = each.key');
    const one = disk.replace('.debian.', '.debian["debian-12"].');
    const fix = await offeredFix('pin-source', { 'main.tf': each, 'disk.tf': one }, 'image');
    assert.equal(fix?.applicability, 'by-hand');
    assert.equal(fix.guidance, 'Name the image in use instead of its family.');
  });

  it('says what to do where no argument pins', async () => {
    const main = 'resource "aws_instance" "w" {\n  ami = timestamp()\n}\n';
    const fix = await offeredFix('pin-source', { 'main.tf': main });
    assert.equal(fix?.title, 'Keep timestamp() from drifting (by hand)');
    assert.equal(fix.applicability, 'by-hand');
    assert.deepEqual(fix.files, []);
    assert.equal(fix.guidance, 'Use time_static, which keeps its result.');
  });

  it('leaves what only a literal pins to the fix that writes one', async () => {
    const main = 'resource "aws_instance" "w" {\n  ami = data.aws_ami.linux.id\n}\n';
    const ids = (await offeredFixes({ 'main.tf': main })).map(({ id }) => id);
    assert.ok(ids.includes('pin-value') && !ids.includes('pin-source'), ids.join());
  });

  itStaysFormatted();
});
