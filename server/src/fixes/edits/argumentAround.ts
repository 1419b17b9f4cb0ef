import { containsRange, type TextRange } from '../../base/textRange';
import type { Attribute, Block } from '../../syntax/ast';

/** The argument that holds `range`, in the block or one nested in it, with the block that it stands in. */
export function argumentAround(
  block: Block,
  range: TextRange,
): { readonly holder: Block; readonly argument: Attribute | undefined } {
  const nested = block.body.blocks.find((inner) => containsRange(inner.range, range));
  if (nested !== undefined) return argumentAround(nested, range);
  const argument = block.body.attributes.find((attribute) => containsRange(attribute.range, range));
  return { holder: block, argument };
}
