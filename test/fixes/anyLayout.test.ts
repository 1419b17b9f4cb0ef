import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { editsOf } from '../support/applyFix';
import { applied, itStaysFormatted } from './fixing';

/** One formatted resource with a drifting argument, in some layout. */
interface Layout {
  readonly text: string;
  /** The argument's value, as it is written in `text`. */
  readonly reference: string;
}

const seed = 20260131;
const runs = 150;

const comments = fc.constantFrom('# why', '// [a, b]', '/* } */', '# "${ami}"', '# ü, 日本');

const elements = fc.uniqueArray(
  fc.constantFrom('tags', 'user_data', 'instance_type', 'root_block_device[0].volume_size', 'tags["a,b"]'),
  { maxLength: 3 },
);

/** Lines of `ignore_changes`, as `terraform fmt` would leave them. */
const ignoreLists = fc
  .record({ elements, open: fc.boolean(), trailing: fc.boolean(), note: fc.option(comments) })
  .map(({ elements: names, open, trailing, note }): readonly string[] => {
    if (!open) return [`ignore_changes = [${names.join(', ')}${note?.startsWith('/*') ? ` ${note}` : ''}]`];
    const lines = names.map((name, index) => `  ${name}${index < names.length - 1 || trailing ? ',' : ''}`);
    return ['ignore_changes = [', ...lines, ...(note === null ? [] : [`  ${note}`]), ']'];
  });

const argumentsBefore = fc.constantFrom<readonly string[]>(
  [],
  ['create_before_destroy = true'],
  ['create_before_destroy = true', 'prevent_destroy       = false'],
  ['prevent_destroy = false # for now', ''],
  ['replace_triggered_by = [', '  aws_instance.other.id,', ']'],
  ['precondition {', '  condition     = true', '  error_message = "}"', '}'],
);

const lifecycles = fc.oneof(
  fc.constantFrom<readonly string[]>(
    [],
    ['', 'lifecycle {}'],
    ['', 'lifecycle { create_before_destroy = true }'],
  ),
  fc
    .record({ above: argumentsBefore, list: fc.option(ignoreLists), note: fc.option(comments) })
    .map(({ above, list, note }) => {
      const apart = above.length > 0 && above.at(-1) !== '' && list !== null ? [''] : [];
      const body = [...above, ...apart, ...(list ?? []), ...(note === null ? [] : [note])];
      return ['', 'lifecycle {', ...body.map((line) => (line === '' ? '' : `  ${line}`)), '}'];
    }),
);

const references = fc.constantFrom(
  'data.aws_ami.linux.id',
  '"${data.aws_ami.linux.id}"',
  '"x-${data.aws_ami.linux.image_id}"',
  'var.a ? data.aws_ami.linux.id : var.b',
  'coalesce(var.a, data.aws_ami.linux.id)',
  'try(var.a[0], lower(data.aws_ami.linux.id))',
);

const others = fc.constantFrom<readonly string[]>(
  [],
  ['', '# more', 'root_block_device {', '  volume_size = 8 # GB', '}'],
  ['', 'user_data = <<-EOT', '  # lifecycle {', '  "$${x}" \\', 'EOT'],
  ['', 'tags = {', '  Name = "[a, b] # no comment"', '}'],
);

const layouts: fc.Arbitrary<Layout> = fc
  .record({
    reference: references,
    isAligned: fc.boolean(),
    notes: fc.tuple(fc.option(comments), fc.option(comments)),
    before: others,
    lifecycle: lifecycles,
    after: others,
    ending: fc.constantFrom('\n', '\r\n'),
    indentation: fc.constantFrom('  ', '\t', '    '),
    isLast: fc.constantFrom('', '\n', '\n\nlocals {\n  a = 1\n}\n'),
  })
  .map((parts) => {
    const { reference, notes, isAligned, before, lifecycle, after, ending, indentation, isLast } = parts;
    const commented = notes.filter((note) => note !== null).length === 2;
    const code = isAligned
      ? [`ami           = ${reference}`, 'instance_type = "t2.micro"']
      : [`ami = ${reference}`];
    const width = commented && isAligned ? Math.max(...code.map((line) => line.length)) : 0;
    const first = code.map((line, index) => {
      const note = notes[index] ?? null;
      return note === null ? line : `${line.padEnd(width)} ${note}`;
    });
    // Two user_data arguments or blocks of one kind would be two subjects, not another layout.
    const rest = after === before ? [] : after;
    const lines = [...first, ...before, ...lifecycle, ...rest].map((line) =>
      line === '' ? '' : `  ${line}`,
    );
    const text = ['resource "aws_instance" "web" {', ...lines, '}'].join('\n') + isLast;
    const indented = text.replaceAll(/^(?: {2})+/gm, (spaces) => indentation.repeat(spaces.length / 2));
    return { reference, text: indented.replaceAll('\n', ending) };
  });

/** A resource with nested blocks, some of which the source reaches, written in some layout. */
interface NestedLayout {
  readonly text: string;
  /** What `ignore_changes` has to name. */
  readonly names: readonly string[];
}

