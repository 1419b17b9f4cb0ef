import { containsRange, type TextRange } from '../base/textRange';
import type { Attribute, Block, Body } from '../syntax/ast';
import { partAlignment } from './assignmentAlignment';
import type { Fix, FixContext } from './fix';
import { indentationAt, lineEndingOf, lineStart } from './layout';

const reason = 'say why this is accepted';

/**
 * Adds the comment that accepts the finding, above the argument that holds it: a line further inside may
 * belong to a text, where a comment is none. JSON has no comments on lines of their own.
 */
export function acceptFinding(context: FixContext): Fix | undefined {
  const { uri, range } = context.hazard.arrival.drift.at;
  const file = context.texts(uri);
  const block = file?.syntax.blocks.find((candidate) => containsRange(candidate.range, range));
  if (file?.syntax.language !== 'hcl' || block === undefined || block.broken) return undefined;
  const { body, argument } = argumentAround(block, range);
  const at = lineStart(file.text, argument?.range.start ?? block.range.start);
  if (file.syntax.comments.some((comment) => comment.range.start < at && at < comment.range.end)) {
    return undefined;
  }
  const comment = `${indentationAt(file.text, at)}# holdfast:ignore ${context.rule} -- `;
  const start = comment.length;
  return {
    id: 'accept',
    title: `Accept this ${context.rule} with a comment…`,
    applicability: 'needs-review',
    cost: 'It still happens; it is only no longer reported here.',
    uri,
    edits: [
      {
        range: { start: at, end: at },
        newText: `${comment}${reason}${lineEndingOf(file.text)}`,
        placeholder: { start, end: start + reason.length },
      },
      ...(argument === undefined ? [] : partAlignment(file.text, body, argument)),
    ],
  };
}

/** The argument that holds `range`, in the block or one nested in it. */
function argumentAround(
  { body }: Block,
  range: TextRange,
): { readonly body: Body; readonly argument: Attribute | undefined } {
  const nested = body.blocks.find((inner) => containsRange(inner.range, range));
  if (nested !== undefined) return argumentAround(nested, range);
  return { body, argument: body.attributes.find((attribute) => containsRange(attribute.range, range)) };
}
