import { baseName } from '../base/uri';
import type { Attribute, Block, Body } from '../syntax/ast';
import { attributeNamed, nestedBodies } from './bodyAccess';
import { isOverrideFile } from './fileKinds';
import { ignoresAll } from './lifecycle';
import type { BlockInFile } from './module';

/**
 * The blocks of a module with those of its override files merged into them, in the order given. What has
 * nothing to override is left out: Terraform refuses it. Source: the Terraform language documentation,
 * "Override Files".
 */
export function withOverrides(blocks: readonly BlockInFile[]): readonly BlockInFile[] {
  const isOverride = ({ uri }: BlockInFile) => isOverrideFile(baseName(uri));
  const overrides = blocks.filter(isOverride);
  if (overrides.length === 0) return blocks;
  const merged = new Map<string, Block>();
  return blocks
    .filter((block) => !isOverride(block))
    .map(({ uri, block }) => {
      const address = addressOf(block);
      // Of two blocks with one address the first counts, also here.
      if (merged.has(address) && block.type !== 'locals') return { uri, block };
      const body = overrides
        .filter((override) => addressOf(override.block) === address)
        .reduce((base, override) => mergeTopLevel(block.type, base, placed(override)), block.body);
      merged.set(address, block);
      return { uri, block: { ...block, body } };
    });
}

function addressOf({ type, labels }: Block): string {
  return JSON.stringify([type, ...labels]);
}

function mergeTopLevel(type: string, base: Body, override: Body): Body {
  if (type === 'locals') return mergeLocals(base, override);
  const hasLifecycle = type === 'resource' || type === 'data';
  return hasLifecycle
    ? mergeBodies(withLifecycleBlock(base), withLifecycleBlock(override))
    : mergeBodies(base, override);
}

/** Of a body in JSON syntax: what it says in `lifecycle` as a block, for the two syntaxes to be merged. */
function withLifecycleBlock(body: Body): Body {
  const written = attributeNamed(body, 'lifecycle');
  if (written === undefined) return body;
  const { range, nameRange } = written;
  const lifecycle = { type: 'lifecycle', labels: [], range, headerRange: nameRange };
  return {
    ...body,
    attributes: body.attributes.filter((attribute) => attribute !== written),
    blocks: [
      ...body.blocks.filter(({ type }) => type !== 'lifecycle'),
      ...nestedBodies(body, 'lifecycle').map((inner) => ({ ...lifecycle, body: inner })),
    ],
  };
}

/** Named values are replaced where they are, in whichever block that is. */
function mergeLocals(base: Body, override: Body): Body {
  const attributes = base.attributes.map(
    (attribute) => override.attributes.find(({ name }) => name === attribute.name) ?? attribute,
  );
  return { ...base, attributes };
}

/**
 * Arguments replace arguments, and nested blocks all nested blocks of their types, `dynamic` ones included.
 * Only `lifecycle` is merged within.
 */
function mergeBodies(base: Body, override: Body): Body {
  const replaced = new Set([
    ...override.attributes.map(({ name }) => name),
    ...override.blocks.map(typeOfContent),
  ]);
  replaced.delete('lifecycle');
  const lifecycle = override.blocks.find(({ type }) => type === 'lifecycle');
  const [lifecycles, blocks] = partition(
    [...base.blocks.filter((block) => !replaced.has(typeOfContent(block))), ...override.blocks],
    ({ type }) => type === 'lifecycle',
  );
  const [own] = lifecycles;
  const merged = own && lifecycle && own !== lifecycle ? mergeLifecycle(own, lifecycle) : own;
  return {
    ...base,
    attributes: [...base.attributes.filter(({ name }) => !replaced.has(name)), ...override.attributes],
    blocks: merged === undefined ? blocks : [...blocks, merged],
  };
}

/** An empty list of ignored changes overrides nothing, and no list overrides `all`. */
function mergeLifecycle(base: Block, override: Block): Block {
  const isAll = ignoresAll(attributeNamed(base.body, 'ignore_changes')?.value);
  const attributes = override.body.attributes.filter(
    ({ name, value }) =>
      name !== 'ignore_changes' || (!isAll && (value.kind !== 'tuple' || value.elements.length > 0)),
  );
  return { ...base, body: mergeBodies(base.body, { ...override.body, attributes }) };
}

function typeOfContent({ type, labels }: Block): string {
  return type === 'dynamic' ? (labels[0] ?? type) : type;
}

function partition<T>(
  all: readonly T[],
  isFirst: (one: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** The body of a block whose expressions know which file they stand in. */
function placed({ uri, block }: BlockInFile): Body {
  return placedBody(block.body, uri);
}

function placedBody(body: Body, uri: string): Body {
  return {
    ...body,
    attributes: body.attributes.map((attribute): Attribute => ({
      ...attribute,
      value: { ...attribute.value, uri },
    })),
    blocks: body.blocks.map((block) => ({ ...block, body: placedBody(block.body, uri) })),
  };
}