const interfaces = fc.array(
  fc.record({ isReached: fc.boolean(), isDynamic: fc.boolean(), isOneLine: fc.boolean(), note: comments }),
  { minLength: 1, maxLength: 4 },
);

function interfaceLines({ isReached, isDynamic, isOneLine, note }: InterfaceLayout): readonly string[] {
  const argument = `nic_type = ${isReached ? 'data.aws_ami.linux.id' : '"GVNIC"'}`;
  if (isDynamic) {
    const content = ['  content {', `    ${argument}`, '  }'];
    return ['dynamic "network_interface" {', '  for_each = ["a"]', ...content, '}'];
  }
  if (isOneLine && !note.startsWith('/*')) return [`network_interface { ${argument} } ${note}`];
  return ['network_interface {', `  ${note}`, `  ${argument}`, '}'];
}

type InterfaceLayout = typeof interfaces extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

const nestedLayouts: fc.Arbitrary<NestedLayout> = fc
  .record({
    blocks: interfaces.filter((all) => all.some(({ isReached }) => isReached)),
    lifecycle: lifecycles,
    isFirst: fc.boolean(),
    ending: fc.constantFrom('\n', '\r\n'),
    indentation: fc.constantFrom('  ', '\t', '    '),
  })
  .map(({ blocks, lifecycle, isFirst, ending, indentation }) => {
    const nested = blocks.flatMap((block) => ['', ...interfaceLines(block)]);
    const body = isFirst ? [...lifecycle, ...nested] : [...nested, ...lifecycle];
    const lines = body.slice(1).map((line) => (line === '' ? '' : `  ${line}`));
    const text = ['resource "google_compute_instance" "web" {', ...lines, '}', ''].join('\n');
    const indented = text.replaceAll(/^(?: {2})+/gm, (spaces) => indentation.repeat(spaces.length / 2));
    const names = blocks.flatMap(({ isReached }, position) =>
      isReached ? [`network_interface[${String(position)}].nic_type`] : [],
    );
    return { text: indented.replaceAll('\n', ending), names };
  });

/** What is left of a text when white space and the commas of lists are not looked at. */
function essence(text: string): string {
  return text.replaceAll(/[\s,]+/g, '');
}

describe('fixes in code of any layout', () => {
  it('ignore-changes adds the name, at most with the block around it, and changes nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(layouts, async ({ text: original }) => {
        const { fix, text } = await applied('ignore-changes', { 'main.tf': original });
        const additions = ['ami', 'ignore_changes=[ami]', 'lifecycle{ignore_changes=[ami]}'];
        const left = editsOf(fix)
          .map(({ newText }) => essence(newText))
          .filter((added) => added !== '');
        const growth = essence(text).length - essence(original).length;
        assert.ok(
          additions.some((addition) => addition.length === growth && left.join('').includes(addition)),
          text,
        );
        const lines = text.split(/\r?\n/);
        const isKept = (line: string) => lines.some((other) => essence(other).includes(essence(line)));
        const touched = /lifecycle \{.*\}|ignore_changes *= \[.*\]/;
        for (const line of original.split(/\r?\n/)) assert.ok(touched.test(line) || isKept(line), line);
      }),
      { seed, numRuns: runs },
    );
  });

  it('ignore-changes names every nested block that the source reaches, and changes nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(nestedLayouts, async ({ text: original, names }) => {
        const { text } = await applied('ignore-changes', { 'main.tf': original });
        const list = names.join(',');
        const growth = essence(text).length - essence(original).length;
        const additions = [list, `ignore_changes=[${list}]`, `lifecycle{ignore_changes=[${list}]}`];
        assert.ok(
          additions.some((addition) => essence(addition).length === growth),
          text,
        );
        for (const name of names) assert.ok(text.includes(name), text);
        const rest = (of: string) => of.replaceAll(/[^\n]*(?:lifecycle|ignore_changes)[^\n]*/g, '');
        const lines = text.split(/\r?\n/).map(essence);
        for (const line of rest(original).split(/\r?\n/).map(essence)) {
          assert.ok(
            lines.some((other) => other.includes(line)),
            line,
          );
        }
      }),
      { seed, numRuns: runs },
    );
  });

  it('pin-value replaces the reference and moves at most the comments behind it', async () => {
    await fc.assert(
      fc.asyncProperty(layouts, async ({ text: original, reference }) => {
        const { text } = await applied('pin-value', { 'main.tf': original });
        // Of a text with more in it only the interpolation goes.
        const isText = /^".+\$\{|\}.+"$/.test(reference);
        const replaced = isText ? (/\$\{[^}]*\}/.exec(reference)?.[0] ?? reference) : reference;
        const [head = '', tail = ''] = original.split(replaced);
        assert.ok(text.startsWith(head), text);
        const literal = isText ? 'ami-REPLACE_ME' : '"ami-REPLACE_ME"';
        assert.equal(text.split(literal).length, 2);
        assert.ok(essence(text).endsWith(essence(tail)), text);
        assert.ok(!text.includes('data.aws_ami'), text);
      }),
      { seed, numRuns: runs },
    );
  });

  itStaysFormatted();
});
