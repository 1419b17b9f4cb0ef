import { say } from '../base/language';
import { containsRange } from '../base/textRange';
import { argumentAround } from './edits/argumentAround';
import { fixOf, type Fix, type FixContext, type FixKind, type FixTitle } from './fix';
import { indentationAt, lineEndingOf, lineStart } from './edits/layout';
import { partLines } from './edits/partLines';

const withComment: FixTitle = {
  title: 'Accept this RULE with a comment…',
  applicability: 'needs-review',
  when: 'at every finding',
};

/** Says in a comment that somebody knows, and why. */
export const acceptFinding: FixKind = {
  id: 'accept',
  name: 'Accept the finding',
  titles: [withComment],
  offered: 'For every finding in a file in native syntax; JSON has no comments.',
  writes: 'A `# holdfast:ignore` comment above the argument, with the reason selected for typing.',
  cost: 'It still happens; it is only no longer reported here.',
  make: (context) => [accept(context)].filter((fix) => fix !== undefined),
};

/**
 * Adds the comment that accepts the finding, above the argument that holds it: a line further inside may
 * belong to a text, where a comment is none. JSON has no comments on lines of their own.
 */
function accept(context: FixContext): Fix | undefined {
  const { uri, range } = context.hazard.arrival.drift.at;
  const file = context.texts(uri);
  const block = file?.syntax.blocks.find((candidate) => containsRange(candidate.range, range));
  if (file?.syntax.language !== 'hcl' || block === undefined || block.broken) return undefined;
  const { holder, argument } = argumentAround(block, range);
  const { body } = holder;
  const at = lineStart(file.text, argument?.range.start ?? block.range.start);
  if (file.syntax.comments.some((comment) => comment.range.start < at && at < comment.range.end)) {
    return undefined;
  }
  const comment = `${indentationAt(file.text, at)}# holdfast:ignore ${context.rule} -- `;
  const reason = say`say why this is accepted`;
  const start = comment.length;
  const edits = [
    {
      range: { start: at, end: at },
      newText: `${comment}${reason}${lineEndingOf(file.text)}`,
      placeholder: { start, end: start + reason.length },
    },
    ...(argument === undefined ? [] : partLines(file, body, argument, [])),
  ];
  return fixOf(acceptFinding, withComment, { RULE: context.rule }, [{ uri, edits }]);
}
