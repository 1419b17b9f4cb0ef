import { asText, knownElements } from '../access';
import { derivedFrom, scalar, tuple, decisionAbout, type Value } from '../value';
import type { FunctionSummary } from './index';

/** A function of texts only, computed where all of them are known. */
function ofTexts(compute: (...texts: string[]) => string | undefined): FunctionSummary {
  return (values) => {
    const texts = values.map(asText).flatMap((text) => (text.kind === 'scalar' ? [String(text.value)] : []));
    if (texts.length < values.length) return undefined;
    const result = compute(...texts);
    return result === undefined ? undefined : scalar(result);
  };
}

/** A question about texts. */
function question(answer: (text: string, other: string) => boolean): FunctionSummary {
  return (values) => {
    const [text, other] = values.map(asText);
    const isKnown = text?.kind === 'scalar' && other?.kind === 'scalar';
    return isKnown ? scalar(answer(String(text.value), String(other.value))) : decisionAbout(values);
  };
}

/** Functions on texts, and conversions between texts and other simple values. */
export const textFunctions: Readonly<Record<string, FunctionSummary>> = {
  tostring: ([value]) => (value?.kind === 'scalar' && value.value !== null ? asText(value) : value),
  tonumber: ([value]) => value && toNumber(value),
  tobool: ([value]) => value && toBoolean(value),
  lower: ofTexts((text = '') => text.toLowerCase()),
  upper: ofTexts((text = '') => text.toUpperCase()),
  trimspace: ofTexts((text = '') => text.trim()),
  chomp: ofTexts((text = '') => text.replace(/[\r\n]+$/, '')),
  trimprefix: ofTexts((text = '', prefix = '') =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimsuffix: ofTexts((text = '', suffix = '') =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  replace: ofTexts((text = '', search = '', replacement = '') =>
    /^\/.*\/$/s.test(search) ? undefined : text.replaceAll(search, () => replacement),
  ),
  startswith: question((text, prefix) => text.startsWith(prefix)),
  endswith: question((text, suffix) => text.endsWith(suffix)),
  strcontains: question((text, part) => text.includes(part)),
  format: ofTexts(formatted),
  join: ([separator, ...lists]) => separator && join(separator, lists),
  split: ([separator, text]) => separator && text && split(separator, text),
};

function toNumber(value: Value): Value {
  if (value.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean') return value;
  const number = Number(value.value);
  return Number.isFinite(number) ? scalar(number) : value;
}

function toBoolean(value: Value): Value {
  return value.kind === 'scalar' && (value.value === 'true' || value.value === 'false')
    ? scalar(value.value === 'true')
    : value;
}

/** Only the plain verbs; with any other the text stays unknown. */
function formatted(pattern = '', ...texts: string[]): string | undefined {
  const verbs = pattern.match(/%[^%]|%%/g) ?? [];
  if (verbs.some((verb) => !['%s', '%v', '%d', '%%'].includes(verb))) return undefined;
  let next = 0;
  return pattern.replace(/%[svd%]/g, (verb) => (verb === '%%' ? '%' : (texts[next++] ?? '')));
}

function join(separator: Value, lists: readonly Value[]): Value {
  const elements = lists.map(knownElements);
  const texts = elements.flatMap((known) => known ?? []).map(asText);
  const known = texts.flatMap((text) => (text.kind === 'scalar' ? [String(text.value)] : []));
  const isComplete = elements.every((list) => list !== undefined) && known.length === texts.length;
  if (separator.kind !== 'scalar' || !isComplete) return derivedFrom([separator, ...lists]);
  return scalar(known.join(String(separator.value)));
}

function split(separator: Value, text: Value): Value | undefined {
  if (separator.kind !== 'scalar' || text.kind !== 'scalar' || text.value === null) return undefined;
  return tuple(String(text.value).split(String(separator.value)).map(scalar));
}
