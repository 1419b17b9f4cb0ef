import assert from 'node:assert/strict';
import type { PlaceFacts } from '../../server/src/analysis/host';
import { analyseFiles, uriOf } from '../support/engine';
import { toyFacts } from '../support/toyFacts';

/** Stands in front of the place that is asked about. */
const caret = '‸';

interface Answer {
  readonly at: string;
  readonly text: string;
  readonly findings: readonly string[];
}

/** What is known at the caret in one of these files, of the toy provider unless the product's facts are wanted. */
async function ask(files: Readonly<Record<string, string>>, product = false): Promise<Answer | undefined> {
  const [name, marked = ''] = Object.entries(files).find(([, text]) => text.includes(caret)) ?? [];
  assert.ok(name !== undefined, 'there is a caret');
  const text = marked.replace(caret, '');
  const snapshot = await analyseFiles({ ...files, [name]: text }, product ? {} : { facts: toyFacts() });
  const facts = await snapshot.factsAt(uriOf(name), marked.indexOf(caret));
  return facts && answerOf(facts, text);
}

function answerOf({ range, headline, details, findings }: PlaceFacts, text: string): Answer {
  return {
    at: text.slice(range.start, range.end),
    text: [headline, ...details].join('\n'),
    findings: findings.map(({ message }) => message),
  };
}

/** The same for one file. */
function askIn(text: string, product = false): Promise<Answer | undefined> {
  return ask({ 'main.tf': text }, product);
}

function lock(version: string): string {
  return `provider "registry.terraform.io/makers/toy" {\n  version = "${version}"\n}\n`;
}

describe('what is known at the name of an argument', () => {
  it('is that it forces replacement, known from which version to which, and what that costs', async () => {
    const answer = await askIn('resource "toy_argument" "it" {\n  ‸image = "a"\n}\n');
    assert.deepEqual(answer, {
      at: 'image',
      text: [
        'A changed `image` forces replacement of toy_argument.it.',
        'Known of makers/toy from 1.0.0 to 3.0.0.',
        'It comes back with a new identity, and what was set up on it since is lost.',
      ].join('\n'),
      findings: [],
    });
  });

  it('is the same for all of the name, and in nested blocks, and in JSON', async () => {
    for (const [text, at, path] of [
      ['resource "toy_argument" "it" {\n  im‸age = "a"\n}\n', 'image', 'image'],
      ['resource "toy_argument" "it" {\n  image‸ = "a"\n}\n', 'image', 'image'],
      [
        'resource "toy_argument" "it" {\n  nested {\n    deep {\n      ‸image = 1\n    }\n  }\n}\n',
        'image',
        'nested.deep.image',
      ],
      [
        'resource "toy_argument" "it" {\n  dynamic "nested" {\n    for_each = []\n    content {\n      ‸image = 1\n    }\n  }\n}\n',
        'image',
        'nested.image',
      ],
      ['resource "toy_argument" "it" {\n  nested = [{ ‸image = 1 }]\n}\n', 'image', 'nested.image'],
      [
        'resource "toy_whole" "it" {\n  box {\n    lid {\n      ‸size = 1\n    }\n  }\n}\n',
        'size',
        'box.lid.size',
      ],
    ] as const) {
      const answer = await askIn(text);
      assert.equal(answer?.at, at, text);
      assert.ok(answer.text.startsWith(`A changed \`${path}\` forces replacement`), answer.text);
    }
    const json = await ask({
      'main.tf.json': '{"resource": {"toy_argument": {"it": {"nested": {"‸image": 1}}}}}',
    });
    assert.match(json?.text ?? '', /^A changed `nested\.image`/);
  });

  it('tells the number of blocks from what is in them', async () => {
    const answer = await askIn('resource "toy_count" "it" {\n  ‸part {\n    size = 1\n  }\n}\n');
    assert.match(answer?.text ?? '', /^Another number of `part` blocks forces replacement/);
    assert.equal(await askIn('resource "toy_count" "it" {\n  part {\n    ‸size = 1\n  }\n}\n'), undefined);
    const dynamic =
      'resource "toy_count" "it" {\n  ‸dynamic "part" {\n    for_each = []\n    content {}\n  }\n}\n';
    assert.match((await askIn(dynamic))?.text ?? '', /^Another number of `part` blocks/);
  });

  it('goes by the locked version, and says where that is not known', async () => {
    const at = (name: string, version: string) =>
      ask({
        'main.tf': `resource "toy_version" "it" {\n  ‸${name} = 1\n}\n`,
        '.terraform.lock.hcl': lock(version),
      });
    assert.match(
      (await at('old', '1.0.0'))?.text ?? '',
      /Known of makers\/toy 1\.0\.0; locked here is 1\.0\.0\.$/m,
    );
    assert.equal(await at('old', '3.0.0'), undefined);
    assert.match(
      (await at('new', '3.0.0'))?.text ?? '',
      /from 2\.0\.0 to 3\.0\.0; locked here is 3\.0\.0\.$/m,
    );
    assert.match(
      (await at('new', '1.5.0'))?.text ?? '',
      /locked here is 1\.5\.0, of which it is not known for sure\./,
    );
  });

  it('has the condition in words, and whether it holds here', async () => {
    const at = (mode: string) =>
      askIn(`variable "x" {}\nresource "toy_condition" "it" {\n  mode = ${mode}\n  ‸image = 1\n}\n`);
    assert.match(
      (await at('"strict"'))?.text ?? '',
      /only where `mode` is `strict` and `relaxed` is not `true`: that holds here\./,
    );
    assert.match((await at('"loose"'))?.text ?? '', /: that does not hold here\./);
    assert.match((await at('var.x'))?.text ?? '', /: whether that holds here is not known\./);
    assert.match(
      (await askIn('resource "toy_removal" "it" {\n  ‸image = 1\n}\n'))?.text ?? '',
      /only when it is removed\./,
    );
    assert.match(
      (await askIn('resource "toy_unwritten" "it" {\n  ‸image = 1\n}\n'))?.text ?? '',
      /but not always: the provider looks at `mode` and `nested\.mode` too\./,
    );
  });

  it('has the findings at that argument, also where its module is called', async () => {
    const body =
      'data "toy_latest" "x" {}\nresource "toy_argument" "it" {\n  ‸image = data.toy_latest.x.id\n  nested {\n    image = 1\n  }\n}\n' +
      'resource "toy_argument" "other" {\n  image = data.toy_latest.x.id\n}\n';
    const own = await askIn(body);
    assert.equal(own?.findings.length, 1);
    assert.match(own.findings[0] ?? '', /^toy_argument\.it/);
    assert.deepEqual((await askIn(body.replace('‸', '').replace('    image', '    ‸image')))?.findings, []);
    const called = await ask({ 'main.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': body });
    assert.equal(called?.findings.length, 1);
  });

  it('says where changes are ignored, and what the project says', async () => {
    const ignoring =
      'resource "toy_argument" "it" {\n  ‸image = 1\n  lifecycle {\n    ignore_changes = [image]\n  }\n}\n';
    assert.match((await askIn(ignoring))?.text ?? '', /`ignore_changes` keeps what is deployed/);
    const project =
      'resources:\n  toy_argument:\n    updatable: [image]\n    forceNew: [size]\n    consequence: data-loss\n';
    const at = (text: string) =>
      ask({ 'main.tf': `resource "toy_argument" "it" {\n  ${text} = 1\n}\n`, 'holdfast.yaml': project });
    assert.equal(await at('‸image'), undefined);
    assert.match(
      (await at('‸size'))?.text ?? '',
      /The project file says so\.\nWhat is stored in it is lost\.$/,
    );
  });

  it('is known of the product’s types, also where nothing drifts', async () => {
    const answer = await askIn('resource "aws_instance" "web" {\n  ‸ami = "ami-1"\n}\n', true);
    assert.match(answer?.text ?? '', /Known of hashicorp\/aws from 4\.67\.0 to 6\.58\.0\./);
  });
});

