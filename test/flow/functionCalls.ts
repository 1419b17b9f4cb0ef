import fc from 'fast-check';

/** Stands in an expression for a value that drifts. */
export const drifting = 'local.drifting';

const text = fc
  .oneof(
    fc.constantFrom('', 'a', 'b', 'A', 'abc', 'a,b,,c', ' x ', 'é', '10', '1.5', 'true', '-3', '007'),
    fc.string({ unit: fc.constantFrom('a', 'b', 'B', '-', '_', '.', ' ', '/', '1', 'ü', '<'), maxLength: 8 }),
  )
  .map((value) => JSON.stringify(value));
const integer = fc.integer({ min: -4, max: 12 }).map(String);
const number = fc.oneof(
  integer,
  fc.integer({ min: -400, max: 4000 }).map((value) => String(value / 8)),
);
const truth = fc.constantFrom('true', 'false');
const primitive = fc.oneof(text, number, truth, fc.constant('null'));

function list(element: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(element, { maxLength: 4 }).map((elements) => `[${elements.join(', ')}]`);
}

const key = fc.constantFrom('a', 'b', 'c', 'd');

function map(element: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.dictionary(key, element, { maxKeys: 3 }).map((entries) => {
    const members = Object.entries(entries).map(([name, value]) => `${name} = ${value}`);
    return `{ ${members.join(', ')} }`;
  });
}

const keyText = key.map((name) => JSON.stringify(name));
const words = list(text);
const numbers = list(number);
const mixed = list(primitive);
const lists = fc.oneof(words, numbers, mixed);
const maps = fc.oneof(map(text), map(number), map(primitive));
const nested = list(fc.oneof(primitive, lists, list(lists)));
const anything = fc.oneof(primitive, lists, maps, nested);
const time = fc
  .tuple(fc.integer({ min: 0, max: 4_000_000_000 }), fc.constantFrom('Z', '+02:00', '-07:30'))
  .map(([second, zone]) => JSON.stringify(new Date(second * 1000).toISOString().slice(0, 19) + zone));
const duration = fc.constantFrom('10m', '-1h30m', '1.5h', '90s', '24h', '1d', '').map((d) => `"${d}"`);
const dateFormat = fc
  .array(
    fc.constantFrom(
      'YYYY',
      'YY',
      'MMM',
      'MM',
      'D',
      'DD',
      'EEE',
      'hh',
      'HH',
      'mm',
      'AA',
      'Z',
      'ZZZ',
      '-',
      ' ',
    ),
    {
      maxLength: 5,
    },
  )
  .map((parts) => JSON.stringify(parts.join('/')));
const pattern = fc
  .constantFrom(
    'a',
    '[a-z]+',
    '(a)(b)?',
    '^a.*',
    '(?P<first>.)(?P<last>.)',
    '(?i)B',
    'x|',
    '\\d+',
    '[^a]',
    '$',
    '(',
  )
  .map((one) => JSON.stringify(one));
const search = fc.oneof(
  text,
  pattern.map((one) => `"/${one.slice(1, -1)}/"`),
);
const replacement = fc.constantFrom('', '-', '$1', '[$0]', 'x$1y').map((one) => JSON.stringify(one));
const block = fc
  .tuple(
    fc.constantFrom('10.0.0.0', '172.16.5.9', '192.168.1.128', 'fd00:1:2::', '2001:db8::1'),
    fc.integer({ min: 0, max: 40 }),
  )
  .map(([address, prefix]) => `"${address}/${String(prefix)}"`);
const format = fc
  .array(fc.constantFrom('%s', '%d', '%v', '%q', '%t', '%05d', '%-4s|', '%x', '%.1f', '%%', 'a', '%[1]s'), {
    maxLength: 3,
  })
  .map((parts) => JSON.stringify(parts.join(' ')));
const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.stringify(JSON.stringify(value)).replace(/[$%]\{/g, 'x'));

