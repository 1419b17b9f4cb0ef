import { computed, failure, text, type Outcome } from './known';
import type { FunctionSummary } from './index';

/** Functions on points in time, which are texts like `2026-11-20T10:00:00Z`. */
export const dateFunctions: Readonly<Record<string, FunctionSummary>> = {
  formatdate: computed([text, text], formatDate),
  timeadd: computed([text, text], addDuration),
  timecmp: computed([text, text], (one, other) => {
    if (isTooFine(one) || isTooFine(other)) return undefined;
    const [first, second] = [parseTime(one), parseTime(other)];
    return first === undefined || second === undefined
      ? failure
      : Math.sign(first.instant - second.instant) + 0;
  }),
};

/** Milliseconds are the finest that is computed. */
function isTooFine(written: string): boolean {
  return /\.\d{4}/.test(written);
}

interface Time {
  /** In milliseconds since 1970, UTC. */
  readonly instant: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const timestamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?)(Z|([+-])(\d\d):(\d\d))$/;

function parseTime(written: string): Time | undefined {
  const match = timestamp.exec(written);
  if (match === null) return undefined;
  const [, local = '', zone, sign, hours, minutes] = match;
  const instant = Date.parse(`${local}Z`);
  const offset = zone === 'Z' ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  // JavaScript takes the 31st of February for a day in March.
  const isReal = new Date(instant + 0).toISOString().startsWith(local.slice(0, 19));
  return isReal ? { instant: instant - offset * 60_000, offset } : undefined;
}

function zoneText(offset: number, utc: string, separator: string): string {
  if (offset === 0 && utc !== '') return utc;
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}${separator}${twoDigits(minutes % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** What each sequence of letters in a format stands for. `date` shows the local time as if it were UTC. */
const fields: Readonly<Record<string, (date: Date, offset: number) => string>> = {
  YYYY: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  YY: (date) => twoDigits(date.getUTCFullYear() % 100),
  MMMM: (date) => months[date.getUTCMonth()] ?? '',
  MMM: (date) => (months[date.getUTCMonth()] ?? '').slice(0, 3),
  MM: (date) => twoDigits(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => twoDigits(date.getUTCDate()),
  D: (date) => String(date.getUTCDate()),
  EEEE: (date) => days[date.getUTCDay()] ?? '',
  EEE: (date) => (days[date.getUTCDay()] ?? '').slice(0, 3),
  hh: (date) => twoDigits(date.getUTCHours()),
  h: (date) => String(date.getUTCHours()),
  HH: (date) => twoDigits(date.getUTCHours() % 12 || 12),
  H: (date) => String(date.getUTCHours() % 12 || 12),
  AA: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  aa: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  mm: (date) => twoDigits(date.getUTCMinutes()),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => twoDigits(date.getUTCSeconds()),
  s: (date) => String(date.getUTCSeconds()),
  ZZZZZ: (_, offset) => zoneText(offset, '', ':'),
  ZZZZ: (_, offset) => zoneText(offset, '', ''),
  ZZZ: (_, offset) => zoneText(offset, 'UTC', ''),
  Z: (_, offset) => zoneText(offset, 'Z', ':'),
};

const formatParts = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'/g;

function formatDate(format: string, written: string): Outcome {
  if (isTooFine(written)) return undefined;
  const time = parseTime(written);
  if (time === undefined) return failure;
  const local = new Date(time.instant + time.offset * 60_000);
  let result = '';
  for (const [part, quoted, letter] of format.matchAll(formatParts)) {
    if (quoted !== undefined) result += quoted === '' ? "'" : quoted.replaceAll("''", "'");
    else if (part === "'") return failure;
    else if (letter === undefined) result += part;
    else {
      const field = fields[part];
      if (field === undefined) return failure;
      result += field(local, time.offset);
    }
  }
  return result;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A duration is a text like `-1h30m`. Units below the millisecond are not computed. */
function addDuration(written: string, duration: string): Outcome {
  if (isTooFine(written)) return undefined;
  const time = parseTime(written);
  const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(duration);
  if (time === undefined || match === null) return failure;
  const [, sign, amounts = ''] = match;
  let milliseconds = 0;
  for (const [, amount, unit = ''] of amounts.matchAll(/([\d.]+)(\D+)/g)) {
    const each = units[unit];
    if (each === undefined) return undefined;
    milliseconds += Number(amount) * each;
  }
  if (!Number.isInteger(milliseconds)) return undefined;
  const instant = time.instant + (sign === '-' ? -milliseconds : milliseconds);
  const local = new Date(instant + time.offset * 60_000);
  if (Number.isNaN(local.getTime()) || local.getUTCFullYear() < 0 || local.getUTCFullYear() > 9999)
    return undefined;
  return local.toISOString().slice(0, 19) + zoneText(time.offset, 'Z', ':');
}