describe('what is known at the header of a data source', () => {
  const ami = (body: string) => askIn(`variable "newest" {}\nd‸ata "aws_ami" "x" {\n${body}\n}\n`, true);

  it('is why it drifts, in what, and how to pin it', async () => {
    const answer = await ami('  most_recent = true\n  owners = ["amazon"]');
    assert.equal(answer?.at, 'data "aws_ami" "x"');
    assert.match(
      answer.text,
      /^data\.aws_ami\.x drifts \(latest\): it picks the newest matching image at each run\.\n/,
    );
    assert.match(answer.text, /^Drifting attributes: `arn`, .* and \d+ more\.$/m);
    assert.match(answer.text, /^To pin it: Write the id of the image/m);
  });

  it('is that it may drift, where a value is not known', async () => {
    const answer = await ami('  most_recent = var.newest');
    assert.match(
      answer?.text ?? '',
      /^data\.aws_ami\.x may drift \(latest\), by values that are not known here/,
    );
    assert.match(answer?.text ?? '', /^It drifts where `most_recent` is `true`\.$/m);
  });

  it('is that it is pinned, or does not drift as it is written', async () => {
    const pinned = await ami(
      '  most_recent = true\n  filter {\n    name = "image-id"\n    values = ["ami-1"]\n  }',
    );
    assert.match(pinned?.text ?? '', /^data\.aws_ami\.x is pinned: it does not drift\.\n/);
    assert.equal(
      (await ami('  most_recent = false'))?.text,
      'data.aws_ami.x does not drift, as it is written here.',
    );
  });

  it('is that it never drifts, where it was looked at', async () => {
    assert.equal(
      (await askIn('data "‸aws_vpc" "x" {\n  id = "vpc-1"\n}\n', true))?.text,
      'data.aws_vpc.x does not drift.',
    );
  });

  it('is the worst of what the calls of its module make of it', async () => {
    const module = 'variable "newest" {}\ndata "‸aws_ami" "x" {\n  most_recent = var.newest\n}\n';
    const call = (name: string, newest: boolean) =>
      `module "${name}" {\n  source = "./m"\n  newest = ${String(newest)}\n}\n`;
    const drifts = await ask({ 'main.tf': call('a', false) + call('b', true), 'm/main.tf': module }, true);
    assert.match(drifts?.text ?? '', /^data\.aws_ami\.x drifts \(latest\)/);
    const still = await ask({ 'main.tf': call('a', false), 'm/main.tf': module }, true);
    assert.match(still?.text ?? '', /does not drift, as it is written here/);
  });

  it('is that its read has to wait', async () => {
    const answer = await askIn(
      'resource "toy_argument" "it" {}\ndata "‸toy_unknown" "x" {\n  depends_on = [toy_argument.it]\n}\n',
    );
    assert.match(
      answer?.text ?? '',
      /^data\.toy_unknown\.x is read only during apply whenever toy_argument\.it has a pending change/,
    );
  });
});

