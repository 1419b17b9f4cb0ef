import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './commandLine';

interface Resources {
  readonly version: string;
  readonly resources: Readonly<
    Record<string, { readonly forceNew: string[]; readonly conditional: string[] }>
  >;
}

interface AllFacts {
  readonly forceNew: Readonly<Record<string, Resources>>;
  readonly sources: Readonly<
    Record<
      string,
      { readonly class: string; readonly driftingAttributes: string[]; readonly stableAttributes: string[] }
    >
  >;
  readonly neutral: readonly string[];
}

describe('holdfast facts', () => {
  let directory: string;

  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'holdfast-cli-'));
  });

  after(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  afterEach(() => {
    rmSync(path.join(directory, 'holdfast.yaml'), { force: true });
  });

  function printed(...args: readonly string[]): string {
    const { status, stdout, stderr } = run(['facts', ...args], directory);
    assert.deepEqual([status, stderr], [0, '']);
    return stdout;
  }

  function all(): AllFacts {
    return JSON.parse(printed('--all', '--format', 'json')) as AllFacts;
  }

  it('says what forces replacement, under which conditions and since or until when', () => {
    const text = printed('aws_instance');
    assert.match(text, /^resource "aws_instance" of hashicorp\/aws, as read in .*, 6\.58\.0$/m);
    assert.match(text, /Consequence of a replacement: rebuild\./);
    assert.match(text, /^ {4}ami$/m);
    assert.match(text, /^ {4}user_data +but only where `user_data_replace_on_change` is `true`$/m);
    assert.match(text, /^ {4}cpu_options\.core_count +up to 6\.0\.0 at least$/m);
    assert.match(text, /^ {4}ephemeral_block_device +the number of blocks$/m);
    assert.match(text, /^ {2}Read in: .*6\.58\.0 \(2f6e22c/m);
    assert.match(text, /^data "aws_instance" of hashicorp\/aws$/m);
  });

  it('says when a data source drifts, in what, and how to pin it', () => {
    const text = printed('aws_ami');
    assert.match(text, /^resource "aws_ami"/m);
    assert.match(text, /^ {2}latest: picks the newest matching image at each run$/m);
    assert.match(text, /^ {4}drifts where: `most_recent` is `true`$/m);
    assert.match(text, /^ {4}pinned where: \(`filter\.name` is like `\^\(image-id\)\$` and /m);
    assert.match(text, /^ {4}drifting attributes: .*\bid\b/m);
    assert.match(text, /^ {4}to pin it: Write the id/m);
    assert.match(
      printed('aws_vpc'),
      /^data "aws_vpc" of hashicorp\/aws\n {2}Looked at: it does not drift\.$/m,
    );
  });

  it('gives the same as JSON', () => {
    const facts = JSON.parse(printed('google_compute_instance', '--format', 'json')) as {
      readonly type: string;
      readonly resources: readonly {
        readonly provider: string;
        readonly arguments: readonly { readonly attribute: string }[];
      }[];
    };
    assert.equal(facts.type, 'google_compute_instance');
    assert.deepEqual(
      facts.resources.map(({ provider }) => provider),
      ['hashicorp/google', 'hashicorp/google-beta'],
    );
    for (const { arguments: known } of facts.resources) {
      assert.ok(known.some(({ attribute }) => attribute === 'boot_disk.initialize_params.image'));
    }
  });

  it('gives everything as one object: the newest version of each provider, and the data sources', () => {
    const { forceNew, sources, neutral } = all();
    const aws = forceNew['hashicorp/aws'];
    const instance = aws?.resources['aws_instance'];
    assert.equal(aws?.version, '6.58.0');
    assert.deepEqual(Object.keys(instance ?? {}), ['forceNew', 'conditional']);
    for (const path of ['ami', 'subnet_id', 'root_block_device.encrypted', 'ephemeral_block_device']) {
      assert.ok(instance?.forceNew.includes(path), path);
    }
    // Since 6.58 these are updated in place, or replaced only if something else is not set.
    assert.ok(instance && !instance.forceNew.includes('cpu_options.core_count'));
    assert.ok(instance.conditional.includes('user_data') && !instance.forceNew.includes('user_data'));
    assert.ok(!instance.forceNew.includes('instance_type'));
    assert.deepEqual(aws.resources['aws_launch_template']?.forceNew.includes('image_id'), false);
    assert.equal(sources['aws_ami']?.class, 'latest');
    assert.ok(sources['aws_ami'].driftingAttributes.includes('image_id'));
    assert.ok(sources['aws_ami'].stableAttributes.includes('architecture'));
    assert.equal(sources['aws_availability_zones']?.class, 'membership');
    assert.ok(neutral.includes('aws_vpc') && !('aws_vpc' in sources));
    assert.deepEqual(forceNew['terraform.io/builtin/terraform']?.resources, {
      terraform_data: { forceNew: ['triggers_replace'], conditional: [] },
    });
  });

  it('gives google-beta all that it takes over from google', () => {
    const { forceNew } = all();
    const [google, beta] = [forceNew['hashicorp/google'], forceNew['hashicorp/google-beta']];
    const table = (name: string) =>
      JSON.parse(readFileSync(`server/src/models/data/generated/${name}.json`, 'utf8')) as {
        readonly without?: readonly string[];
        readonly resources: object;
      };
    const without = new Set(table('google-beta').without);
    const expected = new Set([
      ...Object.keys(table('google').resources).filter((type) => !without.has(type)),
      ...Object.keys(table('google-beta').resources),
    ]);
    assert.deepEqual(Object.keys(beta?.resources ?? {}), [...expected].sort());
    assert.deepEqual(beta?.resources['google_compute_address'], google?.resources['google_compute_address']);
  });

  it('prints counts where everything would be too much to read', () => {
    const text = printed('--all');
    assert.match(text, /^hashicorp\/aws +6\.58\.0 +\d+ +\d+ +\d+$/m);
    assert.match(text, /^\d+ data source types can drift, \d+ do not\.$/m);
  });

  it('counts the rows of the project', () => {
    writeFileSync(
      path.join(directory, 'holdfast.yaml'),
      [
        'resources:',
        '  my_server: { forceNew: [image], conditional: [{ attribute: size, when: { argument: fixed, equals: true } }] }',
        '  aws_instance: { updatable: [subnet_id] }',
        'sources: [{ type: my_image, volatility: latest, drifting: [id], because: picks the newest }]',
        'neutral: [aws_ami]',
      ].join('\n'),
    );
    assert.match(
      printed('my_server'),
      /^ {4}size +but only where `fixed` is `true`; says the project file$/m,
    );
    assert.match(printed('my_image'), /^ {2}latest: picks the newest$/m);
    const { forceNew, sources, neutral } = all();
    assert.deepEqual(forceNew['hashicorp/my']?.resources['my_server'], {
      forceNew: ['image'],
      conditional: ['size'],
    });
    const instance = forceNew['hashicorp/aws']?.resources['aws_instance'];
    assert.ok(instance?.forceNew.includes('ami') && !instance.forceNew.includes('subnet_id'));
    assert.deepEqual(
      [sources['my_image']?.class, sources['aws_ami'], neutral.includes('aws_ami')],
      ['latest', undefined, true],
    );
  });

  it('says so where the project file is wrong, and exits with 2', () => {
    writeFileSync(path.join(directory, 'holdfast.yaml'), 'neutral: no\n');
    const { status, stdout, stderr } = run(['facts', 'aws_vpc'], directory);
    assert.equal(status, 2);
    assert.match(stdout, /does not drift/);
    assert.match(stderr, /^holdfast: holdfast\.yaml:1:10: `neutral` must be a list, not `no`\.$/m);
  });

  it('names what is near a type that it does not know, and exits with 2', () => {
    const { status, stdout, stderr } = run(['facts', 'aws_instnce'], directory);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /“aws_instnce”\. Near it: aws_instance\b/);
    assert.match(run(['facts', 'entirely_unheard_of'], directory).stderr, /“entirely_unheard_of”\.\n/);
  });

  it('exits with 2 on wrong usage', () => {
    for (const args of [[], ['a', 'b'], ['aws_ami', '--all'], ['aws_ami', '--format', 'sarif']]) {
      assert.equal(run(['facts', ...args], directory).status, 2, args.join(' '));
    }
  });
});

describe('holdfast rules', () => {
  it('lists every rule with what it is about', () => {
    const { status, stdout } = run(['rules'], '.');
    assert.equal(status, 0);
    assert.match(stdout, /^drifting-replacement +A data source/m);
    const { rules } = JSON.parse(run(['rules', '--format', 'json'], '.').stdout) as {
      readonly rules: readonly { readonly id: string }[];
    };
    assert.deepEqual(
      rules.map(({ id }) => id),
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    );
    assert.ok(rules.length >= 6);
  });
});