/** Which arguments are tried with each function. */
const functions: Readonly<Record<string, readonly fc.Arbitrary<string>[]>> = {
  abs: [number],
  ceil: [number],
  floor: [number],
  signum: [integer],
  max: [number, number],
  min: [number, text],
  log: [fc.integer({ min: 1, max: 300 }).map(String), fc.constantFrom('2', '10')],
  pow: [integer, integer],
  parseint: [text, fc.constantFrom('2', '10', '16', '62')],
  lower: [text],
  upper: [text],
  title: [text],
  trim: [text, text],
  trimspace: [text],
  trimprefix: [text, text],
  trimsuffix: [text, text],
  chomp: [text],
  indent: [integer, text],
  join: [text, lists],
  split: [text, text],
  strrev: [text],
  substr: [text, integer, integer],
  replace: [text, search, replacement],
  startswith: [text, text],
  endswith: [text, text],
  strcontains: [text, text],
  basename: [text],
  regex: [pattern, text],
  regexall: [pattern, text],
  format: [format, primitiveButNull(), primitiveButNull()],
  formatlist: [format, lists, text],
  alltrue: [list(truth)],
  anytrue: [list(primitive)],
  chunklist: [lists, integer],
  coalesce: [primitive, primitive],
  coalescelist: [lists, lists],
  compact: [words],
  concat: [lists, lists],
  contains: [lists, primitive],
  distinct: [lists],
  element: [lists, integer],
  flatten: [nested],
  index: [lists, primitive],
  keys: [maps],
  length: [anything],
  lookup: [maps, keyText, primitive],
  matchkeys: [words, words, words],
  merge: [maps, maps],
  one: [lists],
  range: [integer, integer],
  reverse: [lists],
  setintersection: [words, words],
  setproduct: [lists, lists],
  setsubtract: [words, words],
  setunion: [words, numbers],
  slice: [lists, integer, integer],
  sort: [lists],
  sum: [numbers],
  transpose: [map(words)],
  values: [maps],
  zipmap: [list(keyText), lists],
  base64encode: [text],
  base64decode: [text],
  urlencode: [text],
  jsonencode: [anything],
  jsondecode: [json],
  formatdate: [dateFormat, time],
  timeadd: [time, duration],
  timecmp: [time, time],
  cidrhost: [block, integer],
  cidrnetmask: [block],
  cidrsubnet: [block, integer, integer],
  cidrsubnets: [block, integer, integer],
  tobool: [primitive],
  tolist: [lists],
  tomap: [maps],
  tonumber: [primitive],
  toset: [lists],
  tostring: [anything],
  try: [lists, primitive],
  can: [lists],
};

function primitiveButNull(): fc.Arbitrary<string> {
  return fc.oneof(text, number, truth);
}

const call = fc
  .constantFrom(...Object.entries(functions))
  .chain(([name, parameters]) => fc.tuple(...parameters).map((values) => `${name}(${values.join(', ')})`));
const operation = fc
  .tuple(
    fc.oneof(primitive, lists, maps),
    fc.constantFrom('+', '-', '*', '/', '%', '<', '>=', '==', '!=', '&&', '||'),
    fc.oneof(primitive, lists),
  )
  .map(([left, operator, right]) => `${left} ${operator} ${right}`);

/** Calls of every function that is computed, with arguments that suit it and some that do not; and operators. */
export const callsOfFunctions: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: call },
  { weight: 1, arbitrary: operation },
);

/** The same expressions with one of the literals in them replaced by a drifting value. */
export const callsWithDrift: fc.Arbitrary<string> = fc
  .tuple(callsOfFunctions, fc.nat())
  .map(([expression, choice]) => {
    const literals = [...expression.matchAll(/"(?:[^"\\]|\\.)*"|(?<![\w.])-?\d+(?:\.\d+)?/g)];
    const chosen = literals[choice % Math.max(1, literals.length)];
    if (chosen === undefined) return expression;
    return expression.slice(0, chosen.index) + drifting + expression.slice(chosen.index + chosen[0].length);
  });