describe('nothing is known', () => {
  it('anywhere else', async () => {
    for (const text of [
      'resource "toy_argument" "it" {\n  image = "‸a"\n}\n',
      '‸resource "toy_argument" "it" {\n  image = "a"\n}\n',
      'resource "toy_argument" "it" {\n  ‸label = "a"\n}\n',
      'resource "toy_unheard" "it" {\n  ‸image = "a"\n}\n',
      'data "toy_latest" "x" {\n  ‸image = "a"\n}\n',
      'data "‸toy_unheard" "x" {}\n',
      'locals {\n  ‸image = "a"\n}\n',
      'resource "toy_argument" "it" {\n  image = "a"\n}\n‸\n',
      '# ‸image\n',
    ]) {
      assert.equal(await askIn(text), undefined, text);
    }
  });

  it('in a block that is broken; the blocks around it are answered for', async () => {
    const broken = 'resource "toy_argument" "it" {\n  image = \n  other = [\n';
    assert.equal(await askIn(broken.replace('image', '‸image')), undefined);
    const sound = 'resource "toy_argument" "sound" {\n  ‸image = 1\n}\n';
    assert.match((await askIn(`${sound}\n${broken}`))?.text ?? '', /toy_argument\.sound/);
  });
});

describe('what is known at a reference', () => {
  const data = 'data "aws_ami" "linux" {\n  most_recent = true\n  owners = ["amazon"]\n}\n';

  it('is what it carries, from where, and on which way', async () => {
    const text = `${data}locals {\n  image = data.aws_ami.linux.id\n}\n\nresource "aws_instance" "it" {\n  ami = lo‸cal.image\n}\n`;
    const answer = await askIn(text, true);
    assert.equal(answer?.at, 'local.image');
    assert.match(answer.text, /^`local\.image` carries data\.aws_ami\.linux\.id, which picks the newest/);
  });

  it('is the same anywhere in it, in locals, in outputs, in nested blocks and in templates', async () => {
    const reference = 'data.aws_ami.linux.id';
    for (const around of [
      ['locals {\n  a = { b = ', ' }\n}\n'],
      ['output "it" {\n  value = ', '\n}\n'],
      ['resource "aws_instance" "it" {\n  root_block_device {\n    tags = [', ']\n  }\n}\n'],
      ['resource "aws_instance" "it" {\n  user_data = "x ${', '} y"\n}\n'],
    ]) {
      for (const at of [0, 6, reference.length]) {
        const marked = `${reference.slice(0, at)}${caret}${reference.slice(at)}`;
        const answer = await askIn(`${data}${around.join(marked)}`, true);
        assert.equal(answer?.at, reference, around.join(marked));
        assert.match(
          answer.text,
          /^`data\.aws_ami\.linux\.id` drifts: data\.aws_ami\.linux picks the newest/,
        );
      }
    }
  });

  it('is about the inner reference between the brackets of an index', async () => {
    const text = `${data}locals {\n  map = { a = 1 }\n  it = local.map[data.aws_‸ami.linux.id]\n}\n`;
    assert.equal((await askIn(text, true))?.at, 'data.aws_ami.linux.id');
  });

  it('tells the way through a called module, and what decides', async () => {
    const files = {
      'main.tf': `${data}module "web" {\n  source = "./web"\n  image = data.aws_ami.linux.id\n}\n`,
      'web/main.tf':
        'variable "image" {}\nvariable "own" {}\nlocals {\n  image = var.own == "" ? var.image : var.own\n}\n' +
        'resource "aws_instance" "it" {\n  ami = local.‸image\n}\n',
    };
    const answer = await ask(files, true);
    assert.match(
      answer?.text ?? '',
      /^`local\.image` may carry data\.aws_ami\.linux\.id \(through .*var\.image/,
    );
    assert.match(answer?.text ?? '', /That depends on var\.own, which is not known here\.$/);
  });

  it('is nothing where nothing drifts', async () => {
    const text = `${data}locals {\n  it = data.aws_ami.linux.archi‸tecture\n  a = var.b\n}\n`;
    assert.equal(await askIn(text, true), undefined);
  });
});
