import type { Attribute, Block, Body, Expression } from '../syntax/ast';
import { readLifecycle, type ElementPath } from './lifecycle';

/**
 * A managed resource's body in which the arguments that `ignore_changes` names with a position
 * (`network_interface[0].subnet_id`) have no value: Terraform keeps their old ones, whatever is written there.
 * Positions behind a `dynamic` block cannot be counted: there the path stands for all.
 */
export function withoutIgnoredElements(body: Body): Body {
  return readLifecycle(body).ignoredElements.reduce(withoutElement, body);
}

function withoutElement(body: Body, path: ElementPath): Body {
  const [name, ...rest] = path;
  if (name === undefined) return body;
  return {
    ...body,
    attributes: body.attributes.map((attribute) =>
      attribute.name === name ? { ...attribute, value: withoutPart(attribute.value, rest) } : attribute,
    ),
    blocks: blocksWithout(body.blocks, name, rest),
  };
}

function blocksWithout(blocks: readonly Block[], name: string | number, path: ElementPath): readonly Block[] {
  const [position, ...rest] = path;
  const inside = typeof position === 'number' ? rest : path;
  let next = 0;
  let isCounted = typeof position === 'number';
  return blocks.map((block) => {
    if (block.type === 'dynamic' && block.labels[0] === name) {
      isCounted = false;
      // Where all blocks are named, so is how many there are.
      if (path.length === 0) return without(block, []);
      return {
        ...block,
        body: { ...block.body, blocks: block.body.blocks.map((one) => without(one, inside)) },
      };
    }
    if (block.type !== name) return block;
    return isCounted && next++ !== position ? block : without(block, inside);
  });
}

/** The whole block where nothing inside it is named. */
function without(block: Block, path: ElementPath): Block {
  if (path.length > 0) return { ...block, body: withoutElement(block.body, path) };
  const attributes = block.body.attributes.map((attribute): Attribute => ({
    ...attribute,
    value: noValue(attribute.value),
  }));
  const blocks = block.body.blocks.map((inner) => without(inner, []));
  return { ...block, body: { ...block.body, attributes, blocks } };
}

/** Only in lists and objects that are written out can a part be told from the others. */
function withoutPart(value: Expression, path: ElementPath): Expression {
  const [step, ...rest] = path;
  if (step === undefined) return noValue(value);
  if (value.kind === 'tuple' && typeof step === 'number') {
    const elements = value.elements.map((element, at) =>
      at === step ? withoutPart(element, rest) : element,
    );
    return { ...value, elements };
  }
  if (value.kind !== 'object') return value;
  // JSON syntax writes a single nested block as an object.
  if (typeof step === 'number') return step === 0 ? withoutPart(value, rest) : value;
  const items = value.items.map((item) => {
    const key = item.key.kind === 'literal' ? item.key.value : undefined;
    if (key === step) return { ...item, value: withoutPart(item.value, rest) };
    return key === 'dynamic' && rest.length === 0 ? { ...item, value: withoutPart(item.value, path) } : item;
  });
  return { ...value, items };
}

function noValue({ range }: Expression): Expression {
  return { kind: 'broken', range };
}
