/** Conditions in the tables' compact form. */
import { type FieldTest, always, fieldsOf, mapTest } from '../eval/fieldTest';

const safe = /^[A-Za-z0-9_.]+$/;
const maximumAlternatives = 4;

function value(literal: string | number | boolean): string {
  return encodeURIComponent(String(literal)).replace(
    /[~|&@!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
}

function leaf(test: FieldTest, holds: boolean): string | undefined {
  if (!('field' in test) || !safe.test(test.field)) return undefined;
  switch (test.kind) {
    case 'true':
      return `${holds ? '' : '!'}${test.field}`;
    case 'set':
      return `${test.field}${holds ? '+' : '-'}`;
    case 'equals':
      return `${test.field}${holds ? '=' : '!='}${value(test.value)}`;
    default:
      return undefined;
  }
}

type Alternatives = readonly (readonly string[])[];

function product(parts: readonly Alternatives[]): Alternatives {
  return parts.reduce<Alternatives>(
    (done, part) => done.flatMap((left) => part.map((right) => [...left, ...right])),
    [[]],
  );
}

/** A test as alternatives of conjunctions, or undefined where it cannot be written so. */
function alternatives(test: FieldTest, holds: boolean): Alternatives | undefined {
  if (test.kind === 'not') return alternatives(test.test, !holds);
  if (test.kind === 'all' || test.kind === 'any') {
    const parts = test.tests.map((part) => alternatives(part, holds));
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return undefined;
    const result = (test.kind === 'any') === holds ? known.flat() : product(known);
    return result.length > maximumAlternatives ? undefined : result;
  }
  const text = leaf(test, holds);
  return text === undefined ? undefined : [[text]];
}

/** Whether a field is the argument itself, or a block around it: that it is there is given. */
function isAround(field: string, path: string): boolean {
  return field === path || path.startsWith(`${field}.`);
}

/**
 * Writes the condition of a row for `path`, with its leading `?`; the empty string where the row always applies
 * when the argument gets another value.
 */
export function writeCondition(path: string, when: FieldTest | undefined): string {
  if (!when) return '';
  const given = mapTest(when, (part): FieldTest =>
    part.kind === 'set' && part.field === path ? always : part,
  );
  if (given.kind === 'known') return given.value ? '' : '?-';
  const written = alternatives(given, true);
  if (written) return `?${written.map((part) => [...new Set(part)].join('&')).join('|')}`;
  const fields = fieldsOf(given).filter((field) => !isAround(field, path) && safe.test(field));
  return `?~${fields.slice(0, 6).join(',')}`;
}
