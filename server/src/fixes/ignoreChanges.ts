import { attributeNamed, nestedBodies } from '../modules/bodyAccess';
import type { Declaration } from '../modules/module';
import type { Block, TopLevelBlock } from '../syntax/ast';
import {
  fixOf,
  type Fix,
  type FixableFile,
  type FixContext,
  type FixEdit,
  type FixKind,
  type FixTitle,
} from './fix';
import { appendToBody } from './edits/hclBody';
import { appendToList } from './edits/hclList';
import { jsonEdits, jsonInsertion, jsonPathAt, valueAtJsonPath } from './edits/jsonEdits';

const added: FixTitle = {
  title: 'Ignore changes to ARGUMENT',
  applicability: 'safe',
  when: 'where the list can be edited',
};

/** Tells Terraform to leave the argument as it is. */
export const ignoreChanges: FixKind = {
  id: 'ignore-changes',
  name: 'Ignore changes',
  titles: [added],
  offered: 'For an argument of a managed resource that forces replacement, in a file that the user can edit.',
  writes: 'The argument in `lifecycle.ignore_changes`, in the list or block that is there or in a new one.',
  cost: 'Terraform then keeps the present ARGUMENT for good: newer ones, security updates included, come only by hand.',
  make: (context) => [ignore(context)].filter((fix) => fix !== undefined),
};

/**
 * Adds the argument to `lifecycle.ignore_changes`. For an argument of a nested block the whole block is
 * named: that path is valid for every kind of block.
 */
function ignore(context: FixContext): Fix | undefined {
  const { kind, subject, attribute } = context.hazard;
  if (kind !== 'replacement') return undefined;
  const file = context.texts(listUri(subject));
  const block = file && blockIn(file, subject);
  if (file === undefined || block === undefined || block.broken) return undefined;
  const [name = attribute] = attribute.split('.');
  const edits = file.syntax.language === 'json' ? editJson(file, block, name) : editHcl(file, block, name);
  return edits && fixOf(ignoreChanges, added, { ARGUMENT: name }, [{ uri: file.uri, edits }]);
}

/** The file of the list that counts: a list in an override file takes the place of the resource's own. */
function listUri({ uri, block }: Declaration): string {
  const [lifecycle] = nestedBodies(block.body, 'lifecycle');
  return (lifecycle && attributeNamed(lifecycle, 'ignore_changes')?.value.uri) ?? uri;
}

/** The resource's block in its own file, or the one that overrides it. */
function blockIn({ uri, syntax }: FixableFile, declared: Declaration): TopLevelBlock | undefined {
  const { type, labels, range } = declared.block;
  return syntax.blocks.find((block) =>
    uri === declared.uri
      ? block.range.start === range.start
      : block.type === type && block.labels.join() === labels.join(),
  );
}

function editHcl(file: FixableFile, block: Block, name: string): readonly FixEdit[] | undefined {
  if (attributeNamed(block.body, 'lifecycle') !== undefined) return undefined;
  const lifecycle = block.body.blocks.find((inner) => inner.type === 'lifecycle');
  if (lifecycle === undefined) return only(addLifecycle(file, block, name));
  const list = attributeNamed(lifecycle.body, 'ignore_changes');
  if (list === undefined) return only(addList(file, lifecycle, name));
  if (list.value.kind !== 'tuple') return undefined;
  const isQuoted = list.value.elements.some((element) => element.kind === 'literal');
  return appendToList(file, list, list.value, isQuoted ? `"${name}"` : name);
}

function only(edit: FixEdit | undefined): readonly FixEdit[] | undefined {
  return edit && [edit];
}

function addLifecycle({ text }: FixableFile, block: Block, name: string): FixEdit | undefined {
  return appendToBody(text, block, {
    lines: (unit) => ['lifecycle {', `${unit}ignore_changes = [${name}]`, '}'],
    isSeparated: true,
  });
}

/** In line with the arguments directly above, as `terraform fmt` aligns them; apart where that cannot be. */
function addList({ text }: FixableFile, lifecycle: Block, name: string): FixEdit | undefined {
  const key = 'ignore_changes';
  const width = keyWidthAbove(text, lifecycle);
  const fits = width !== undefined && width > key.length;
  return appendToBody(text, lifecycle, {
    lines: () => [`${fits ? key.padEnd(width) : `${key} `}= [${name}]`],
    isSeparated: text.slice(lifecycle.body.range.start, lifecycle.body.range.end).trim() !== '' && !fits,
  });
}

/** Where the last line of a body is an argument: the width of its name up to the `=`. */
function keyWidthAbove(text: string, { body }: Block): number | undefined {
  const last = [...body.attributes, ...body.blocks].sort((a, b) => a.range.start - b.range.start).at(-1);
  if (last === undefined || !('value' in last)) return undefined;
  const lastLine = text.slice(last.range.start, body.range.end).trimEnd();
  return lastLine.includes('\n') ? undefined : text.indexOf('=', last.nameRange.end) - last.nameRange.start;
}

function editJson(file: FixableFile, block: Block, name: string): readonly FixEdit[] | undefined {
  if (file.syntax.errors.length > 0) return undefined;
  const path = jsonPathAt(file.text, block.body.range.start);
  const lifecycle = valueAtJsonPath(file.text, [...path, 'lifecycle']);
  const inside = Array.isArray(lifecycle) ? [...path, 'lifecycle', 0] : [...path, 'lifecycle'];
  const list = valueAtJsonPath(file.text, [...inside, 'ignore_changes']);
  if (list === undefined) return jsonEdits(file.text, [...inside, 'ignore_changes'], [name]);
  return Array.isArray(list) ? jsonInsertion(file.text, [...inside, 'ignore_changes'], name) : undefined;
}
