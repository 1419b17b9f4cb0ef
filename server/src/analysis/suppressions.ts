import { say } from '../base/language';
import type { TextRange } from '../base/textRange';
import { ruleIds, type RuleId } from '../models/schema';
import type { Attribute, Block, Body } from '../syntax/ast';
import type { Finding, Note } from './finding';
import type { SourceFile } from './sourceFiles';

/** A comment that accepts findings. */
interface Suppression {
  readonly uri: string;
  readonly range: TextRange;
  readonly rule: RuleId;
  /** The lines (from 0) whose findings it accepts; all of the file's where absent. */
  readonly lines: { readonly first: number; readonly last: number } | undefined;
  readonly until: string | undefined;
}

/** What is left of the findings, and what is to be said about the comments themselves. */
export interface SuppressionOutcome {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

/**
 * Applies the comments `# holdfast:ignore RULE -- reason [until=YYYY-MM-DD]` (on the finding's line, above
 * it or above its block) and `# holdfast:ignore-file RULE -- reason` of `files`. `today` is a date as
 * `YYYY-MM-DD`; a comment counts through its last day. In a file that `isDoubtful` names something was not
 * read, so nothing there is called unused.
 */
export function applySuppressions(
  findings: readonly Finding[],
  files: readonly SourceFile[],
  today: string,
  isDoubtful: (uri: string) => boolean,
): SuppressionOutcome {
  const notes: Note[] = [];
  const suppressions = files.flatMap((file) => readSuppressions(file, notes));
  const used = new Set<Suppression>();
  const left = findings.filter((finding) => {
    const line = files.find((file) => file.uri === finding.uri)?.lines.positionAt(finding.range.start).line;
    const accepting = suppressions.filter((suppression) => accepts(suppression, finding, line ?? -1));
    accepting.forEach((suppression) => used.add(suppression));
    return !accepting.some((suppression) => suppression.until === undefined || suppression.until >= today);
  });
  for (const suppression of suppressions) {
    const { uri, range, rule, until } = suppression;
    if (!used.has(suppression)) {
      if (isDoubtful(uri)) continue;
      const message = say`There is no ${rule} here to ignore: this comment can go.`;
      notes.push({ kind: 'unused-suppression', uri, range, message });
    } else if (until !== undefined && until < today) {
      const message = say`This comment ran out on ${until}: ${rule} is reported again.`;
      notes.push({ kind: 'expired-suppression', uri, range, message });
    }
  }
  return { findings: left, notes };
}

function accepts(suppression: Suppression, finding: Finding, line: number): boolean {
  if (suppression.uri !== finding.uri || suppression.rule !== finding.rule) return false;
  const { lines } = suppression;
  return lines === undefined || (lines.first <= line && line <= lines.last);
}

const grammar =
  /^\s*(?:#|\/\/|\/\*)?\s*holdfast:(ignore-file|ignore)\b\s*([^\s]*)\s*(?:--\s*(.*?))?\s*(?:\*\/)?\s*$/s;

function readSuppressions(file: SourceFile, notes: Note[]): readonly Suppression[] {
  const suppressions: Suppression[] = [];
  for (const comment of file.syntax.comments) {
    if (!comment.text.includes('holdfast:')) continue;
    const match = grammar.exec(comment.text);
    const invalid = (message: string) =>
      notes.push({ kind: 'invalid-suppression', uri: file.uri, range: comment.range, message });
    if (match === null) {
      invalid(say`Write: holdfast:ignore RULE -- reason [until=YYYY-MM-DD]`);
      continue;
    }
    const [, scope, name, text = ''] = match;
    const rule = ruleIds.find((id) => id === name);
    const until = /(?:^|\s)\[?until=(\d{4}-\d{2}-\d{2})\]?\s*$/.exec(text);
    const reason = until === null ? text : text.slice(0, until.index);
    if (rule === undefined) {
      invalid(say`There is no rule “${name ?? ''}”. The rules are: ${ruleIds.join(', ')}.`);
    } else if (reason.trim() === '') {
      invalid(say`A reason is required: holdfast:ignore RULE -- why this is accepted`);
    } else if (until === null && /\buntil=/.test(text)) {
      invalid(say`The date must come last, as until=YYYY-MM-DD.`);
    } else {
      const lines = scope === 'ignore-file' ? undefined : coveredLines(file, comment.range);
      suppressions.push({ uri: file.uri, range: comment.range, rule, lines, until: until?.[1] });
    }
  }
  return suppressions;
}

/**
 * Its own line where there is code on it. On a line of its own: the next line that is no comment, and if a
 * block or an argument begins there, nested or not, the whole of it. In JSON: the object that holds the comment.
 */
function coveredLines(file: SourceFile, comment: TextRange): { first: number; last: number } {
  const lineOf = (offset: number) => file.lines.positionAt(offset).line;
  if (file.syntax.language === 'json') {
    const holder = file.syntax.blocks.find(
      ({ range }) => range.start <= comment.start && comment.end <= range.end,
    );
    return holder === undefined
      ? { first: lineOf(comment.start), last: lineOf(comment.end) }
      : { first: lineOf(holder.range.start), last: lineOf(holder.range.end) };
  }
  const first = lineOf(comment.start);
  const before = file.text.slice(file.lines.offsetAt({ line: first, character: 0 }), comment.start);
  if (before.trim() !== '') return { first, last: first };
  const target = lineOf(nextCode(file, comment.end));
  const beginning = statementsIn(file.syntax).filter(({ range }) => lineOf(range.start) === target);
  return { first: target, last: Math.max(target, ...beginning.map(({ range }) => lineOf(range.end))) };
}

/** All blocks and arguments of a file or body, at any depth. */
function statementsIn(body: Pick<Body, 'attributes' | 'blocks'>): readonly (Attribute | Block)[] {
  return [...body.attributes, ...body.blocks.flatMap((block) => [block, ...statementsIn(block.body)])];
}

/** The offset of the next text behind `offset` that is neither white space nor a comment. */
function nextCode(file: SourceFile, offset: number): number {
  let position = offset;
  for (;;) {
    const rest = /\S/.exec(file.text.slice(position));
    if (rest === null) return position;
    position += rest.index;
    const comment = file.syntax.comments.find(({ range }) => range.start === position);
    if (comment === undefined) return position;
    position = comment.range.end;
  }
}
