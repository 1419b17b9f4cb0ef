import { encodeQuoted, encodeTemplateMarkers } from '../../syntax/stringLiteral';
import type { Literal } from '../../syntax/ast';

/** A value that can be written down. */
export type WritableValue = Literal | readonly WritableValue[] | { readonly [name: string]: WritableValue };

/** The value in native syntax, on one line. */
export function writtenValue(value: WritableValue): string {
  if (typeof value === 'string') return encodeQuoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const members = writtenMembers(value, 0);
  return isList(value) ? `[${members.join(', ')}]` : `{ ${members.join(', ')} }`;
}

/** The lines of a list or map with one member on each, as `terraform fmt` lays it out; `unit` is one indentation. */
export function writtenLines(value: object & WritableValue, unit: string): readonly string[] {
  const width = isList(value) ? 0 : Math.max(0, ...Object.keys(value).map((key) => encodeQuoted(key).length));
  const members = writtenMembers(value, width).map((member) => unit + member + (isList(value) ? ',' : ''));
  return isList(value) ? ['[', ...members, ']'] : ['{', ...members, '}'];
}

/** The value as JSON syntax has it: there every text is a template. */
export function jsonValue(value: WritableValue): unknown {
  if (typeof value === 'string') return encodeTemplateMarkers(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(jsonValue);
  const members = Object.entries(value).map(([name, member]) => [
    encodeTemplateMarkers(name),
    jsonValue(member),
  ]);
  return Object.fromEntries(members) as unknown;
}

/** Keys are padded to `width`. */
function writtenMembers(value: object & WritableValue, width: number): readonly string[] {
  if (isList(value)) return value.map(writtenValue);
  return Object.entries(value).map(
    ([name, member]) => `${encodeQuoted(name).padEnd(width)} = ${writtenValue(member)}`,
  );
}

function isList(value: WritableValue): value is readonly WritableValue[] {
  return Array.isArray(value);
}
