import * as assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';

const data = path.join(__dirname, '..', '..', '..', 'server', 'src', 'models', 'data');
const sourcesFolder = path.join(data, 'sources');
const consequencesFolder = path.join(data, 'consequences');
const impurityFile = 'impure-functions.json';
const volatilities = ['latest', 'membership', 'content', 'every-apply'];

type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object; lists and null are not. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object. Throws where it is none. */
function object(value: unknown, where: string): JsonObject {
  assert.ok(isObject(value), `${where}: expected an object`);
  return value;
}

/** The value as a list. Throws where it is none. */
function list(value: unknown, where: string): readonly unknown[] {
  assert.ok(Array.isArray(value), `${where}: expected a list`);
  return value as readonly unknown[];
}

/** The value as a string that says something. Throws where it is none. */
function text(value: unknown, where: string): string {
  assert.ok(typeof value === 'string' && value.trim() !== '', `${where}: expected a text`);
  return value;
}

/** The value as a list of strings in ascending order, none twice. Throws where it is none. */
function sortedTexts(value: unknown, where: string): readonly string[] {
  const texts = list(value, where).map((each) => text(each, where));
  assert.deepEqual(texts, [...new Set(texts)].sort(), `${where}: expected ascending order, nothing twice`);
  return texts;
}

/** Throws where an object has other fields than these, or lacks a required one. */
function fields(
  of: JsonObject,
  required: readonly string[],
  optional: readonly string[],
  where: string,
): void {
  const present = Object.keys(of);
  const missing = required.filter((name) => !present.includes(name));
  const unknown = present.filter((name) => !required.includes(name) && !optional.includes(name));
  assert.deepEqual({ missing, unknown }, { missing: [], unknown: [] }, where);
}

/** Throws where a string is no regular expression. */
function regularExpression(value: unknown, where: string): void {
  const pattern = text(value, where);
  assert.doesNotThrow(() => new RegExp(pattern, 'u'), `${where}: ${pattern}`);
}

/** Throws where a value is no predicate, at any depth. */
function predicate(value: unknown, where: string): void {
  const given = object(value, where);
  if ('argument' in given) {
    text(given['argument'], where);
    const [question, ...more] = Object.keys(given).filter((name) => name !== 'argument');
    assert.deepEqual(more, [], where);
    switch (question) {
      case 'equals':
        assert.ok(['string', 'number', 'boolean'].includes(typeof given['equals']), where);
        return;
      case 'matches':
        regularExpression(given['matches'], where);
        return;
      case 'isSet':
        assert.equal(typeof given['isSet'], 'boolean', where);
        return;
      default:
        assert.fail(`${where}: no question about ${String(given['argument'])}`);
    }
  }
  if ('block' in given) {
    fields(given, ['block', 'where'], [], where);
    text(given['block'], where);
    predicate(given['where'], where);
    return;
  }
  if ('not' in given) {
    fields(given, ['not'], [], where);
    predicate(given['not'], where);
    return;
  }
  const connective = 'all' in given ? 'all' : 'any';
  fields(given, [connective], [], where);
  const parts = list(given[connective], where);
  assert.ok(parts.length > 0, `${where}: ${connective} of nothing`);
  for (const part of parts) predicate(part, where);
}

/** Throws where a value is no pin, or names attributes in its text that the row does not know. */
function pin(value: unknown, where: string): void {
  const given = object(value, where);
  fields(given, ['how'], ['argument', 'value', 'remove', 'replaceWith'], where);
  assert.match(text(given['how'], where), /^[A-Z].*\.$/u, `${where}: one sentence`);
  if ('argument' in given) text(given['argument'], where);
  if ('value' in given) {
    assert.ok('argument' in given, `${where}: a text for which argument?`);
    assert.match(text(given['value'], where), /\$\{\w+\}/u, `${where}: the text names no attribute`);
  }
  if ('remove' in given) for (const name of list(given['remove'], where)) text(name, where);
  if ('replaceWith' in given) assert.equal(given['replaceWith'], 'literal', where);
}

/** Throws where a `because` cannot stand after "data.x.y, which …". */
function because(value: unknown, where: string): void {
  const phrase = text(value, where);
  assert.match(phrase, /^[a-z]+s\b/u, `${where}: a verb in the third person comes first`);
  assert.doesNotMatch(phrase, /\.$/u, `${where}: the phrase ends no sentence`);
}

/** Throws where an object does not say where its facts come from. */
function provenance(value: unknown, where: string): void {
  const given = object(value, where);
  fields(given, ['origin', 'readIn'], [], where);
  assert.equal(given['origin'], 'manual', where);
  text(given['readIn'], where);
}

/** Throws where a value is no source row; gives the row's type. */
function sourceRow(value: unknown, file: string): string {
  const row = object(value, file);
  const type = text(row['type'], file);
  const where = `${file}: ${type}`;
  fields(
    row,
    ['type', 'volatility', 'drifting', 'because'],
    ['when', 'unless', 'stable', 'echoes', 'overwritten', 'pin', 'placeholder', 'quiet', 'readIn'],
    where,
  );
  assert.ok(volatilities.includes(text(row['volatility'], where)), where);
  because(row['because'], where);
  if ('when' in row) predicate(row['when'], where);
  if ('unless' in row) predicate(row['unless'], where);
  if ('pin' in row) pin(row['pin'], where);
  if ('readIn' in row) text(row['readIn'], where);

  const drifting = sortedTexts(row['drifting'], where);
  assert.ok(drifting.length > 0, `${where}: nothing drifts`);
  const stable = 'stable' in row ? sortedTexts(row['stable'], where) : [];
  const echoes = 'echoes' in row ? object(row['echoes'], where) : {};
  const overwritten = 'overwritten' in row ? sortedTexts(row['overwritten'], where) : [];
  const decided = [...drifting, ...stable, ...Object.keys(echoes)];
  const twice = decided.filter((name, index) => decided.indexOf(name) !== index);
  assert.deepEqual(twice, [], `${where}: decided twice`);
  for (const argument of Object.values(echoes)) text(argument, where);
  for (const name of overwritten) assert.ok(drifting.includes(name), `${where}: ${name} does not drift`);
  return type;
}

