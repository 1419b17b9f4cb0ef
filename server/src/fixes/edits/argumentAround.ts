import { containsRange, type TextRange } from '../../base/textRange';
import type { Attribute, Block, Body } from '../../syntax/ast';

/** The argument that holds `range`, in the block or one nested in it, with the body that it stands in. */
export function argumentAround(
  { body }: Block,
  range: TextRange,
): { readonly body: Body; readonly argument: Attribute | undefined } {
  const nested = body.blocks.find((inner) => containsRange(inner.range, range));
  if (nested !== undefined) return argumentAround(nested, range);
  return { body, argument: body.attributes.find((attribute) => containsRange(attribute.range, range)) };
}
