import type { TextRange } from '../../base/textRange';
import type { FixableFile, FixEdit } from '../fix';
import { realignComments } from './commentAlignment';
import { jsonEdits, jsonPathAt, jsonValueRangeAt } from './jsonEdits';
import { ownLinesEdits } from './ownLines';
import { jsonValue, writtenValue, type WritableValue } from './writtenValue';

/**
 * The edits that put a literal in place of the expression at `range`. An interpolation that holds nothing else is
 * replaced with its quotes; comments behind the line stay in one column. Where `index` is given, `value` is a list or
 * map, and what is written is the member of it that `index` names.
 */
export function literalEdits(
  file: FixableFile,
  range: TextRange,
  value: WritableValue,
  index?: string,
): readonly FixEdit[] {
  const whole = enclosingInterpolation(file.text, range);
  const inLines = file.syntax.language === 'hcl' ? ownLinesEdits(file, whole, value, index) : undefined;
  if (inLines !== undefined) return inLines;
  const written = index === undefined ? writtenValue(value) : `${writtenValue(value)}[${index}]`;
  return expressionEdits(file, range, written, index === undefined ? jsonValue(value) : `\${${written}}`);
}

/**
 * The same for any expression: `written` in native syntax, or within a JSON string; `json` where it is all of a value
 * in JSON.
 */
export function expressionEdits(
  file: FixableFile,
  range: TextRange,
  written: string,
  json: unknown,
): readonly FixEdit[] {
  const { text } = file;
  const whole = enclosingInterpolation(text, range);
  if (file.syntax.language === 'hcl') return realignComments(file, [{ range: whole, newText: written }]);
  const string = jsonValueRangeAt(text, range.start);
  const isWhole = string !== undefined && string.start >= whole.start - 1 && string.end <= whole.end + 1;
  if (!isWhole) return [{ range, newText: JSON.stringify(written).slice(1, -1) }];
  return jsonEdits(text, jsonPathAt(text, range.start), json);
}

/**
 * The edits that put `text` in place of the `${…}` around a reference in a template; undefined where more than
 * the reference is in it.
 */
export function interpolationEdits(
  file: FixableFile,
  reference: TextRange,
  newText: string,
): readonly FixEdit[] | undefined {
  const { text } = file;
  const before = /\$\{~?\s*$/.exec(text.slice(0, reference.start));
  const behind = /^\s*~?\}/.exec(text.slice(reference.end));
  if (before === null || behind === null) return undefined;
  const range = { start: before.index, end: reference.end + behind[0].length };
  const edit = { range, newText };
  return file.syntax.language === 'hcl' ? realignComments(file, [edit]) : [edit];
}

/** The edits with `placeholder` marked in them as what is to be typed. */
export function withPlaceholder(edits: readonly FixEdit[], placeholder: string): readonly FixEdit[] {
  return edits.map((edit) => {
    const start = edit.newText.indexOf(placeholder);
    return start < 0 ? edit : { ...edit, placeholder: { start, end: start + placeholder.length } };
  });
}

/** `"${reference}"` is replaced as a whole: the literal brings its own quotes. */
function enclosingInterpolation(text: string, range: TextRange): TextRange {
  const before = /"\$\{~?\s*$/.exec(text.slice(0, range.start));
  const behind = /^\s*~?\}"/.exec(text.slice(range.end));
  if (before === null || behind === null) return range;
  return { start: before.index, end: range.end + behind[0].length };
}