/** The content of a file with JSON in it. Throws where it is no JSON. */
function read(folder: string, file: string): JsonObject {
  return object(JSON.parse(readFileSync(path.join(folder, file), 'utf8')), file);
}

const catalogues = readdirSync(sourcesFolder)
  .filter((file) => file.endsWith('.json') && file !== impurityFile)
  .sort();

describe('source catalogue', () => {
  for (const file of catalogues) {
    it(`${file} is sorted, decides each type once and follows the schema`, () => {
      const catalogue = read(sourcesFolder, file);
      fields(catalogue, ['provider', 'provenance', 'sources', 'neutral'], [], file);
      assert.match(text(catalogue['provider'], file), /^[\w.-]+(\/[\w-]+)+$/u);
      provenance(catalogue['provenance'], file);
      const types = list(catalogue['sources'], file).map((row) => sourceRow(row, file));
      assert.deepEqual(types, [...types].sort(), `${file}: sources in ascending order`);
      const neutral = sortedTexts(catalogue['neutral'], file);
      assert.deepEqual(
        neutral.filter((type) => types.includes(type)),
        [],
        `${file}: a source and neutral at once`,
      );
    });
  }

  it('has a condition on each row that another row of the same type follows', () => {
    const unreachable: string[] = [];
    for (const file of catalogues) {
      const rows = list(read(sourcesFolder, file)['sources'], file).map((row) => object(row, file));
      rows.forEach((row, index) => {
        const follows = rows[index + 1]?.['type'] === row['type'];
        if (follows && !('when' in row) && !('unless' in row)) unreachable.push(text(row['type'], file));
      });
    }
    assert.deepEqual(unreachable, []);
  });

  it('gives each type to one provider only', () => {
    const owners = new Map<string, string>();
    for (const file of catalogues) {
      const catalogue = read(sourcesFolder, file);
      const types = list(catalogue['sources'], file).map((row) => text(object(row, file)['type'], file));
      for (const type of new Set([...types, ...sortedTexts(catalogue['neutral'], file)])) {
        assert.equal(owners.get(type), undefined, `${type} is in ${file} too`);
        owners.set(type, file);
      }
    }
    assert.ok(
      owners.has('aws_ami') && owners.has('google_compute_image') && owners.has('azurerm_platform_image'),
    );
  });
});

describe('impure functions and literals', () => {
  const table = read(sourcesFolder, impurityFile);

  it('names the functions whose results differ from run to run', () => {
    fields(table, ['provenance', 'functions', 'literals'], [], impurityFile);
    provenance(table['provenance'], impurityFile);
    const names = list(table['functions'], impurityFile).map((each) => {
      const given = object(each, impurityFile);
      fields(given, ['name', 'volatility', 'known', 'because'], ['pin'], impurityFile);
      assert.ok(volatilities.includes(text(given['volatility'], impurityFile)));
      assert.ok(['plan', 'apply'].includes(text(given['known'], impurityFile)));
      because(given['because'], impurityFile);
      if ('pin' in given) pin(given['pin'], impurityFile);
      return text(given['name'], impurityFile);
    });
    assert.deepEqual(names, ['bcrypt', 'plantimestamp', 'timestamp', 'uuid']);
  });

  it('says of each drifting literal who resolves it', () => {
    const resolvers = ['provider-at-plan', 'service-at-create', 'service-at-use'];
    const places = list(table['literals'], impurityFile).map((each) => {
      const given = object(each, impurityFile);
      const required = ['type', 'attribute', 'matches', 'volatility', 'resolvedBy', 'because'];
      fields(given, required, ['unless', 'pin', 'readIn'], impurityFile);
      regularExpression(given['matches'], impurityFile);
      if ('unless' in given) regularExpression(given['unless'], impurityFile);
      assert.ok(volatilities.includes(text(given['volatility'], impurityFile)));
      assert.ok(resolvers.includes(text(given['resolvedBy'], impurityFile)));
      because(given['because'], impurityFile);
      if ('pin' in given) pin(given['pin'], impurityFile);
      return `${text(given['type'], impurityFile)}.${text(given['attribute'], impurityFile)}`;
    });
    assert.deepEqual(places, [...new Set(places)].sort());
  });
});

describe('consequences', () => {
  for (const file of ['aws.json', 'azurerm.json', 'google.json', 'others.json']) {
    it(`${file} is sorted and gives no type two consequences`, () => {
      const table = read(consequencesFolder, file);
      fields(table, ['data-loss', 'routine'], [], file);
      const loss = sortedTexts(table['data-loss'], file);
      const routine = sortedTexts(table['routine'], file);
      assert.deepEqual(
        loss.filter((type) => routine.includes(type)),
        [],
      );
    });
  }
});
