import type { TextRange } from '../base/textRange';
import { directoryOf } from '../base/uri';
import type { Literal } from '../syntax/ast';
import { encodeQuoted } from '../syntax/stringLiteral';
import { deployedValue } from './deployedValue';
import type { Fix, FixableFile, FixContext, FixEdit } from './fix';
import { jsonEdits, jsonPathAt } from './jsonEdits';

/** Stands for the value where nothing better is known; no plan accepts it silently. */
const defaultPlaceholder = 'REPLACE_ME';

/**
 * Replaces the drifting reference by a literal: the deployed value, or one to be typed in. Where something
 * is computed from the reference, the whole argument is replaced, since the state knows only its outcome.
 */
export async function pinValue(context: FixContext): Promise<Fix | undefined> {
  const { resource, attribute, arrival } = context.replacement;
  const { drift, expression } = arrival;
  const file = context.texts(drift.at.uri);
  if (file === undefined || drift.at.uri !== resource.uri) return undefined;
  if (differsByInstance(file.text.slice(expression.range.start, expression.range.end))) return undefined;
  const range = drift.unchanged ? drift.at.range : expression.range;
  const deployed = await deployedValue(context.fileSystem, directoryOf(resource.uri), resource, attribute);
  const name = attribute.split('.').at(-1) ?? attribute;
  const common = {
    id: 'pin-value' as const,
    cost: `The ${name} no longer changes by itself: newer ones, security updates included, come only by hand.`,
    uri: file.uri,
  };
  if (deployed !== undefined) {
    const title = `Pin ${name} to ${String(deployed)} (deployed now)`;
    return { ...common, title, applicability: 'safe', edits: literalEdits(file, range, deployed) };
  }
  const placeholder = placeholderFor(context);
  const title = `Pin ${name} to a fixed value…`;
  const edits = literalEdits(file, range, placeholder).map((edit) => withPlaceholder(edit, placeholder));
  return { ...common, title, applicability: 'needs-review', edits };
}

/** One literal cannot stand for values that differ between the instances of a resource or block. */
function differsByInstance(text: string): boolean {
  return /\b(?:each|count)\.|\.(?:key|value)\b/.test(text);
}

function placeholderFor({ replacement, catalogue }: FixContext): string {
  const [kind, type = ''] = replacement.arrival.drift.source.address.split('.');
  const rows = kind === 'data' ? catalogue.sourcesOf(type) : [];
  return rows.find((row) => row.placeholder !== undefined)?.placeholder ?? defaultPlaceholder;
}

function literalEdits(file: FixableFile, range: TextRange, value: Literal): readonly FixEdit[] {
  if (file.syntax.language === 'json') return jsonEdits(file.text, jsonPathAt(file.text, range.start), value);
  const interpolation = enclosingInterpolation(file.text, range);
  return [{ range: interpolation, newText: typeof value === 'string' ? encodeQuoted(value) : String(value) }];
}

/** `"${reference}"` is replaced as a whole: the literal brings its own quotes. */
function enclosingInterpolation(text: string, range: TextRange): TextRange {
  const before = /"\$\{~?\s*$/.exec(text.slice(0, range.start));
  const behind = /^\s*~?\}"/.exec(text.slice(range.end));
  if (before === null || behind === null) return range;
  return { start: before.index, end: range.end + behind[0].length };
}

function withPlaceholder(edit: FixEdit, placeholder: string): FixEdit {
  const start = edit.newText.indexOf(placeholder);
  return start < 0 ? edit : { ...edit, placeholder: { start, end: start + placeholder.length } };
}
