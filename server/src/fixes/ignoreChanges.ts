import { listed } from '../base/language';
import { containsRange } from '../base/textRange';
import { attributeNamed, nestedBodies } from '../modules/bodyAccess';
import type { Declaration } from '../modules/module';
import type { Block } from '../syntax/ast';
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
import { ignoredReferences } from './edits/ignoredReferences';
import { jsonEdits, jsonInsertion, jsonPathAt, valueAtJsonPath } from './edits/jsonEdits';

/** References to arguments, in the order in which they are written. */
type Names = readonly string[];

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
  writes:
    'The argument in `lifecycle.ignore_changes`, in the list or block that is there or in a new one. An argument of a ' +
    'nested block is named by its path; where Terraform accepts none, as in a set, all blocks of the type are.',
  cost: 'Terraform then keeps the present ARGUMENT for good: newer ones, security updates included, come only by hand.',
  make: (context) => [ignore(context)].filter((fix) => fix !== undefined),
};

function ignore({ hazard, alike, texts }: FixContext): Fix | undefined {
  if (hazard.kind !== 'replacement') return undefined;
  const { uri, isBlock } = decidingBlock(hazard.subject);
  const file = texts(uri);
  const block = file?.syntax.blocks.find(isBlock);
  if (file === undefined || block === undefined || block.broken) return undefined;
  const names = ignoredReferences(alike);
  const edits = file.syntax.language === 'json' ? editJson(file, block, names) : editHcl(file, block, names);
  return edits && fixOf(ignoreChanges, added, { ARGUMENT: listed(names) }, [{ uri, edits }]);
}

/** The block whose list counts: that of an override file where one has a list, in place of the resource's own. */
function decidingBlock({ uri, block }: Declaration): {
  readonly uri: string;
  readonly isBlock: (candidate: Block) => boolean;
} {
  const [lifecycle] = nestedBodies(block.body, 'lifecycle');
  const list = lifecycle && attributeNamed(lifecycle, 'ignore_changes')?.value;
  const isEmpty = list?.kind === 'tuple' && list.elements.length === 0;
  if (list?.uri === undefined || isEmpty) {
    return { uri, isBlock: ({ range }) => range.start === block.range.start };
  }
  return { uri: list.uri, isBlock: ({ range }) => containsRange(range, list.range) };
}

function editHcl(file: FixableFile, block: Block, names: Names): readonly FixEdit[] | undefined {
  if (attributeNamed(block.body, 'lifecycle') !== undefined) return undefined;
  const lifecycle = block.body.blocks.find((inner) => inner.type === 'lifecycle');
  if (lifecycle === undefined) return only(addLifecycle(file, block, names));
  const list = attributeNamed(lifecycle.body, 'ignore_changes');
  if (list === undefined) return only(addList(file, lifecycle, names));
  if (list.value.kind !== 'tuple') return undefined;
  const isQuoted = list.value.elements.some((element) => element.kind === 'literal');
  return appendToList(file, list, list.value, isQuoted ? names.map((name) => `"${name}"`) : names);
}

function only(edit: FixEdit | undefined): readonly FixEdit[] | undefined {
  return edit && [edit];
}

function addLifecycle({ text }: FixableFile, block: Block, names: Names): FixEdit | undefined {
  return appendToBody(text, block, {
    lines: (unit) => ['lifecycle {', `${unit}ignore_changes = [${names.join(', ')}]`, '}'],
    isSeparated: true,
  });
}

/** In line with the arguments directly above, as `terraform fmt` aligns them; apart where that cannot be. */
function addList({ text }: FixableFile, lifecycle: Block, names: Names): FixEdit | undefined {
  const key = 'ignore_changes';
  const width = keyWidthAbove(text, lifecycle);
  const fits = width !== undefined && width > key.length;
  return appendToBody(text, lifecycle, {
    lines: () => [`${fits ? key.padEnd(width) : `${key} `}= [${names.join(', ')}]`],
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

function editJson(file: FixableFile, block: Block, names: Names): readonly FixEdit[] | undefined {
  if (file.syntax.errors.length > 0) return undefined;
  const path = jsonPathAt(file.text, block.body.range.start);
  const lifecycle = valueAtJsonPath(file.text, [...path, 'lifecycle']);
  const inside = Array.isArray(lifecycle) ? [...path, 'lifecycle', 0] : [...path, 'lifecycle'];
  const list = valueAtJsonPath(file.text, [...inside, 'ignore_changes']);
  if (list === undefined) return jsonEdits(file.text, [...inside, 'ignore_changes'], names);
  return Array.isArray(list) ? jsonInsertion(file.text, [...inside, 'ignore_changes'], names) : undefined;
}
