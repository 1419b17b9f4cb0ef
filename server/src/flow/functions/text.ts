import { asText } from '../access';
import { decisionAbout, scalar } from '../value';
import type { FunctionSummary } from './index';
import { charactersOf, computed, computedOfMany, integer, listOf, text } from './known';

/** Functions on texts. */
export const textFunctions: Readonly<Record<string, FunctionSummary>> = {
  lower: computed([text], (whole) => eachCharacter(whole, lowerCase)),
  upper: computed([text], (whole) => eachCharacter(whole, upperCase)),
  title: computed([text], titled),
  trim: computed([text, text], trimmed),
  trimspace: computed([text], (whole) => whole.replace(/^[\t-\r\u0085\p{Z}]+|[\t-\r\u0085\p{Z}]+$/gu, '')),
  trimprefix: computed([text, text], (whole, prefix) =>
    whole.startsWith(prefix) ? whole.slice(prefix.length) : whole,
  ),
  trimsuffix: computed([text, text], (whole, suffix) =>
    whole.endsWith(suffix) ? whole.slice(0, whole.length - suffix.length) : whole,
  ),
  chomp: computed([text], (whole) => whole.replace(/[\r\n]+$/, '')),
  indent: computed([integer, text], (width, whole) =>
    width < 0 || width > 1000 ? undefined : whole.replaceAll('\n', `\n${' '.repeat(width)}`),
  ),
  join: computedOfMany([text], listOf(text), (separator, ...lists) => lists.flat().join(separator)),
  split: computed([text, text], (separator, whole) =>
    separator === '' ? charactersOf(whole) : whole.split(separator),
  ),
  strrev: computed([text], (whole) => graphemes(whole).reverse().join('')),
  substr: computed([text, integer, integer], substring),
  startswith: question((whole, prefix) => whole.startsWith(prefix)),
  endswith: question((whole, suffix) => whole.endsWith(suffix)),
  strcontains: question((whole, part) => whole.includes(part)),
  basename: computed([text], (path) => baseName(path)),
};

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The characters as people see them, which is how Terraform counts them. */
export function graphemes(whole: string): string[] {
  return [...segmenter.segment(whole)].map(({ segment }) => segment);
}

/** A question about texts. */
function question(answer: (whole: string, other: string) => boolean): FunctionSummary {
  return (values) => {
    const [whole, other] = values.map(asText);
    const isKnown = whole?.kind === 'scalar' && other?.kind === 'scalar';
    return isKnown ? scalar(answer(String(whole.value), String(other.value))) : decisionAbout(values);
  };
}

function eachCharacter(whole: string, change: (character: string) => string): string {
  return charactersOf(whole).map(change).join('');
}

/** Terraform changes one character into one: those that would become several stay as they are. */
function upperCase(character: string): string {
  const upper = character.toUpperCase();
  return charactersOf(upper).length === 1 ? upper : character;
}

function lowerCase(character: string): string {
  return charactersOf(character.toLowerCase())[0] ?? '';
}

function titled(whole: string): string {
  let before = ' ';
  return eachCharacter(whole, (character) => {
    const begins = /[\0-\x7f]/.test(before) ? !/\w/.test(before) : /[\u0085\p{Z}]/u.test(before);
    before = character;
    return begins ? upperCase(character) : character;
  });
}

function trimmed(whole: string, cut: string): string {
  const isCut = (character: string | undefined) =>
    character !== undefined && charactersOf(cut).includes(character);
  const characters = charactersOf(whole);
  let start = 0;
  let end = characters.length;
  while (start < end && isCut(characters[start])) start++;
  while (start < end && isCut(characters[end - 1])) end--;
  return characters.slice(start, end).join('');
}

/** A negative offset counts from the end; a negative length, and 0 behind such an offset, means the rest. */
function substring(whole: string, offset: number, length: number): string {
  if (offset >= 0 && length === 0) return '';
  const characters = graphemes(whole);
  const start = Math.max(0, offset < 0 ? offset + characters.length : offset);
  return characters.slice(start, length > 0 ? start + length : undefined).join('');
}

function baseName(path: string): string {
  if (path === '') return '.';
  return /([^/]+)\/*$/.exec(path)?.[1] ?? '/';
}
