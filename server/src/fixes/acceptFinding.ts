import type { Fix, FixContext } from './fix';
import { indentationAt, lineEndingOf, lineStart } from './layout';

const reason = 'say why this is accepted';

/** Adds the comment that accepts the finding, above its line. JSON has no comments on lines of their own. */
export function acceptFinding(context: FixContext): Fix | undefined {
  const { uri, range } = context.replacement.arrival.drift.at;
  const file = context.texts(uri);
  if (file?.syntax.language !== 'hcl') return undefined;
  const at = lineStart(file.text, range.start);
  const indentation = indentationAt(file.text, range.start);
  const comment = `${indentation}# holdfast:ignore ${context.rule} -- `;
  const start = comment.length;
  return {
    id: 'accept',
    title: `Accept this ${context.rule} with a comment…`,
    applicability: 'needs-review',
    cost: 'The replacement still happens; it is only no longer reported here.',
    uri,
    edits: [
      {
        range: { start: at, end: at },
        newText: `${comment}${reason}${lineEndingOf(file.text)}`,
        placeholder: { start, end: start + reason.length },
      },
    ],
  };
}
