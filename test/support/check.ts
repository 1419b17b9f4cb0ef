import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Note } from '../../server/src/analysis/finding';
import type { Snapshot } from '../../server/src/analysis/host';
import { relativePath } from '../../server/src/base/uri';
import { analyseFiles, root, type HostOptions } from './engine';
import { parseFixture, type Expectation, type FixtureCase } from './fixture';

/**
 * Registers one test per case of the fixture files in `directory` (relative to the repository's root). What is
 * in `options` takes the place of the usual surroundings.
 */
export function fixtureTests(directory: string, options: HostOptions = {}): void {
  const names = readdirSync(directory).filter((name) => name.endsWith('.tf.txt'));
  assert.ok(names.length > 0, `there are fixtures in ${directory}`);
  for (const name of names.sort()) {
    describe(`${directory}/${name}`, () => {
      for (const fixture of parseFixture(readFileSync(join(directory, name), 'utf8'))) {
        it(fixture.title, () => checkFixture(fixture, options));
      }
    });
  }
}

/** Analyses a case and compares findings and notes with its expectations, one to one. */
export async function checkFixture(fixture: FixtureCase, options: HostOptions = {}): Promise<void> {
  const snapshot = await analyseFiles(fixture.files, options);
  checkConsistency(snapshot);
  const observed = [...snapshot.findings, ...snapshot.notes].map((one) => observe(snapshot, one));
  const left = [...observed];
  const missing: string[] = [];
  for (const expectation of fixture.expectations) {
    const index = left.findIndex((candidate) => isMet(expectation, candidate));
    if (index < 0) missing.push(describeExpectation(expectation));
    else left.splice(index, 1);
  }
  assert.deepEqual(
    { missing, unexpected: left.map(describeObserved) },
    { missing: [], unexpected: [] },
    fixture.title,
  );
}

/** A finding or a note, in the words of expectations. */
interface Observed {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

function observe(snapshot: Snapshot, one: Finding | Note): Observed {
  const file = snapshot.file(one.uri);
  const at = file?.text.slice(one.range.start, one.range.end) ?? '';
  const place = {
    file: relativePath(one.uri, root),
    line: (file?.lines.positionAt(one.range.start).line ?? 0) + 1,
    message: one.message,
  };
  if ('kind' in one) return { ...place, id: one.kind, properties: { at } };
  const { severity, certainty, address, attribute, source } = one;
  const callers = one.callers.join();
  return {
    ...place,
    id: one.rule,
    properties: { at, severity, certainty, address, attribute, source, callers },
  };
}

function isMet(expectation: Expectation, observed: Observed): boolean {
  return (
    expectation.file === observed.file &&
    expectation.line === observed.line &&
    expectation.id === observed.id &&
    expectation.message.test(observed.message) &&
    Object.entries(expectation.properties).every(([name, value]) => observed.properties[name] === value)
  );
}

function describeExpectation({ file, line, id, message, properties }: Expectation): string {
  return `${file}:${String(line)} ${id} ${String(message)} ${JSON.stringify(properties)}`;
}

function describeObserved({ file, line, id, message, properties }: Observed): string {
  return `${file}:${String(line)} ${id} ${message} ${JSON.stringify(properties)}`;
}

/** What holds for every finding of every configuration. */
function checkConsistency(snapshot: Snapshot): void {
  const reported = new Set<string>();
  for (const finding of snapshot.findings) {
    const start = finding.path[0];
    const source = [start?.uri, start?.range.start, finding.source];
    const key = [finding.rule, finding.module, finding.address, finding.attribute, ...source].join(' ');
    const places = [finding, ...finding.path];
    for (const { uri, range } of places) {
      const text = snapshot.file(uri)?.text;
      assert.ok(text !== undefined, `${key}: ${uri} is part of the analysis`);
      assert.ok(0 <= range.start && range.start < range.end && range.end <= text.length, `${key}: a range`);
    }
    assert.equal(finding.path[0]?.label, finding.source, `${key}: the path starts at the source`);
    reported.add(key);
  }
  assert.equal(reported.size, snapshot.findings.length, 'one finding per source and argument');
}
