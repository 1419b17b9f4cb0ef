import { Big } from 'big.js';
import {
  anything,
  computedOfMany,
  failure,
  integer,
  isList,
  number,
  text,
  truth,
  type Known,
  type Outcome,
} from './known';
import type { FunctionSummary } from './index';
import { jsonText } from './json';
import { graphemes } from './text';

/** Functions that fill texts into a pattern. */
export const formatFunctions: Readonly<Record<string, FunctionSummary>> = {
  format: computedOfMany([text], anything, (pattern, ...values) => formatted(pattern, values)),
  formatlist: computedOfMany([text], anything, formattedList),
};

interface Verb {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly mode: string;
}

const verbPattern = /%([ \-+0#]*)(\d*)(?:\.(\d*))?(?:\[(\d+)\])?([a-zA-Z%])|%/g;

/** The pattern with its verbs filled in; undefined where a verb is not computed here. */
function formatted(pattern: string, values: readonly Known[]): Outcome {
  let next = 0;
  let highest = 0;
  let result = '';
  let end = 0;
  for (const match of pattern.matchAll(verbPattern)) {
    const [whole, flags = '', width = '', precision, position, mode] = match;
    result += pattern.slice(end, match.index);
    end = match.index + whole.length;
    if (whole === '%%') {
      result += '%';
      continue;
    }
    if (mode === undefined || mode === '%' || width.length > 3 || (precision ?? '').length > 2)
      return undefined;
    if (position !== undefined) next = Number(position) - 1;
    const value = values[next];
    if (value === undefined) return failure;
    highest = Math.max(highest, ++next);
    const digits = precision === undefined ? undefined : Number(precision);
    const filled = filledVerb({ flags, width: Number(width), precision: digits, mode }, value);
    if (typeof filled !== 'string') return filled;
    result += filled;
  }
  return highest < values.length ? failure : result + pattern.slice(end);
}

function filledVerb(verb: Verb, value: Known): string | typeof failure | undefined {
  if (value === null) return undefined;
  const { flags, precision, mode } = verb;
  if (mode === 'v') {
    if (flags.includes('#')) return jsonText(value);
    const plain = { ...verb, mode: typeof value === 'number' ? 'g' : 's' };
    if (typeof value === 'object') return jsonText(value);
    return plain.mode === 'g' && flags + String(precision ?? '') === ''
      ? padded(text(value) ?? '', verb)
      : filledVerb({ ...plain, mode: 's' }, value);
  }
  if (flags.includes('#')) return undefined;
  switch (mode) {
    case 's':
    case 'q': {
      const written = text(value);
      if (written === undefined) return failure;
      const cut = precision === undefined ? written : graphemes(written).slice(0, precision).join('');
      if (mode === 's') return padded(cut, verb);
      return padded(jsonText(cut), verb);
    }
    case 't': {
      const answer = truth(value);
      return answer === undefined ? failure : padded(String(answer), verb);
    }
    case 'd':
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      return precision === undefined ? formattedInteger(verb, value) : undefined;
    case 'f':
      return formattedFraction(verb, value);
    default:
      return /[eEgG]/.test(mode) ? undefined : failure;
  }
}

const bases: Readonly<Record<string, number>> = { d: 10, b: 2, o: 8, x: 16, X: 16 };

function formattedInteger(verb: Verb, value: Known): string | typeof failure | undefined {
  const whole = integer(value);
  if (whole === undefined) return failure;
  if (!Number.isSafeInteger(whole)) return undefined;
  const written = Math.abs(whole).toString(bases[verb.mode]);
  return padded(signOf(whole, verb) + (verb.mode === 'X' ? written.toUpperCase() : written), verb);
}

/** A number halfway between two results is rounded by its binary form, which is not followed here. */
function formattedFraction(verb: Verb, value: Known): string | typeof failure | undefined {
  const known = number(value);
  if (known === undefined) return failure;
  if (Number.isNaN(known)) return undefined;
  const places = verb.precision ?? 6;
  const magnitude = new Big(Math.abs(known));
  const down = magnitude.toFixed(places, 0);
  if (magnitude.minus(down).times(2).eq(new Big(10).pow(-places))) return undefined;
  return padded(signOf(known, verb) + magnitude.toFixed(places), verb);
}

function signOf(value: number, { flags }: Verb): string {
  if (value < 0) return '-';
  if (flags.includes('+')) return '+';
  return flags.includes(' ') ? ' ' : '';
}

function padded(written: string, { flags, width }: Verb): string {
  const missing = width - graphemes(written).length;
  if (missing <= 0) return written;
  if (flags.includes('-')) return written + ' '.repeat(missing);
  if (!flags.includes('0')) return ' '.repeat(missing) + written;
  const [sign = ''] = /^[-+ ]/.exec(written) ?? [];
  return sign + '0'.repeat(missing) + written.slice(sign.length);
}

/** One text per element of the lists, which are equally long; other values are the same in all of them. */
function formattedList(pattern: string, ...values: readonly Known[]): Outcome {
  const lengths = new Set(values.filter(isList).map((list) => list.length));
  if (lengths.size > 1) return failure;
  const [length = 1] = lengths;
  const texts: Known[] = [];
  for (let at = 0; at < length; at++) {
    const row = values.map((value) => (isList(value) ? (value[at] ?? null) : value));
    const outcome = formatted(pattern, row);
    if (outcome === undefined || outcome === failure) return outcome;
    texts.push(outcome);
  }
  return texts;
}
